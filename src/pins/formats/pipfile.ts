import { join, posix } from 'node:path'
import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations } from '../declaration.ts'
import { type Entry, fromOf, isArchive } from '../entries.ts'
import { ALL, type LockFormat, type ManifestFormat } from '../format.ts'
import { type Lock, settleByMarkers } from '../lock.ts'
import { exactly } from '../pep/versions.ts'
import { asShape, maybeText, maybeTexts, type SourceFile, table } from '../source.ts'
import { dependencyTable, rowsOf } from './poetry.ts'

/** Pipfile.lock: `default` is what `pipenv install` takes; `develop` waits for `--dev`. */

export const PIPFILE_LOCK: LockFormat = {
  file: 'Pipfile.lock',
  pattern: /^Pipfile\.lock$/,
  reason: 'a lock, with a manifest of its own',
  manager: 'pipenv',
  lock: readLock,
  entries,
  madeFrom: ['Pipfile'],
  belongs: (_, file) => file.peek('Pipfile') !== null,
  relock: 'pipenv lock',
  install: () => 'pipenv sync',
  build: {
    kind: 'lock',
    own: ({ cwd, source, environment }) => ({
      command: ['pipenv', 'sync'],
      env: {
        VIRTUAL_ENV: environment,
        PIPENV_IGNORE_VIRTUALENVS: '',
        PIPENV_VERBOSITY: '-1',
        PIPENV_NOSPIN: '1',
        PIPENV_PIPFILE: join(cwd, posix.dirname(source), 'Pipfile'),
      },
    }),
    by: '`pipenv sync`; without pipenv uv or pip, by version and hash',
    what: ALL,
  },
}

export const PIPFILE: ManifestFormat = {
  file: 'Pipfile',
  pattern: /^Pipfile$/,
  reason: 'without its lock it gives ranges',
  declare: readManifest,
  tables: file => file.whole('TOML'),
  install: () => 'pipenv install',
  build: { kind: 'dependencies', by: 'the same', what: ALL },
}

const requiresSchema = z
  .object({ python_version: maybeText, python_full_version: maybeText })
  .optional()
const lockSchema = z.object({
  _meta: z
    .object({
      requires: requiresSchema,
      sources: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
    })
    .optional(),
  default: table(
    z.object({
      version: maybeText,
      markers: maybeText,
      hashes: maybeTexts,
      index: maybeText,
      path: maybeText,
      file: maybeText,
      git: maybeText,
      ref: maybeText,
    }),
  ).default({}),
})

type Package = z.infer<typeof lockSchema>['default'][string]

function readLock(file: SourceFile): Lock {
  const lock = file.parse('JSON', lockSchema)
  const packages = Object.entries(lock.default).flatMap(([name, { version, markers: marker }]) => {
    const exact = exactly(version ?? '')
    return exact ? [{ name: normalise(name), version: exact, marker }] : []
  })
  return {
    python: pythonOf(lock._meta?.requires),
    holds: new Set(packages.map(({ name }) => name)),
    versions: target => settleByMarkers(packages, { target, extras: target.extras }),
    notes: [],
  }
}

function entries(file: SourceFile): Entry[] {
  const lock = file.parse('JSON', lockSchema)
  return Object.entries(lock.default).map(([name, each]) => {
    const { version, hashes = [], index, markers, ...source } = each
    return {
      name: normalise(name),
      version: version?.replace(/^==/, '') ?? null,
      hashes,
      files: [],
      markers: markers ? [markers] : [],
      index: lock._meta?.sources?.find(source => source.name === index)?.url ?? null,
      place: placeOf(each),
      from: fromOf(source, hashes.length > 0),
      needs: null,
    }
  })
}

function placeOf({ path, file, git }: Package): Entry['place'] {
  if (git) return 'repository'
  if (file && ON_THE_NET.test(file)) return 'url'
  const place = path ?? file
  return place ? (isArchive(place) ? 'file' : 'here') : 'index'
}

const ON_THE_NET = /^[a-z][a-z0-9+.-]*:\/\/(?!\/)/i

/** Pipfile: what Pipfile.lock was made from. */

const manifestSchema = z.object({
  packages: table(z.unknown()).optional(),
  'dev-packages': table(z.unknown()).optional(),
  requires: requiresSchema,
})

function readManifest(file: SourceFile): Declarations {
  const value = file.parse('TOML', manifestSchema)
  const rows = (packages: unknown) =>
    // A bare version of a Pipfile is a range in PEP 440, never Poetry's caret.
    rowsOf(asShape(dependencyTable, packages ?? {}) ?? {})
  return {
    manager: 'pipenv',
    project: null,
    python: pythonOf(value.requires),
    requirements: [
      ...rows(value.packages),
      ...rows(value['dev-packages']).map(row => ({
        ...row,
        under: { kind: 'group' as const, names: ['dev'] },
      })),
    ],
    notes: [],
  }
}

/** `3.10` is any 3.10.x. */
function pythonOf(requires: z.infer<typeof requiresSchema>): Declarations['python'] {
  const text = requires?.python_full_version ?? requires?.python_version
  return text ? { text, range: `==${text}${text.split('.').length < 3 ? '.*' : ''}` } : null
}
