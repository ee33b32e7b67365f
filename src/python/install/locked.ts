import { join, posix } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'
import { PROBED } from '../../model/pins.ts'
import { pinsFor } from '../../pins/index.ts'
import { Repository } from '../../pins/repository.ts'
import { SourceFile } from '../../pins/source.ts'
import type { Base } from '../find-python.ts'
import { type Read, readsOfWord } from '../reads.ts'
import {
  install,
  type Job,
  type Plan,
  placeOf,
  type Step,
  toolsOf,
  venv,
  venvPython,
  venvWith,
} from '../recipe.ts'
import { closure, type Entry, readEntries } from './entries.ts'

/** Environments from locks that say the version of every package. */

/** uv installs a part of its lock as faithfully as the whole. */
export async function uvSync(job: Job): Promise<Plan> {
  const { pins } = job
  if (!job.uv)
    throw new ExpectedError(
      spell =>
        `${pins.source} needs uv, which is not installed; install uv, or name an interpreter with ${spell('python')}`,
    )
  const base = await job.base()
  const entries = entriesOf(job)
  const needed = neededOf(job, entries, Object.keys(pins.installs ?? {}))
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

/** How the tool that a lock belongs to installs it, into an environment that is there. */
type Owner = (job: Job, directory: string) => Step

// biome-ignore format: a table
const OWNERS: Readonly<Record<string, Owner>> = {
  poetry: ({ pins }, directory) => ({
    command: ['poetry', 'install', '--no-root', '--no-directory', '--no-plugins', '--no-interaction', '--no-ansi', '-C', posix.dirname(pins.source)],
    env: { VIRTUAL_ENV: directory, CONDA_PREFIX: '', CONDA_DEFAULT_ENV: '' },
  }),
  pdm: ({ pins, surroundings }, directory) => ({
    command: ['pdm', 'sync', '--no-self', '--skip', ':all', '-p', posix.dirname(pins.source), '-L', join(surroundings.cwd, pins.source)],
    env: { VIRTUAL_ENV: directory, CONDA_PREFIX: '', PDM_IGNORE_SAVED_PYTHON: '1', PDM_IGNORE_ACTIVE_VENV: '', PDM_CHECK_UPDATE: '0' },
  }),
  pipenv: ({ pins, surroundings }, directory) => ({
    command: ['pipenv', 'sync'],
    env: { VIRTUAL_ENV: directory, PIPENV_IGNORE_VIRTUALENVS: '', PIPENV_VERBOSITY: '-1', PIPENV_NOSPIN: '1', PIPENV_PIPFILE: join(surroundings.cwd, posix.dirname(pins.source), 'Pipfile') },
  }),
}

/**
 * Locks whose tools cannot install a part. What the probe needs is installed by version and hash as the
 * lock has them; the whole by the lock's own tool or, where that is not there, in the same way.
 */
export async function locked(job: Job): Promise<Plan> {
  const { pins, surroundings } = job
  const base = await job.base()
  const entries = entriesOf(job)
  const read = await pinsFor(surroundings.cwd, pins.source, {
    python: base.version,
    platform: base.platform,
  })
  const installs = read?.installs ?? {}
  const all = Object.keys(installs)
  const needed = neededOf(job, entries, all)
  const chosen = (names: Iterable<string>) =>
    [...names]
      .filter(name => name in installs)
      .map(
        name => entries.find(each => each.name === name && each.version === installs[name]) ?? name,
      )
  const part = needed && chosen(needed)
  const plain = part !== null && isPlain(part)
  const installed = plain ? part : chosen(all)
  return {
    what: whatOf(plain ? needed : null),
    parts: [plain ? 'needed' : 'whole', base.identity],
    tools: toolsOf(job),
    reads: readsOfEntries(
      job,
      installed.filter(each => typeof each === 'object'),
    ),
    python: venvPython,
    build: async directory => {
      if (plain) return fromEntries(job, base, part)(directory)
      const owner = pins.manager ? await job.first(pins.manager) : null
      const step = owner && OWNERS[owner]?.(job, directory)
      if (step) return { tool: owner, steps: [venv(job, base, directory), step] }
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
  return new ExpectedError(
    spell =>
      `${pins.source} needs ${pins.manager}, which is not installed${name ? `: the lock alone is not enough to install ${name}` : ''}; ` +
      `install ${pins.manager}, or name an interpreter with ${spell('python')}`,
  )
}

/** uv reads this format itself; of pip only the newest does. */
export async function pylock(job: Job): Promise<Plan> {
  const plan = await locked(job)
  if (!job.uv || plan.parts.includes('needed')) return plan
  const base = await job.base()
  return {
    ...plan,
    reads: readsOfEntries(job, entriesOf(job)),
    build: async directory => ({
      tool: 'uv',
      steps: [venv(job, base, directory), install(job, directory, ['-r', job.pins.source])],
    }),
  }
}

/** A workspace's own projects count where they are built. */
const readsOfEntries = (job: Job, entries: readonly Entry[]): Read[] =>
  entries.flatMap(({ from, index }) => [
    ...from.flatMap(({ word, role, hashed }) =>
      readsOfWord(word, role, placeOf(job, true), hashed),
    ),
    ...(index === null ? [] : readsOfWord(index, 'index', placeOf(job))),
  ])

function fromEntries(job: Job, base: Base, entries: readonly Entry[]): Plan['build'] {
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

function entriesOf({ pins, surroundings }: Job): Entry[] {
  const file = SourceFile.open(new Repository(surroundings.cwd), pins.source)
  return (file && readEntries(file)) ?? []
}

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
