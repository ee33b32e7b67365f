import { join, posix } from 'node:path'
import * as z from 'zod'
import { ExpectedError } from '../../lib/errors.ts'
import { Repository } from '../../pins/repository.ts'
import { SourceFile } from '../../pins/source.ts'
import { type Read, readsOfTable, readsOfWord } from '../reads.ts'
import { condaPython, type Job, openToday, type Plan, placeOf, toolsOf } from '../recipe.ts'

/** Environments of conda's world, which bring their own Python. */

type Create = (prefix: string, file: string) => readonly [string, ...string[]]

/** How each program makes an environment in a directory. */
const FROM_MANIFEST: Readonly<Record<string, Create>> = {
  micromamba: (prefix, file) => ['micromamba', 'create', '--yes', '-p', prefix, '-f', file],
  mamba: (prefix, file) => ['mamba', 'env', 'create', '--yes', '-p', prefix, '-f', file],
  conda: (prefix, file) => ['conda', 'env', 'create', '--yes', '-p', prefix, '-f', file],
}
/** micromamba knows a lock by its name, which ends in -lock.yml, and leaves out what pip would install. */
const FROM_LOCK: Readonly<Record<string, Create>> = {
  'conda-lock': (prefix, file) => ['conda-lock', 'install', '-p', prefix, file],
  micromamba: (prefix, file) => ['micromamba', 'create', '--yes', '-p', prefix, '-f', file],
}

const { micromamba: _, ...WHOLE_LOCK } = FROM_LOCK
const PIP_PACKAGE = /\bmanager:\s*["']?pip\b/

export const condaManifest = async (job: Job) => create(job, FROM_MANIFEST)
export const condaLock = async (job: Job) =>
  create(job, PIP_PACKAGE.test(job.pins.text) ? WHOLE_LOCK : FROM_LOCK)

/** They do not like a directory that is there already. */
const prefixIn = (directory: string) => join(directory, 'env')

function create(job: Job, programs: Readonly<Record<string, Create>>): Plan {
  return {
    what: 'all of it',
    parts: [machine, ...openToday(job)],
    tools: toolsOf(job),
    reads: readsOfFile(job, job.pins.source),
    python: directory => condaPython(prefixIn(directory)),
    build: async directory => {
      const tool = await found(job, Object.keys(programs))
      const command = programs[tool]?.(prefixIn(directory), job.pins.source)
      return { tool, steps: command ? [{ command }] : [] }
    },
  }
}

/** pixi makes its environments beside the manifest: so it gets a copy. */
export async function pixi(job: Job): Promise<Plan> {
  const directory = posix.dirname(job.pins.source)
  const frozen = posix.basename(job.pins.source) === 'pixi.lock' ? ['--frozen'] : []
  const copies = ['pixi.lock', 'pixi.toml', 'pyproject.toml']
  return {
    what: 'all of it',
    parts: [machine, ...openToday(job)],
    tools: toolsOf(job),
    reads: copies.flatMap(name => readsOfFile(job, posix.join(directory, name))),
    python: place => condaPython(join(place, '.pixi', 'envs', 'default')),
    build: async place => ({
      tool: await found(job, ['pixi']),
      steps: [
        ...copies.map(name => ({ copy: posix.join(directory, name), to: join(place, name) })),
        { command: ['pixi', 'install', ...frozen, '--manifest-path', place] },
      ],
    }),
  }
}

async function found({ pins, first }: Job, programs: readonly string[]): Promise<string> {
  const tool = await first(...programs)
  if (tool) return tool
  throw new ExpectedError(
    spell =>
      `${pins.source} needs ${programs.join(' or ')}, and none is installed; ` +
      `install one, or name an interpreter with ${spell('python')}`,
  )
}

/** The file, and what it names. Locks are long, and whatever they have from the net has a hash there. */
function readsOfFile(job: Job, path: string): Read[] {
  const file = SourceFile.open(new Repository(job.surroundings.cwd), path)
  if (!file) return []
  const at = placeOf(job, true)
  const language = path.endsWith('.toml') ? 'TOML' : 'YAML'
  const reads = LOCK.test(path)
    ? [...file.text.matchAll(PLACES)].flatMap(([, word = '']) =>
        readsOfWord(word, 'package', at, true),
      )
    : readsOfTable(file.parse(language, z.unknown()), at)
  return [{ kind: 'text', text: file.text }, ...reads.filter(({ kind }) => kind !== 'text')]
}
const LOCK = /(?:conda-lock\.ya?ml|pixi\.lock)$/
const PLACES = /\b(?:url|path|pypi|conda|git)\s*:\s+["']?([^\s"']+)/g

const machine = `${process.platform}-${process.arch}`
