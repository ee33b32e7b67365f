import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { ExpectedError } from '../../src/lib/errors.ts'
import { readPins } from '../../src/pins/index.ts'
import { MINORS } from '../../src/pins/target.ts'
import { memoryFiles } from '../../support/files.ts'
import { FIXTURES } from '../../support/pins/fixtures.ts'

/** Repositories with a file that something has happened to: each gives an answer or one clear error. */

export type Files = Record<string, string>

export interface Outcome {
  kind: 'answer' | 'nothing' | 'error'
  milliseconds: number
}

/** Above it a mutated file counts as a hang. */
export const LIMIT_MS = 5000
const LARGEST_KEPT = 16 * 1024

/** The hand-written fixtures, and what there is of a corpus: small files whole, of large ones a part. */
export function seeds(corpus: string | null): Files[] {
  const own = FIXTURES.map(({ files }) => files)
  if (!corpus) return own
  const states = ['repos', 'bumps'].flatMap(kind =>
    existsSync(join(corpus, kind))
      ? readdirSync(join(corpus, kind)).map(name => join(corpus, kind, name))
      : [],
  )
  return [...own, ...states.map(readState).filter(files => Object.keys(files).length)]
}

function readState(directory: string): Files {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(directory, path)).isFile())
    .filter(path => !/(TRUTH|META)\.json$/.test(path))
  return Object.fromEntries(
    paths.map(path => [path, excerpt(readFileSync(join(directory, path), 'utf8'))]),
  )
}

/** Of a lock its head, the project and the packages that matter, without the files of each. */
function excerpt(text: string): string {
  const [head = '', ...entries] = text.split(/^(?=\[\[package\]\])/m)
  const wanted = /name = "(lightning|pytorch-lightning|torch|numpy)"|(editable|virtual) = "\."/
  const kept = entries
    .filter(entry => wanted.test(entry))
    .map(entry => entry.replace(/^ *\{ ?(url|file) = .*\n/gm, ''))
  return [head, ...kept].join('').slice(0, LARGEST_KEPT)
}

type Random = () => number

/** The same numbers for the same seed, everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (random: Random, end: number) => Math.floor(random() * end)
const oneOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list[below(random, list.length)]

/** What has been trouble for parsers, or would be if a reader trusted its file. */
const PIECES = [
  '-r ../../etc/passwd\n', '-c /etc/passwd\n', '-r requirements.txt\n', '-e ..\n', '-e .\n', '\0', '\uFEFF', '\u2028',
  '[', ']', '{', '}', '"', "'", '"""', '[[package]]\n', '[package]\n', '[project]\n', '&a ', '*a', '<<: *a\n',
  '!!python/object:x ', '---\n', '? ', ': ', '- ', '\t', '\\', '\\\n', '#', ';', '@ ', '==', '===', '~=', '^', '||',
  '*', '!', '1e999', '-0', '9'.repeat(400), 'NaN', '2026-01-01', 'true', 'null', '.', '..', '../', 'a'.repeat(3000),
  '('.repeat(600), '['.repeat(600), ' '.repeat(2000), '-'.repeat(2000), '\n'.repeat(500), '1.'.repeat(500), '__proto__',
  'constructor', 'toString', 'name = "torch"\n', 'version = "2.0"\n', 'torch==2.0\n', 'lightning\n', ' ; extra == "x"',
  ' ; python_version < "3"', ' and ', ' or ', 'not in', 'include-group', 'file:', '$HOME', '%(x)s',
] // biome-ignore format: a list

const MUTATIONS: readonly ((text: string, random: Random, other: string) => string)[] = [
  (text, random) => text.slice(0, below(random, text.length + 1)),
  (text, random) => splice(text, random, 1 + below(random, 20), ''),
  (text, random) => splice(text, random, 0, oneOf(random, PIECES) ?? ''),
  (text, random) => splice(text, random, 1 + below(random, 5), oneOf(random, PIECES) ?? ''),
  (text, random) => splice(text, random, 1, String.fromCharCode(below(random, 256))),
  (text, random) => overLines(text, random, (lines, at) => lines.splice(at, 1)),
  (text, random) => overLines(text, random, (lines, at) => lines.splice(at, 0, ...lines.slice(at, at + 3))),
  (text, random) => overLines(text, random, lines => lines.reverse()),
  (text, random) => overLines(text, random, (lines, at) => lines.splice(at, 0, ...Array(50).fill(lines[at] ?? ''))),
  (text, random, other) => splice(text, random, 0, other.slice(0, below(random, other.length + 1))),
  (_text, _random, other) => other,
] // biome-ignore format: a list

function splice(text: string, random: Random, remove: number, insert: string): string {
  const at = below(random, text.length + 1)
  return text.slice(0, at) + insert + text.slice(at + remove)
}

function overLines(text: string, random: Random, change: (lines: string[], at: number) => void) {
  const lines = text.split('\n')
  change(lines, below(random, lines.length))
  return lines.join('\n')
}

/** One repository of which one file is mutated. */
export function mutate(all: readonly Files[], seed: number): Files {
  const random = randomOf(seed)
  const files = { ...oneOf(random, all) }
  const path = oneOf(random, Object.keys(files)) ?? ''
  const others = oneOf(random, all) ?? {}
  const other = others[oneOf(random, Object.keys(others)) ?? ''] ?? ''
  for (let times = 1 + below(random, 4); times > 0; times--)
    files[path] = oneOf(random, MUTATIONS)?.(files[path] ?? '', random, other) ?? ''
  return files
}

/** Throws for everything that is neither an answer nor a clear error, and for what was asked outside. */
export async function tryOut(contents: Files, seed: number): Promise<Outcome> {
  const random = randomOf(seed ^ 0x5bd1e995)
  const { files, asked } = memoryFiles(contents)
  const manifest = random() < 0.2 ? oneOf(random, Object.keys(contents)) : undefined
  const python = random() < 0.2 ? `3.${oneOf(random, MINORS)}` : undefined
  const start = performance.now()
  let kind: Outcome['kind']
  try {
    const found = await readPins('/repo', { files, manifest, python })
    kind = found ? 'answer' : 'nothing'
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    if (!error.message || error.message.includes('\n    at ')) throw new Error('not one message')
    kind = 'error'
  }
  const milliseconds = performance.now() - start
  if (milliseconds > LIMIT_MS) throw new Error(`took ${Math.round(milliseconds)} ms`)
  const outside = [...asked].find(path => !`${posix.normalize(path)}/`.startsWith('/repo/'))
  if (outside) throw new Error(`asked for ${outside}`)
  return { kind, milliseconds }
}
