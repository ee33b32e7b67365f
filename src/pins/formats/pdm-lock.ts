import { join, posix } from 'node:path'
import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Choice } from '../../model/pins.ts'
import { anyOf, type Declarations } from '../declaration.ts'
import { archives, type Entry, filesOf, fromOf, hashesOf, isArchive } from '../entries.ts'
import { BY_HASH, type LockFormat, PART } from '../format.ts'
import { type Lock, resolve, settle } from '../lock.ts'
import { parseRequirement } from '../pep/requirement.ts'
import { maybeText, maybeTexts, orNull, type SourceFile } from '../source.ts'
import type { Target } from '../target.ts'
import { type Indexes, indexesIn, NOTHING } from './indexes.ts'
import { parsePyproject } from './pyproject-schema.ts'

/** pdm.lock. Since 4.4 an entry says its groups; before, the ranges have to be followed from pyproject.toml. */

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  requires_python: maybeText,
  groups: maybeTexts,
  marker: maybeText,
  extras: maybeTexts,
  dependencies: maybeTexts,
  files: archives.optional(),
  path: maybeText,
  url: maybeText,
  git: maybeText,
  revision: maybeText,
})
const schema = z.object({
  package: z.array(packageSchema).default([]),
  metadata: z
    .object({
      targets: z.array(z.object({ requires_python: maybeText, platform: maybeText })).optional(),
      groups: maybeTexts,
    })
    .optional(),
})
type Package = z.infer<typeof packageSchema>

export const PDM_LOCK: LockFormat = {
  file: 'pdm.lock',
  pattern: /^pdm(\.[\w-]+)?\.lock$/,
  reason: 'a lock whose tool takes any pyproject.toml',
  manager: 'pdm',
  lock: (file, { manifest }) => read(file, manifest),
  entries,
  madeFrom: ['pyproject.toml'],
  belongs: pyproject => Boolean(pyproject.project),
  relock: 'pdm lock',
  install: () => 'pdm sync',
  build: {
    kind: 'lock',
    own: ({ cwd, source, environment, extras, groups }) => ({
      command: [
        'pdm',
        'sync',
        ...OPTIONS,
        ...[...extras, ...groups].flatMap(name => ['-G', name]),
        ...['-p', posix.dirname(source), '-L', join(cwd, source)],
      ],
      env: {
        VIRTUAL_ENV: environment,
        CONDA_PREFIX: '',
        PDM_IGNORE_SAVED_PYTHON: '1',
        PDM_IGNORE_ACTIVE_VENV: '',
        PDM_CHECK_UPDATE: '0',
      },
    }),
    by: `${BY_HASH}; \`pdm sync\` in the same cases`,
    what: PART,
  },
}
const OPTIONS = ['--no-self', '--skip', ':all']

function read(file: SourceFile, manifest: Declarations | null): Lock {
  const { package: packages, metadata } = file.parse('TOML', schema)
  const pythons = (metadata?.targets ?? []).flatMap(each => each.requires_python || [])
  const range = [...new Set(pythons.map(each => each.replace(/\s/g, '')))].join('||')
  const grouped = packages.some(({ groups }) => groups)
  // `pdm install` takes the groups for development as well.
  const dev = (manifest?.requirements ?? []).flatMap(({ under }) =>
    under?.kind === 'group' ? under.names : [],
  )
  const versions = (target: Target, groups: readonly string[]) => {
    const wanted = new Set(['default', ...groups, ...target.groups, ...target.extras])
    const chosen = packages.filter(
      ({ groups }) => groups?.some(name => wanted.has(normalise(name))) ?? true,
    )
    const asked = (manifest?.requirements ?? []).filter(
      ({ under }) => under?.kind !== 'group' || under.names.some(name => wanted.has(name)),
    )
    const roots = grouped || !manifest ? chosen.map(({ name }) => anyOf(name)) : asked
    const { releases, uncertain } = resolve(roots, chosen.map(toNode(grouped)), target, !grouped)
    return settle(releases, uncertain)
  }
  return {
    python: range ? { text: pythons.join(' / '), range } : (manifest?.python ?? null),
    holds: new Set(packages.map(({ name }) => normalise(name))),
    versions: target => versions(target, dev),
    withoutGroups: target => versions(target, []),
    choice: choiceOf(metadata?.groups, manifest),
    notes: [],
  }
}

/** What is locked: an extra is a group there, and the manifest tells them apart. */
function choiceOf(locked: readonly string[] | undefined, manifest: Declarations | null): Choice {
  const { extras = [], groups = [] } = manifest?.choice ?? {}
  if (!locked) return { extras, groups }
  const inLock = new Set(locked.map(normalise))
  const names = new Set(groups.map(normalise))
  return {
    extras: locked.filter(name => name !== 'default' && !names.has(normalise(name))),
    groups: groups.filter(name => inLock.has(normalise(name))),
  }
}

const toNode = (grouped: boolean) => (each: Package) => ({
  name: normalise(each.name),
  version: each.version,
  python: (each.requires_python ?? '').replace(/\s/g, ''),
  markers: each.marker ? [each.marker] : [],
  // The groups of an entry are those of whatever leads to it: its edges need not be followed.
  requirements: grouped
    ? []
    : (each.dependencies ?? []).flatMap(text => parseRequirement(text) ?? []),
})

/** The lock itself names none. */
const indexesFor = (file: SourceFile, packages: readonly Package[]): Indexes =>
  orNull(() => {
    const pyproject = file.alone().nearest('pyproject.toml')
    const names = packages.map(({ name }) => normalise(name))
    return pyproject && indexesIn(parsePyproject(pyproject), names)
  }) ?? NOTHING

function entries(file: SourceFile): Entry[] {
  const { package: packages } = file.parse('TOML', schema)
  const indexes = indexesFor(file, packages)
  return packages.map(each => ({
    name: normalise(each.name),
    version: each.version,
    hashes: hashesOf(filesOf(each.files)),
    files: filesOf(each.files),
    markers: each.marker ? [each.marker] : [],
    index: indexes.own.find(({ name }) => name === normalise(each.name))?.url ?? indexes.usual,
    place: each.path
      ? isArchive(each.path)
        ? 'file'
        : 'here'
      : each.git
        ? 'repository'
        : each.url
          ? 'url'
          : 'index',
    from: fromOf(each, hashesOf(filesOf(each.files)).length > 0),
    needs: (each.dependencies ?? []).flatMap(row => parseRequirement(row)?.name ?? []),
  }))
}
