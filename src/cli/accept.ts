import { resolve } from 'node:path'
import * as z from 'zod'
import { accept as acceptPending, removedInWords } from '../baseline/accept.ts'
import { shortDigest } from '../baseline/canonical.ts'
import { findProposal } from '../baseline/proposal.ts'
import { acceptTraining, readTrainingPending } from '../baseline/training.ts'
import { ownSetting } from '../change/git.ts'
import { findPlace, workingTree } from '../change/place.ts'
import { readSetting } from '../change/refs.ts'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { within } from '../lib/paths.ts'
import { staleInWords } from '../pipeline/earlier.ts'
import { type Command, inputsOf, optionsOf } from './command.ts'

const inputs = z.object({
  reason: z.string().default('').describe('why this baseline is right; kept in the file'),
  acceptViolation: z
    .array(z.string())
    .default([])
    .describe('a check whose failure is accepted with it; may be given again'),
  shrink: z
    .boolean()
    .default(false)
    .describe('let streams go that the committed baseline has and this one lacks'),
  author: z.string().default('').describe('who accepts it. Default: the name that git knows'),
  cwd: z.string().default('.').describe('the repository; all paths are relative to it'),
  reportDir: z
    .string()
    .default('lddpr-report')
    .describe('directory of the reports, where the proposal lies unless PENDING says otherwise'),
  baseline: z.string().default('.lddpr').describe('directory of the baselines'),
})

export const accept: Command = {
  operands: '[PENDING]',
  options: optionsOf(inputs).map(option =>
    option.name === 'accept-violation' ? { ...option, value: 'CHECK' } : option,
  ),
  async run({ values, positionals, env }) {
    const { reason, author, shrink, cwd, baseline, ...rest } = inputsOf(inputs, values)
    const [operand, ...others] = positionals
    if (others.length)
      throw new ExpectedError(`expected one PENDING, found ${positionals.length} operands`)
    const reports = resolve(cwd, rest.reportDir)
    const pending = await findProposal(operand ? resolve(cwd, operand) : null, reports)
    const stale = await staleInWords(pending)
    if (stale && !operand) throw new ExpectedError(`${stale}; to accept it all the same, name it`)
    if (stale) console.error(`lddpr: warning: ${stale}`)
    const tree = await workingTree(resolve(cwd), { look: 'upwards' })
    const place = await within(resolve(cwd, baseline), 'baseline', [tree], 'the working tree')
    const acceptance = {
      reason,
      author: author || (await nameInGit(resolve(cwd), env)),
      violations: rest.acceptViolation,
      shrink,
    }
    const training = await readTrainingPending(pending)
    const accepted = training
      ? { ...(await acceptTraining(training, place, acceptance)), removed: [] }
      : await acceptPending(pending, place, acceptance)
    console.log(`accepted ${shortDigest(accepted.baseline.digest)} as ${accepted.file}; commit it`)
    for (const each of accepted.removed) console.log(`removed ${removedInWords(each)}`)
    return 0
  },
}

/** Who accepts, where nobody says it. */
export async function nameInGit(cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const place = await findPlace(cwd, { look: 'upwards' })
  const name =
    (place && (await readSetting(place, 'user', 'name'))) ||
    (await ownSetting('user.name', env)) ||
    env.GITHUB_ACTOR
  if (name) return name
  throw wrongInput('author', 'git knows no user.name here; say who accepts')
}
