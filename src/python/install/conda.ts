import { join, posix } from 'node:path'
import { type Build, isLock, pipLinesOf, wholeOf } from '../../pins/index.ts'
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
import { lacking } from '../remedy.ts'
import { pipLinesRecipe } from './declared.ts'

/** Environments of conda's world, which bring their own Python. */

/** The programs do not like a directory that is there already. */
const prefixIn = (directory: string) => join(directory, 'env')

export async function condaRecipe(
  job: Job,
  { programs: programsFor }: Extract<Build, { kind: 'conda' }>,
): Promise<Recipe> {
  const lines = pipLinesOf(job.files, job.pins.source, job.pins.target.platform)
  if (lines) return pipLinesRecipe(job, lines)
  const programs = programsFor(job.pins.text)
  return {
    ...common(job),
    reads: readsOfFile(job, job.pins.source),
    python: directory => condaPython(prefixIn(directory)),
    build: async directory => {
      const { tool, program } = await findProgram(job, Object.keys(programs))
      const [, ...words] = programs[tool]?.(siteOf(job, prefixIn(directory))) ?? []
      return { tool, steps: [{ command: [program, ...words] }] }
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
      tool: (await findProgram(job, ['pixi'])).tool,
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

/** The images of GitHub have conda where `CONDA` says, and not on the path. */
async function findProgram({ pins, first, surroundings: { env } }: Job, tools: readonly string[]) {
  const tool = await first(...tools)
  if (tool) return { tool, program: tool }
  const conda = env.CONDA && tools.includes('conda') ? join(env.CONDA, 'bin', 'conda') : null
  if (conda && (await first(conda))) return { tool: 'conda', program: conda }
  const [usual = ''] = tools
  throw lacking(`${pins.source} needs ${tools.join(' or ')}, and none is installed`, usual, env)
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
