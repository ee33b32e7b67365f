import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { extname, join } from 'node:path'
import type { Imports } from '../../model/pins.ts'
import { codeOfNotebook, mayImport, type Wish, wishesOf, wishesOfYaml } from './demands.ts'

/**
 * What the code below a directory imports of Lightning. The files are the change's: they are counted and never
 * quoted, no link is followed, and there is an end to how much is read.
 */

const LIMITS = {
  entries: 200_000,
  files: 10_000,
  bytes: 64 * 1024 * 1024,
  /** Of one file; imports stand at the beginning. A notebook counts whole or not at all. */
  ofOne: 1024 * 1024,
  ofNotebook: 4 * 1024 * 1024,
  milliseconds: 10_000,
  depth: 30,
}

/** Directories that hold what somebody else has written, or what is made from the rest. */
const LEFT_OUT =
  /^(\..*|node_modules|site-packages|dist-packages|__pycache__|__pypackages__|v?env|virtualenv|build|dist|.*\.egg-info|lddpr-(report|bisect))$/i
/** `env` may be an environment of reinforcement learning: one of Python has this in it. */
const MARKS = new Set(['pyvenv.cfg', 'conda-meta'])
const ASIDE =
  /^(tests?|testing|docs?|examples?|tutorials?|demos?|benchmarks?|notebooks?|vendor|third[_-]?party|external|legacy|deprecated)$/i
const ASIDE_FILE = /^(test_.*|.*_test|conftest|setup)\.py$/i
const SHADOWS = /^(src\/)?lightning(\.py)?$/

interface File {
  path: string
  aside: boolean
}

export function readImports(root: string, place = '.'): Imports {
  const deadline = performance.now() + LIMITS.milliseconds
  const { files, shadowed, complete } = filesBelow(root, place, deadline)
  const counted = new Map<string, { wish: Wish; files: number }>()
  let bytes = 0
  let seen = 0
  for (const { path, aside } of files) {
    if (bytes > LIMITS.bytes || performance.now() > deadline) break
    seen += 1
    const text = readCapped(path)
    bytes += text.length
    for (const [key, wish] of unique(wishesIn(path, text, shadowed), aside)) {
      const known = counted.get(key) ?? { wish, files: 0 }
      counted.set(key, { wish, files: known.files + 1 })
    }
  }
  const demands = [...counted.values()].map(({ wish, files }) => ({ ...wish, files }))
  return { demands, complete: complete && seen === files.length }
}

function unique(wishes: readonly Wish[], aside: boolean): Map<string, Wish> {
  const found = wishes.map(each => ({ ...each, aside: each.aside || aside }))
  return new Map(found.map(each => [JSON.stringify(each), each]))
}

function wishesIn(path: string, text: string, shadowed: boolean): Wish[] {
  if (!mayImport(text)) return []
  if (path.endsWith('.py')) return wishesOf(text, shadowed)
  if (path.endsWith('.ipynb')) return wishesOf(codeOfNotebook(text), shadowed)
  return wishesOfYaml(text)
}

const KINDS = new Set(['.py', '.ipynb', '.yaml', '.yml'])

/** The nearest first, and by name: where there is an end, it is always the same. */
function filesBelow(top: string, place: string, deadline: number) {
  const files: File[] = []
  const root = inside(top, place)
  let level = [{ path: '', aside: false }]
  let entries = 0
  let complete = true
  let shadowed = false
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: typeof level = []
    for (const directory of level) {
      const late = performance.now() > deadline
      if (late || entries > LIMITS.entries || files.length > LIMITS.files || depth > LIMITS.depth) {
        complete = false
        break
      }
      const found = entriesOf(join(root, directory.path))
      entries += found.length
      if (directory.path && found.some(({ name }) => MARKS.has(name))) continue
      for (const entry of found) {
        const path = directory.path ? `${directory.path}/${entry.name}` : entry.name
        if (SHADOWS.test(path)) shadowed = true
        const aside = directory.aside || ASIDE.test(entry.name)
        if (entry.isDirectory() && !isLeftOut(entry.name)) next.push({ path, aside })
        const kind = extname(entry.name)
        if (entry.isFile() && KINDS.has(kind))
          files.push({
            path: join(root, path),
            aside: directory.aside || ASIDE_FILE.test(entry.name) || kind === '.ipynb',
          })
      }
    }
    level = next
  }
  return { files, shadowed, complete }
}

/** A part of the repository; the whole where a link is on the way. */
function inside(root: string, place: string): string {
  const path = join(root, place)
  try {
    return realpathSync(path) === path ? path : root
  } catch {
    return root
  }
}

const isLeftOut = (name: string) => LEFT_OUT.test(name) && name.toLowerCase() !== 'env'

function entriesOf(directory: string) {
  try {
    const found = readdirSync(directory, { withFileTypes: true })
    return found.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return [] // What cannot be listed says nothing.
  }
}

/** As Latin-1: what is looked for is ASCII, whatever the rest is. */
function readCapped(path: string): string {
  const isNotebook = path.endsWith('.ipynb')
  const limit = isNotebook ? LIMITS.ofNotebook : LIMITS.ofOne
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return ''
  }
  try {
    const found = fstatSync(file)
    if (!found.isFile() || (isNotebook && found.size > limit)) return ''
    const content = Buffer.alloc(Math.min(found.size, limit))
    return content.toString('latin1', 0, readSync(file, content, 0, content.length, 0))
  } catch {
    return ''
  } finally {
    closeSync(file)
  }
}
