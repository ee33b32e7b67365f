import { posix } from 'node:path'
import type { ExpectedError } from '../../lib/errors.ts'
import type { Chosen } from '../../model/pins.ts'
import type { Build, Entry } from '../../pins/index.ts'
import { type Read, readsOfWord } from '../reads.ts'
import {
  install,
  type Job,
  placeOf,
  type Recipe,
  siteOf,
  toolsOf,
  venv,
  venvPython,
} from '../recipe.ts'
import { lacking } from '../remedy.ts'
import { chooseTorch, wheelsBeside, withTorch } from '../torch-build.ts'
import { entriesIn, installsFor, neededOf, type Wanted, wantedOf } from '../wanted.ts'
import { fromList, oddIn } from './listed.ts'

/** Environments from locks that say the version of every package. */

/** uv installs a part of its lock as faithfully as the whole; without it the lock is enough. */
export async function uvRecipe(job: Job): Promise<Recipe> {
  const { pins } = job
  if (!job.uv) {
    if (isPlain(await wantedOf(job))) return lockRecipe(job, { own: null })
    const other = await job.withUv(`pip cannot install all of ${pins.source}`)
    if (!other) throw notPlain(job, await wantedOf(job))
    return { ...(await uvRecipe(other)), env: other.surroundings.env }
  }
  const base = await job.base()
  const entries = entriesIn(job)
  const needed = neededOf(job.scope, entries, Object.keys(pins.installs))
  const left = [...new Set(entries.map(({ name }) => name))].filter(name =>
    needed ? !needed.has(name) : entries.every(each => each.name !== name || each.place === 'here'),
  )
  const list = await wantedOf(job)
  const torch = await chooseTorch(job, base, list)
  const wanted = list && withTorch(torch, list, needsOf(entries))
  const synced = new Set(wanted?.filter(each => list?.includes(each)).map(({ name }) => name))
  const beside = (list ?? []).map(({ name }) => name).filter(name => !synced.has(name))
  const project = pins.project ?? posix.dirname(pins.source)
  const own = ['--no-install-project', '--no-install-workspace']
  const options = ['--frozen', '--project', project, ...own, ...optionsOf(pins.target)]
  const without = [...left, ...beside].flatMap(name => ['--no-install-package', name])
  return {
    what: whatOf(needed !== null),
    parts: [project, needed ? 'needed' : 'whole', base.identity],
    torch,
    wanted,
    tools: ['uv'],
    reads: readsOfEntries(
      job,
      entries.filter(({ name }) => !left.includes(name)),
    ),
    python: venvPython,
    build: async directory => ({
      tool: 'uv',
      steps: [
        {
          command: ['uv', 'sync', ...options, '--python', base.path, ...without],
          env: { UV_PROJECT_ENVIRONMENT: directory },
        },
        ...wheelsBeside(job, torch, directory),
      ],
    }),
  }
}

const optionsOf = ({ extras, groups, without = [] }: Chosen) => [
  ...extras.flatMap(name => ['--extra', name]),
  ...groups.flatMap(name => ['--group', name]),
  ...without.flatMap(name => ['--no-group', name]),
]

/**
 * Locks whose tools cannot install a part. What the probe needs is installed by version and hash as the
 * lock has them; the whole by the lock's own tool or, where that is not there, in the same way.
 */
export async function lockRecipe(
  job: Job,
  { own, uvReadsIt }: Pick<Extract<Build, { kind: 'lock' }>, 'own' | 'uvReadsIt'>,
): Promise<Recipe> {
  const { pins } = job
  const base = await job.base()
  const entries = entriesIn(job)
  const names = Object.keys(await installsFor(job, base))
  const needed = neededOf(job.scope, entries, names)
  const listed = await wantedOf(job)
  const isPart = needed !== null && isPlain(listed)
  const list = isPart ? listed : await wholeOf(job)
  if (uvReadsIt && !job.uv && !isPlain(list)) {
    const other = await job.withUv(`pip cannot install all of ${pins.source}`)
    if (other)
      return { ...(await lockRecipe(other, { own, uvReadsIt })), env: other.surroundings.env }
  }
  const { extras, groups } = pins.target
  const byUv = uvReadsIt === true && job.uv && !isPart && extras.length + groups.length === 0
  const torch = await chooseTorch(job, base, isPlain(list) ? list : null)
  const wanted = list && withTorch(torch, list, needsOf(entries))
  return {
    what: whatOf(isPart),
    torch,
    wanted,
    parts: [isPart ? 'needed' : 'whole', pins.project ?? '', base.identity],
    tools: toolsOf(job),
    reads: readsOfEntries(job, byUv || !list ? entries : entries.filter(isIn(list))),
    python: venvPython,
    build: async directory => {
      if (wanted && (isPart || torch.build === 'cpu')) return fromList(job, base, wanted)(directory)
      const [empty, { manager }] = [venv(job, base, directory), pins]
      if (byUv) return { tool: 'uv', steps: [empty, install(job, directory, ['-r', pins.source])] }
      if (own && manager && (await job.first(manager)))
        return { tool: manager, steps: [empty, own(siteOf(job, directory))] }
      if (isPlain(list)) return fromList(job, base, list)(directory)
      throw notPlain(job, list)
    },
  }
}

const wholeOf = (job: Job) => wantedOf({ ...job, scope: 'whole' })

const isPlain = (list: readonly Wanted[] | null): list is Wanted[] =>
  list !== null && oddIn(list) === undefined

const needsOf = (entries: readonly Entry[]) =>
  new Map(entries.map(({ name, needs }) => [name, needs ?? []]))

const isIn =
  (list: readonly Wanted[]) =>
  ({ name, version }: Entry) =>
    list.some(each => each.name === name && each.version === version)

function notPlain({ pins, surroundings }: Job, list: readonly Wanted[] | null): ExpectedError {
  const name = list && oddIn(list)?.name
  const why = name ? `: the lock alone is not enough to install ${name}` : ''
  const tool = pins.manager ?? ''
  return lacking(
    `${pins.source} needs ${tool}, which is not installed${why}`,
    tool,
    surroundings.env,
  )
}

/** A workspace's own projects count where they are built. */
const readsOfEntries = (job: Job, entries: readonly Entry[]): Read[] =>
  entries.flatMap(({ from, index }) => [
    ...from.flatMap(({ word, role, hashed }) =>
      readsOfWord(word, role, placeOf(job, true), hashed),
    ),
    ...(index === null ? [] : readsOfWord(index, 'index', placeOf(job))),
  ])

const whatOf = (isPart: boolean) => (isPart ? 'what torch, Lightning and NumPy need' : 'all of it')
