import { posix } from 'node:path'
import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { anyOf, type Declarations, type Requirement } from '../declaration.ts'
import { archives, type Entry, type From, filesOf, fromOf, hashesOf } from '../entries.ts'
import { BY_HASH, type LockFormat, PART } from '../format.ts'
import { type Lock, type Node, resolve, settle } from '../lock.ts'
import { fromPoetry } from '../pep/versions.ts'
import { asShape, maybeText, maybeTexts, type SourceFile, table } from '../source.ts'
import type { Target } from '../target.ts'
import { dependencyTable, optionals, rowsOf } from './poetry.ts'

/** poetry.lock, from the first format to 2.1, which says groups and markers for each entry. */

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  optional: z.boolean().optional(),
  'python-versions': maybeText,
  groups: maybeTexts,
  markers: z.union([z.string(), table(z.string())]).optional(),
  dependencies: table(z.unknown()).optional(),
  extras: table(z.array(z.string())).optional(),
  files: archives.optional(),
  source: z.object({ type: maybeText, url: maybeText, resolved_reference: maybeText }).optional(),
})
const schema = z.object({
  package: z.array(packageSchema).default([]),
  extras: table(z.array(z.string())).optional(),
  metadata: z
    .object({ 'python-versions': maybeText, files: table(archives).optional() })
    .optional(),
})
type Package = z.infer<typeof packageSchema>

export const POETRY_LOCK: LockFormat = {
  file: 'poetry.lock',
  pattern: /^poetry\.lock$/,
  reason: 'a lock whose tool has its own table in pyproject.toml',
  manager: 'poetry',
  lock: (file, { manifest }) => read(file, manifest),
  entries,
  madeFrom: ['pyproject.toml'],
  belongs: pyproject =>
    Boolean(pyproject.tool?.poetry) ||
    Boolean(pyproject['build-system']?.['build-backend']?.startsWith('poetry')),
  relock: 'poetry lock',
  install: () => 'poetry sync',
  build: {
    kind: 'lock',
    own: ({ source, environment, extras, groups }) => ({
      command: [
        'poetry',
        'install',
        ...OPTIONS,
        ...extras.flatMap(extra => ['--extras', extra]),
        ...(groups.length ? ['--with', groups.join(',')] : []),
        ...['-C', posix.dirname(source)],
      ],
      env: { VIRTUAL_ENV: environment, CONDA_PREFIX: '', CONDA_DEFAULT_ENV: '' },
    }),
    by: `${BY_HASH}; \`poetry install\` for a package from no index, and for the whole lock`,
    what: PART,
  },
}
const OPTIONS = ['--no-root', '--no-directory', '--no-plugins', '--no-interaction', '--no-ansi']

function read(file: SourceFile, manifest: Declarations | null): Lock {
  const lock = file.parse('TOML', schema)
  const nodes = lock.package.map(toNode)
  const python = lock.metadata?.['python-versions']
  const listed = optionals(lock.extras ?? {})
  const versions = (roots: readonly Requirement[], target: Target) => {
    const { releases, uncertain } = resolve(roots, nodes, target, true)
    return settle(releases, uncertain)
  }
  return {
    python: python && python !== '*' ? { text: python, range: fromPoetry(python) } : null,
    holds: new Set(nodes.map(({ name }) => name)),
    versions: target =>
      versions(manifest ? rootsOf(manifest, listed, target) : everything(lock.package), target),
    ...(manifest && {
      withoutGroups: (target: Target) =>
        versions(
          rootsOf(manifest, listed, target).filter(each => isMain(each, target)),
          target,
        ),
    }),
    choice: {
      extras: [
        ...new Set([...Object.keys(lock.extras ?? {}), ...(manifest?.choice?.extras ?? [])]),
      ],
      groups: manifest?.choice?.groups ?? [],
    },
    notes: manifest
      ? []
      : [
          `without a pyproject.toml that can be read, all of ${file.path} that is not optional counts`,
        ],
  }
}

function toNode(each: Package): Node {
  const dependencies = asShape(dependencyTable, each.dependencies ?? {}) ?? {}
  return {
    name: normalise(each.name),
    version: each.version,
    python: each['python-versions'] ? fromPoetry(each['python-versions']) : '',
    markers: markersOf(each),
    requirements: rowsOf(dependencies, optionals(each.extras ?? {})),
  }
}

/** An entry of several groups may have a marker in each: it is there if one holds, or if a group has none. */
function markersOf({ markers = {}, groups = [] }: Pick<Package, 'markers' | 'groups'>): string[] {
  if (typeof markers === 'string') return [markers]
  return groups.some(group => !(group in markers)) ? [] : Object.values(markers)
}

/** What `poetry install` starts from: the project, every group that is not optional, wanted extras. */
function rootsOf(
  { requirements, optionalGroups = [] }: Declarations,
  extras: ReadonlyMap<string, string[]>,
  target: Target,
): Requirement[] {
  return requirements.flatMap(row => {
    if (row.under?.kind === 'group') {
      const isOptional = row.under.names.every(name => optionalGroups.includes(name))
      return !isOptional || isMain(row, target) ? row : []
    }
    if (row.under?.kind !== 'extra') return row
    const names = row.under.names.length ? row.under.names : (extras.get(row.name) ?? [])
    const { under, ...main } = row
    return names.some(name => target.extras.has(name)) ? main : []
  })
}

/** Not for development alone: a group that somebody asks for is not. */
const isMain = ({ under }: Requirement, { groups }: Target) =>
  under?.kind !== 'group' || under.names.some(name => groups.has(name))

const everything = (packages: readonly Package[]): Requirement[] =>
  packages.filter(({ optional }) => !optional).map(({ name }) => anyOf(name))

function entries(file: SourceFile): Entry[] {
  const { package: packages, metadata } = file.parse('TOML', schema)
  // Formats before 2.0 keep the files of all packages in one table.
  const old = new Map(
    Object.entries(metadata?.files ?? {}).map(([name, list]) => [normalise(name), list]),
  )
  return packages.map(
    ({ name, version, files: own, dependencies = {}, markers, groups, source }) => {
      const indexed = source?.type === undefined || source.type === 'legacy'
      const files = filesOf(own ?? old.get(normalise(name)))
      const hashes = hashesOf(files)
      return {
        name: normalise(name),
        version,
        hashes,
        files,
        markers: markersOf({ markers, groups }),
        index: indexed ? (source?.url ?? null) : null,
        place: indexed ? 'index' : (PLACES[source?.type ?? ''] ?? 'here'),
        from: source ? fromSource(source, hashes.length > 0) : [],
        needs: Object.keys(dependencies).map(normalise),
      }
    },
  )
}

const PLACES: Record<string, Entry['place']> = { url: 'url', git: 'repository', file: 'file' }

/** This has Poetry leave out directories. */
function fromSource(
  { type, url = '', ...rest }: NonNullable<Package['source']>,
  hashed: boolean,
): From[] {
  if (type === 'directory') return []
  const key = type === 'git' ? 'git' : type === 'legacy' ? 'index' : 'url'
  return fromOf({ ...rest, [key]: url }, hashed)
}
