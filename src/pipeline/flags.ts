import { relative, resolve } from 'node:path'
import type { Flags } from '../model/report.ts'
import type { World } from '../model/world.ts'
import { shellWord } from '../report/words.ts'
import { kebab, type RunInputs, runInputs } from './inputs.ts'

/** What a command that the report prints says otherwise or not at all. */
const LEFT_OUT = new Set<string>([
  'cwd',
  'baseline',
  'suite',
  'class',
  'compareWith',
  'base',
  'failOn',
  'reportDir',
  'noInstall',
] satisfies (keyof RunInputs)[])

/** The inputs of a run as flags, for commands that are to find and measure the same. */
export function flagsOf(inputs: RunInputs, { git }: Pick<World, 'git'>): Flags {
  const start = git.look === 'upwards' ? process.cwd() : git.workspace
  const cwd = relative(start, resolve(inputs.cwd))
  const standard = runInputs.parse({})
  const names = Object.keys(runInputs.shape) as (keyof RunInputs)[]
  const differs = (name: keyof RunInputs) =>
    String(inputs[name] ?? '') !== String(standard[name] ?? '')
  const flagOf = (name: keyof RunInputs) => wordsOf(name, inputs[name])
  return {
    place: [
      ...(cwd ? [wordsOf('cwd', cwd)] : []),
      ...(differs('baseline') ? [flagOf('baseline')] : []),
    ],
    run: names.filter(name => !LEFT_OUT.has(name) && differs(name)).map(flagOf),
  }
}

const wordsOf = (name: string, value: unknown) =>
  value === true ? `--${kebab(name)}` : `--${kebab(name)} ${shellWord(String(value))}`
