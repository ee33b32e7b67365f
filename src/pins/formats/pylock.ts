import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { type Entry, type From, fromOf, isHashed } from '../entries.ts'
import { type LockFormat, PART } from '../format.ts'
import { type Lock, settleByMarkers } from '../lock.ts'
import { maybeText, maybeTexts, type SourceFile, table } from '../source.ts'

/** pylock.toml (PEP 751): the packages whose markers hold are installed; there is nothing to follow. */

const archive = z.object({
  hashes: table(z.string()).optional(),
  url: maybeText,
  path: maybeText,
})
const schema = z.object({
  'lock-version': z.string(),
  'requires-python': maybeText,
  'default-groups': maybeTexts,
  packages: z
    .array(
      z.object({
        name: z.string(),
        version: maybeText,
        marker: maybeText,
        index: maybeText,
        dependencies: z.array(z.object({ name: z.string() })).optional(),
        wheels: z.array(archive).optional(),
        sdist: archive.optional(),
        archive: archive.optional(),
        vcs: table(z.unknown()).optional(),
        directory: table(z.unknown()).optional(),
      }),
    )
    .default([]),
})

export const PYLOCK: LockFormat = {
  file: 'pylock.toml',
  pattern: /^pylock(\.[^.]+)?\.toml$/,
  reason: 'a lock, and often exported from one of those above',
  manager: 'pip',
  lock: read,
  entries,
  madeFrom: ['pyproject.toml'],
  relock: null,
  install: path => `uv pip sync ${path}`,
  build: {
    kind: 'lock',
    own: null,
    uvReadsIt: true,
    by: '`uv pip install`; without uv pip, by version and hash',
    what: `${PART}, where the lock says what needs what`,
  },
}

function read(file: SourceFile): Lock {
  const lock = file.parse('TOML', schema)
  const python = lock['requires-python']
  const groups = new Set((lock['default-groups'] ?? []).map(normalise))
  const packages = lock.packages.map(({ name, version = 'an unknown version', marker }) => ({
    name: normalise(name),
    version,
    marker,
  }))
  return {
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    holds: new Set(packages.map(({ name }) => name)),
    versions: target => settleByMarkers(packages, { target, extras: target.extras, groups }),
    withoutGroups: target =>
      settleByMarkers(packages, { target, extras: target.extras, groups: new Set() }),
    notes: [],
  }
}

/** Few tools write the edges; where torch has none, a list that lacks says nothing. */
function entries(file: SourceFile): Entry[] {
  const { packages } = file.parse('TOML', schema)
  const known = packages.some(({ name, dependencies }) => name === 'torch' && dependencies)
  return packages.map(each => ({
    name: normalise(each.name),
    version: each.version ?? null,
    hashes: [...(each.wheels ?? []), ...(each.sdist ? [each.sdist] : [])].flatMap(({ hashes }) =>
      hashes?.sha256 ? `sha256:${hashes.sha256}` : [],
    ),
    index: each.index ?? null,
    place: each.directory ? 'here' : each.vcs ? 'repository' : each.archive ? 'url' : 'index',
    from: [...(each.wheels ?? []), each.sdist, each.archive, each.vcs, each.directory].flatMap(
      table => (table ? fromTable(table) : []),
    ),
    needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null,
  }))
}

function fromTable({ type, url, ...rest }: Readonly<Record<string, unknown>>): From[] {
  return fromOf(type === undefined ? { ...rest, url } : { ...rest, git: url }, isHashed(rest))
}
