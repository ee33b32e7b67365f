import { posix } from 'node:path'
import type { ExpectedError } from '../../lib/errors.ts'
import { PROBED, versionOf } from '../../model/pins.ts'
import { type Build, closure, type Entry, entriesOf, pinsFor } from '../../pins/index.ts'
import type { BasePython } from '../find-python.ts'
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
  venvWith,
} from '../recipe.ts'
import { cannotBuild } from '../run.ts'

/** Environments from locks that say the version of every package. */

/** uv installs a part of its lock as faithfully as the whole. */
export async function uvRecipe(job: Job): Promise<Recipe> {
  const { pins } = job
  if (!job.uv) throw cannotBuild(`${pins.source} needs uv, which is not installed`, 'install uv')
  const base = await job.base()
  const entries = entriesIn(job)
  const needed = neededOf(job, entries, Object.keys(pins.installs))
  const left = [...new Set(entries.map(({ name }) => name))].filter(name =>
    needed ? !needed.has(name) : entries.every(each => each.name !== name || each.place === 'here'),
  )
  const project = pins.project ?? posix.dirname(pins.source)
  const own = ['--no-install-project', '--no-install-workspace']
  const options = ['--frozen', '--project', project, ...own]
  const without = left.flatMap(name => ['--no-install-package', name])
  return {
    what: whatOf(needed),
    parts: [project, needed ? 'needed' : 'whole', base.identity],
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
      ],
    }),
  }
}

/**
 * Locks whose tools cannot install a part. What the probe needs is installed by version and hash as the
 * lock has them; the whole by the lock's own tool or, where that is not there, in the same way.
 */
export async function lockRecipe(
  job: Job,
  { own, uvReadsIt }: Extract<Build, { kind: 'lock' }>,
): Promise<Recipe> {
  const { pins } = job
  const base = await job.base()
  const entries = entriesIn(job)
  const installs =
    (await pinsFor(job.files, pins.source, { python: base.version, platform: base.platform }))
      ?.installs ?? {}
  const all = Object.keys(installs)
  const needed = neededOf(job, entries, all)
  const chosen = (names: Iterable<string>) =>
    [...names]
      .filter(name => name in installs)
      .map(
        name =>
          entries.find(each => each.name === name && each.version === versionOf(installs[name])) ??
          name,
      )
  const part = needed && chosen(needed)
  const plain = part !== null && isPlain(part)
  const installed = plain ? part : chosen(all)
  const byUv = uvReadsIt === true && job.uv && !plain
  const counted = byUv ? entries : installed.filter(each => typeof each === 'object')
  return {
    what: whatOf(plain ? needed : null),
    parts: [plain ? 'needed' : 'whole', base.identity],
    tools: toolsOf(job),
    reads: readsOfEntries(job, counted),
    python: venvPython,
    build: async directory => {
      if (plain) return fromEntries(job, base, part)(directory)
      const [empty, { manager }] = [venv(job, base, directory), pins]
      if (byUv) return { tool: 'uv', steps: [empty, install(job, directory, ['-r', pins.source])] }
      if (own && manager && (await job.first(manager)))
        return { tool: manager, steps: [empty, own(siteOf(job, directory))] }
      if (isPlain(installed)) return fromEntries(job, base, installed)(directory)
      throw notPlain(job, installed)
    },
  }
}

function notPlain({ pins }: Job, entries: readonly (Entry | string)[]): ExpectedError {
  const odd = entries.find(
    each => typeof each === 'string' || each.place !== 'index' || !isSafe(each),
  )
  const name = typeof odd === 'object' ? odd.name : odd
  return cannotBuild(
    `${pins.source} needs ${pins.manager}, which is not installed${name ? `: the lock alone is not enough to install ${name}` : ''}`,
    `install ${pins.manager}`,
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

function fromEntries(job: Job, base: BasePython, entries: readonly Entry[]): Recipe['build'] {
  const hashed = entries.some(({ hashes }) => hashes.length)
  const indexes = new Set(entries.flatMap(({ index }) => index ?? []))
  const lines = [
    ...[...indexes].map(url => `--extra-index-url ${url}`),
    ...entries.map(({ name, version, hashes }) =>
      [`${name}==${version}`, ...hashes.map(hash => `--hash=${hash}`)].join(' \\\n    '),
    ),
  ]
  const options = ['--no-deps', ...(hashed ? ['--require-hashes'] : [])]
  return venvWith(job, base, `${lines.join('\n')}\n`, options)
}

/** Whether version and hash are enough to install them: with some hashes and not others pip refuses. */
const isPlain = (entries: readonly (Entry | string)[]): entries is Entry[] =>
  entries.every(each => typeof each === 'object' && each.place === 'index' && isSafe(each)) &&
  new Set(entries.map(each => typeof each === 'object' && each.hashes.length > 0)).size < 2

/** What is written into a file for pip must not end its line. */
const isSafe = ({ version, hashes, index }: Entry) =>
  /^[\w.!+-]+$/.test(version ?? '') &&
  hashes.every(hash => /^[\w]+:[0-9a-f]+$/.test(hash)) &&
  (index === null || /^\w+:\/\/\S+$/.test(index))

const entriesIn = ({ files, pins }: Job) => entriesOf(files, pins.source) ?? []

/** What the probe needs of what is installed; null if that is not known, or not all that is wanted. */
function neededOf(
  { scope }: Job,
  entries: readonly Entry[],
  installs: readonly string[],
): Set<string> | null {
  const roots = PROBED.filter(name => installs.includes(name))
  const enough = roots.includes('torch') && roots.some(name => name.includes('lightning'))
  return scope === 'needed' && enough ? closure(roots, entries) : null
}

const whatOf = (needed: ReadonlySet<string> | null) =>
  needed ? 'what torch, Lightning and NumPy need' : 'all of it'
