import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import * as z from 'zod'
import { InputError } from '../errors.ts'
import { explain, reason } from '../json.ts'

/** The packages whose versions decide what the probe measures. */
export const PROBED = ['lightning', 'pytorch-lightning', 'torch', 'numpy'] as const
export type Probed = (typeof PROBED)[number]

/** What the repository's files fix, and the file that an installer takes it from. */
export interface Pins {
  manager: 'uv' | 'pip'
  /** Name of the file in the repository. */
  source: string
  /** The content of the file and of those it includes: it keys the cached environment. */
  text: string
  /** Null where nothing fixes the version. */
  pins: Record<Probed, string | null>
}

/** Files that are understood, the one that wins first: a lock says more than what it was made from. */
const READERS = [
  { source: 'uv.lock', manager: 'uv', read: readUvLock },
  { source: 'requirements.txt', manager: 'pip', read: readRequirements },
] as const

interface Read {
  /** Normalised name → exact version. */
  found: Map<string, string>
  /** The text of every file that this one includes. */
  includes: string[]
}

/** The pins of a directory, or null if it has no file that is understood. */
export async function readPins(directory: string): Promise<Pins | null> {
  for (const { source, manager, read } of READERS) {
    const file = join(directory, source)
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw new InputError(`cannot read ${file}: ${reason(error)}`)
    }
    const { found, includes } = await read(text, file)
    const pins = Object.fromEntries(PROBED.map(name => [name, found.get(name) ?? null]))
    return { manager, source, text: [text, ...includes].join('\n'), pins: pins as Pins['pins'] }
  }
  return null
}

/** The distribution that the repository trains with, as far as its pins tell. */
export function pinnedFramework(pins: Pins | null): 'auto' | 'lightning' | 'pytorch-lightning' {
  if (pins?.pins.lightning) return 'lightning'
  return pins?.pins['pytorch-lightning'] ? 'pytorch-lightning' : 'auto'
}

export const SUPPORTED_FILES = READERS.map(({ source }) => source)

const normalise = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')

const uvLockSchema = z.object({
  package: z.array(z.object({ name: z.string(), version: z.string().optional() })).default([]),
})

async function readUvLock(text: string, file: string): Promise<Read> {
  let value: unknown
  try {
    value = parseToml(text)
  } catch (error) {
    throw new InputError(`${file} is not TOML: ${(error as Error).message.split('\n')[0]}`)
  }
  const lock = uvLockSchema.safeParse(value, { reportInput: true })
  if (!lock.success) throw new InputError(`${file}: ${explain(lock.error)}`)
  const versions = Map.groupBy(
    lock.data.package.filter(each => each.version),
    each => normalise(each.name),
  )
  // Several entries are forks by platform or Python.
  const found = new Map(
    [...versions].flatMap(([name, entries]) =>
      entries.length === 1 && entries[0]?.version ? [[name, entries[0].version]] : [],
    ),
  )
  return { found, includes: [] }
}

const EXACT =
  /^\s*(?<name>[A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*===?\s*(?<version>[^\s;#,\\*]+)\s*(;|#|\\|--hash|$)/

const INCLUDE = /^\s*(-r|-c|--requirement|--constraint)[\s=]*(?<path>[^\s#]+)/

/** Reads `name==version` lines, those of included files too. A file is read once. */
async function readRequirements(text: string, file: string): Promise<Read> {
  const versions = new Map<string, Set<string>>()
  const includes: string[] = []
  const seen = new Set<string>()
  const visit = async (content: string, path: string): Promise<void> => {
    seen.add(path)
    for (const line of content.split(/\r?\n/)) {
      const { name, version } = EXACT.exec(line)?.groups ?? {}
      if (name && version)
        versions.set(normalise(name), new Set([...(versions.get(normalise(name)) ?? []), version]))
      const target = INCLUDE.exec(line)?.groups?.path
      const included = target && join(dirname(path), target)
      if (!included || seen.has(included)) continue
      const inner = await readFile(included, 'utf8').catch(error => {
        throw new InputError(
          `${path} includes ${target}: cannot read ${included}: ${reason(error)}`,
        )
      })
      includes.push(inner)
      await visit(inner, included)
    }
  }
  await visit(text, file)
  // Several versions are forks by markers: which one applies is the installer's to say.
  const only = [...versions].flatMap(([name, [version, ...others]]) =>
    version && others.length === 0 ? [[name, version] as const] : [],
  )
  return { found: new Map(only), includes }
}
