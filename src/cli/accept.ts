import { resolve } from 'node:path'
import * as z from 'zod'
import { accept as acceptPending, removedInWords } from '../baseline/accept.ts'
import { shortDigest } from '../baseline/canonical.ts'
import { findProposal } from '../baseline/proposal.ts'
import { acceptTraining, readTrainingPending } from '../baseline/training.ts'
import { workingTree } from '../change/place.ts'
import { ExpectedError } from '../lib/errors.ts'
import { within } from '../lib/paths.ts'
import { staleInWords } from '../pipeline/earlier.ts'
import { nameInGit } from './author.ts'
import { type Command, fitted, inputsOf, optionsOf } from './command.ts'

const inputs = z.object({
  reason: z.string().default('').describe('Why this baseline is right. The file keeps it'),
  acceptViolation: z
    .array(z.string())
    .default([])
    .describe('A check whose failure you accept with it; you may give several'),
  shrink: z
    .boolean()
    .default(false)
    .describe('Remove streams that the committed baseline has and this one lacks'),
  author: z.string().default('').describe('Who accepts it. Default: user.name of git'),
  cwd: z.string().default('.').describe('The repository. All paths are relative to it'),
  reportDir: z
    .string()
    .default('lddpr-report')
    .describe('Directory of the reports, which has the proposal unless you name PENDING'),
  baseline: z.string().default('.lddpr').describe('Directory of the baselines'),
})

export const accept: Command = {
  operands: '[PENDING]',
  examples: [
    "lddpr accept --reason 'we repeat no old run'",
    'lddpr accept lddpr-report/pending/cpu-x2.json --shrink',
  ],
  options: optionsOf(inputs),
  async run({ values, positionals, env }) {
    const print = (text: string) => console.log(fitted(text, process.stdout, env))
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
    print(`accepted ${shortDigest(accepted.baseline.digest)} as ${accepted.file}; commit it`)
    for (const each of accepted.removed) print(`removed ${removedInWords(each)}`)
    return 0
  },
}
