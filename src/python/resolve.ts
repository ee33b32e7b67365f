import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import type { Command } from '../lib/foreign/run.ts'
import { parseJson, reason } from '../lib/json.ts'
import { normalise } from '../model/packages.ts'
import type { Surroundings } from '../model/world.ts'
import { logicalLines } from '../pins/index.ts'
import type { Item } from './alike.ts'
import { takeStep } from './interpreter.ts'
import type { Installation } from './recipe.ts'

/** What an installer would choose where files leave it the choice: it is asked, and installs nothing. */

interface Resolver {
  /** The command of an installation. */
  installs: RegExp
  /** The same command, which writes its choice into a file. */
  asks: (words: readonly string[], file: string) => string[]
  read: (text: string) => Item[] | null
}

const RESOLVERS: readonly Resolver[] = [
  {
    installs: /^uv pip install /,
    asks: (words, file) => [
      ...words.map(word => (word === 'install' ? 'compile' : word)).filter(word => word !== '-r'),
      ...['--quiet', '--no-header', '--no-annotate', '--generate-hashes', '--output-file', file],
    ],
    read: readRequirements,
  },
  {
    installs: / -m pip install /,
    asks: (words, file) => [
      ...words,
      ...['--quiet', '--dry-run', '--ignore-installed', '--report', file],
    ],
    read: readReport,
  },
]

/** Null where it cannot be asked. */
export async function resolve(
  { steps }: Installation,
  surroundings: Surroundings,
  directory: string,
): Promise<Item[] | null> {
  const found: Item[] = []
  const file = join(directory, 'resolved')
  for (const step of steps) {
    const words = 'command' in step ? step.command : []
    const resolver = RESOLVERS.find(({ installs }) => installs.test(words.join(' ')))
    if (!resolver || !('command' in step)) {
      await takeStep(step, surroundings)
      continue
    }
    const command = resolver.asks(words, file) as unknown as Command
    await takeStep({ ...step, command }, surroundings)
    const items = resolver.read(await textOf(file))
    if (items === null) return null
    found.push(...items)
  }
  return found
}

const textOf = (file: string) =>
  readFile(file, 'utf8').catch(error => {
    throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: 'environment' })
  })

/** `name==1.0 --hash=sha256:…`, as uv writes it. */
function readRequirements(text: string): Item[] | null {
  const found: Item[] = []
  for (const line of logicalLines(text)) {
    if (line.startsWith('-')) continue
    const [, name = '', version, url] =
      /^([\w.-]+)(?:\[[^\]]*\])?\s*(?:==\s*([^\s;]+)|@\s*(\S+))/.exec(line) ?? []
    if (!name || /^file:/.test(url ?? '')) return null
    const hashes = [...line.matchAll(/--hash=(\S+)/g)].map(([, hash = '']) => hash)
    found.push({
      name: normalise(name),
      version: version ?? '',
      url: url ?? null,
      index: null,
      hashes,
    })
  }
  return found
}

const reportSchema = z.object({
  install: z.array(
    z.object({
      metadata: z.object({ name: z.string(), version: z.string() }),
      download_info: z.object({
        url: z.string(),
        archive_info: z
          .object({
            hash: z.string().optional(),
            hashes: z.record(z.string(), z.string()).default({}),
          })
          .optional(),
        vcs_info: z.object({ commit_id: z.string() }).optional(),
      }),
    }),
  ),
})

/** What pip reports that it would install. */
function readReport(text: string): Item[] | null {
  const { install } = parseJson(reportSchema, text, "pip's report", 'environment')
  const found: Item[] = []
  for (const { metadata, download_info: from } of install) {
    if (!from.archive_info && !from.vcs_info) return null
    const { sha256 } = from.archive_info?.hashes ?? {}
    const hash = sha256 ? `sha256:${sha256}` : from.archive_info?.hash?.replace('=', ':')
    found.push({
      name: normalise(metadata.name),
      version: metadata.version,
      url: from.vcs_info ? `${from.url}@${from.vcs_info.commit_id}` : from.url,
      index: null,
      hashes: hash ? [hash] : [],
    })
  }
  return found
}
