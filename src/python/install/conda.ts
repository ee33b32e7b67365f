import { join, posix } from 'node:path'
import { type Build, isLock, wholeOf } from '../../pins/index.ts'
import { type Read, readsOfTable, readsOfWord } from '../reads.ts'
import {
  condaPython,
  type Job,
  openToday,
  placeOf,
  type Recipe,
  siteOf,
  toolsOf,
} from '../recipe.ts'
import { cannotBuild } from '../run.ts'

/** Environments of conda's world, which bring their own Python. */

/** The programs do not like a directory that is there already. */
const prefixIn = (directory: string) => join(directory, 'env')

export async function condaRecipe(
  job: Job,
  { programs: programsFor }: Extract<Build, { kind: 'conda' }>,
): Promise<Recipe> {
  const programs = programsFor(job.pins.text)
  return {
    ...common(job),
    reads: readsOfFile(job, job.pins.source),
    python: directory => condaPython(prefixIn(directory)),
    build: async directory => {
      const tool = await findProgram(job, Object.keys(programs))
      const command = programs[tool]?.(siteOf(job, prefixIn(directory)))
      return { tool, steps: command ? [{ command }] : [] }
    },
  }
}

export async function pixiRecipe(
  job: Job,
  { copies, options }: Extract<Build, { kind: 'pixi' }>,
): Promise<Recipe> {
  const directory = posix.dirname(job.pins.source)
  return {
    ...common(job),
    reads: copies.flatMap(name => readsOfFile(job, posix.join(directory, name))),
    python: place => condaPython(join(place, '.pixi', 'envs', 'default')),
    build: async place => ({
      tool: await findProgram(job, ['pixi']),
      steps: [
        ...copies.map(name => ({ copy: posix.join(directory, name), to: join(place, name) })),
        { command: ['pixi', 'install', ...options, '--manifest-path', place] },
      ],
    }),
  }
}

const common = (job: Job) => ({
  what: 'all of it',
  parts: [`${process.platform}-${process.arch}`, ...openToday(job)],
  tools: toolsOf(job),
})

async function findProgram({ pins, first }: Job, programs: readonly string[]): Promise<string> {
  const tool = await first(...programs)
  if (tool) return tool
  throw cannotBuild(
    `${pins.source} needs ${programs.join(' or ')}, and none is installed`,
    'install one',
  )
}

/** The file, and what it names. Locks are long, and whatever they have from the net has a hash there. */
function readsOfFile(job: Job, path: string): Read[] {
  const text = job.files.read(path)
  if (text === null) return []
  const at = placeOf(job, true)
  const reads = isLock(path)
    ? [...text.matchAll(PLACES)].flatMap(([, word = '']) => readsOfWord(word, 'package', at, true))
    : readsOfTable(wholeOf(job.files, path), at)
  return [{ kind: 'text', text }, ...reads.filter(({ kind }) => kind !== 'text')]
}

const PLACES = /\b(?:url|path|pypi|conda|git)\s*:\s+["']?([^\s"']+)/g
