import { resolve } from 'node:path'
import { execa } from 'execa'
import * as z from 'zod'
import { accept as acceptPending } from '../baseline/accept.ts'
import { InputError } from '../errors.ts'
import { parseInputs } from '../inputs.ts'
import { type Command, optionsOf } from './command.ts'

const inputs = z.object({
  reason: z.string().default('').describe('why this baseline is right; kept in the file'),
  'accept-violation': z
    .array(z.string())
    .default([])
    .describe('a check whose failure is accepted with it; may be given again'),
  author: z.string().default('').describe('who accepts it; absent, the name that git knows'),
  cwd: z.string().default('.').describe('the repository; all paths are seen from there'),
  baseline: z.string().default('.lddpr').describe('directory of the baselines'),
})

export const accept: Command = {
  name: 'accept',
  operands: 'PENDING',
  summary: 'make a pending baseline the committed one',
  options: optionsOf(inputs).map(option =>
    option.name === 'accept-violation' ? { ...option, multiple: true, value: 'CHECK' } : option,
  ),
  async run({ values, positionals }) {
    const { reason, author, cwd, baseline, ...rest } = parseInputs(
      inputs,
      values,
      name => `--${name}`,
    )
    const [pending, ...others] = positionals
    if (!pending || others.length)
      throw new InputError(`expected PENDING, found ${positionals.length} operands`)
    const accepted = await acceptPending(resolve(cwd, pending), resolve(cwd, baseline), {
      reason,
      author: author || (await nameInGit()),
      violations: rest['accept-violation'],
    })
    console.log(`accepted ${accepted.baseline.digest.slice(0, 8)} as ${accepted.file}; commit it`)
    return 0
  },
}

async function nameInGit(): Promise<string> {
  const { stdout } = await execa('git', ['config', 'user.name'], { reject: false })
  const name = stdout?.trim() || process.env.GITHUB_ACTOR
  if (name) return name
  throw new InputError('--author: git knows no user.name here; say who accepts')
}
