import { join, posix } from 'node:path'
import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations } from '../declaration.ts'
import { type Entry, fromOf, isArchive } from '../entries.ts'
import { ALL, type LockFormat, type ManifestFormat } from '../format.ts'
import { type Lock, settleByMarkers } from '../lock.ts'
import { exactly } from '../pep/versions.ts'
import { asShape, maybeText, maybeTexts, type SourceFile, table } from '../source.ts'
import type { Target } from '../target.ts'
import { indexesOfPipfile } from './indexes.ts'
import { dependencyTable, rowsOf } from './poetry.ts'

/**
 * Pipfile.lock: `default` is what `pipenv install` takes; `develop` waits for `--dev`, other categories for
 * `--categories`. They are groups here.
 */

export const PIPFILE_LOCK: LockFormat = {
  file: 'Pipfile.lock',
  pattern: /^Pipfile\.lock$/,
  reason: 'a lock with its own manifest',
  manager: 'pipenv',
  lock: readLock,
  entries,
  madeFrom: ['Pipfile'],
  belongs: (_, file) => file.peek('Pipfile') !== null,
  relock: 'pipenv lock',
  install: () => 'pipenv sync',
  build: {
    kind: 'lock',
    own: ({ cwd, source, environment, groups }) => ({
      command: ['pipenv', 'sync', ...categoriesOf(groups)],
      env: {
        VIRTUAL_ENV: environment,
        PIPENV_IGNORE_VIRTUALENVS: '',
        PIPENV_VERBOSITY: '-1',
        PIPENV_NOSPIN: '1',
        PIPENV_PIPFILE: join(cwd, posix.dirname(source), 'Pipfile'),
      },
    }),
    by: '`pipenv sync`; without Pipenv, uv or pip by version and hash',
    what: ALL,
  },
}

export const PIPFILE: ManifestFormat = {
  file: 'Pipfile',
  pattern: /^Pipfile$/,
  reason: 'it gives ranges, not versions',
  declare: readManifest,
  tables: file => file.whole('TOML'),
  indexes: file => {
    const { source, packages = {} } = file.parse('TOML', manifestSchema)
    return indexesOfPipfile(source, packages)
  },
  install: () => 'pipenv install',
  build: { kind: 'dependencies', by: '`uv pip install` or `pip install`', what: ALL },
}

const requiresSchema = z
  .object({ python_version: maybeText, python_full_version: maybeText })
  .optional()
const category = table(
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
)
const lockSchema = z
  .object({
    _meta: z
      .object({
        requires: requiresSchema,
        sources: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
      })
      .optional(),
    default: category.default({}),
  })
  .catchall(category)

/** What Pipfile and its lock call the category that `--dev` installs. */
const DEV = ['dev-packages', 'develop']
const groupOf = (category: string) => (DEV.includes(category) ? 'dev' : category)

const categoriesOf = (groups: readonly string[]) =>
  groups.length
    ? [
        '--categories',
        ['packages', ...groups.map(name => (name === 'dev' ? DEV[0] : name))].join(' '),
      ]
    : []

type Package = z.infer<typeof lockSchema>['default'][string]

function readLock(file: SourceFile): Lock {
  const { _meta, default: main, ...others } = file.parse('JSON', lockSchema)
  const packagesIn = (list: z.infer<typeof category>) =>
    Object.entries(list).flatMap(([name, { version, markers: marker }]) => {
      const exact = exactly(version ?? '')
      return exact ? [{ name: normalise(name), version: exact, marker }] : []
    })
  const wanted = ({ groups }: Target) =>
    Object.entries(others).filter(([name]) => groups.has(normalise(groupOf(name))))
  const listsFor = (target: Target) => [main, ...wanted(target).map(([, list]) => list)]
  return {
    python: pythonOf(_meta?.requires),
    holds: new Set([main, ...Object.values(others)].flatMap(packagesIn).map(({ name }) => name)),
    versions: target => settleByMarkers(listsFor(target).flatMap(packagesIn), target),
    choice: { extras: [], groups: Object.keys(others).map(groupOf) },
    notes: [],
  }
}

function entries(file: SourceFile): Entry[] {
  const { _meta, ...categories } = file.parse('JSON', lockSchema)
  const sources = _meta?.sources ?? []
  const all = Object.values(categories).flatMap(list => Object.entries(list))
  return all.map(([name, each]) => {
    const { version, hashes = [], index, markers, ...source } = each
    return {
      name: normalise(name),
      version: version?.replace(/^==/, '') ?? null,
      hashes,
      files: [],
      markers: markers ? [markers] : [],
      index: (sources.find(({ name }) => name === index) ?? sources[0])?.url ?? null,
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

const manifestSchema = z.looseObject({
  source: z.unknown().optional(),
  packages: table(z.unknown()).optional(),
  requires: requiresSchema,
})
/** Tables that are no category. */
const OTHERS = ['packages', 'requires', 'source', 'scripts', 'pipenv']

function readManifest(file: SourceFile): Declarations {
  const value = file.parse('TOML', manifestSchema)
  const categories = Object.entries(value).filter(([name]) => !OTHERS.includes(name))
  const rows = (packages: unknown) =>
    // A bare version of a Pipfile is a range in PEP 440, never Poetry's caret.
    rowsOf(asShape(dependencyTable, packages ?? {}) ?? {})
  return {
    manager: 'pipenv',
    project: null,
    python: pythonOf(value.requires),
    requirements: [
      ...rows(value.packages),
      ...categories.flatMap(([name, packages]) =>
        rows(packages).map(row => ({
          ...row,
          under: { kind: 'group' as const, names: [normalise(groupOf(name))] },
        })),
      ),
    ],
    choice: { extras: [], groups: categories.map(([name]) => groupOf(name)) },
    notes: [],
  }
}

/** `3.10` is any 3.10.x. */
function pythonOf(requires: z.infer<typeof requiresSchema>): Declarations['python'] {
  const text = requires?.python_full_version ?? requires?.python_version
  return text ? { text, range: `==${text}${text.split('.').length < 3 ? '.*' : ''}` } : null
}
