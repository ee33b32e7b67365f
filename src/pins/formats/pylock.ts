import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import {
  type Archive,
  baseOf,
  type Entry,
  type From,
  fromOf,
  hashesOf,
  isHashed,
} from '../entries.ts'
import { type LockFormat, PART } from '../format.ts'
import { type Lock, settleByMarkers } from '../lock.ts'
import { maybeText, maybeTexts, type SourceFile, table } from '../source.ts'

/** pylock.toml (PEP 751): the packages whose markers hold are installed; there is nothing to follow. */

const archive = z.object({
  name: maybeText,
  size: z.number().int().nonnegative().optional().catch(undefined),
  hashes: table(z.string()).optional(),
  url: maybeText,
  path: maybeText,
})
const schema = z.object({
  'lock-version': z.string(),
  'requires-python': maybeText,
  'default-groups': maybeTexts,
  extras: maybeTexts,
  'dependency-groups': maybeTexts,
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

type Package = z.infer<typeof schema>['packages'][number]

export const PYLOCK: LockFormat = {
  file: 'pylock.toml',
  pattern: /^pylock(\.[^.]+)?\.toml$/,
  reason: 'a lock that is often exported from one above',
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
    by: '`uv pip install`; without uv, pip by version and hash',
    what: `${PART}, if the lock lists dependencies`,
  },
}

function read(file: SourceFile): Lock {
  const lock = file.parse('TOML', schema)
  const python = lock['requires-python']
  const defaults = (lock['default-groups'] ?? []).map(normalise)
  const packages = lock.packages.map(({ name, version = 'an unknown version', marker }) => ({
    name: normalise(name),
    version,
    marker,
  }))
  return {
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    holds: new Set(packages.map(({ name }) => name)),
    versions: target =>
      settleByMarkers(packages, { ...target, groups: new Set([...defaults, ...target.groups]) }),
    withoutGroups: target => settleByMarkers(packages, target),
    choice: { extras: lock.extras ?? [], groups: lock['dependency-groups'] ?? [] },
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
    hashes: hashesOf(filesOf(each)),
    files: filesOf(each),
    markers: each.marker ? [each.marker] : [],
    index: each.index ?? null,
    place: placeOf(each),
    from: [...(each.wheels ?? []), each.sdist, each.archive, each.vcs, each.directory].flatMap(
      table => (table ? fromTable(table) : []),
    ),
    needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null,
  }))
}

function placeOf({ directory, vcs, archive }: Package): Entry['place'] {
  if (directory) return 'here'
  if (vcs) return 'repository'
  return archive ? (archive.url ? 'url' : 'file') : 'index'
}

const filesOf = ({ sdist, archive, wheels = [] }: Package): Archive[] =>
  [...(sdist ? [sdist] : []), ...(archive ? [archive] : []), ...wheels].map(each => ({
    name: each.name ?? baseOf(each.path ?? each.url ?? ''),
    url: each.url ?? null,
    hash: each.hashes?.sha256 ? `sha256:${each.hashes.sha256}` : null,
    size: each.size ?? null,
  }))

function fromTable({ type, url, ...rest }: Readonly<Record<string, unknown>>): From[] {
  return fromOf(type === undefined ? { ...rest, url } : { ...rest, git: url }, isHashed(rest))
}
