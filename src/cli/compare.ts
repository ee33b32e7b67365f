import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readReference } from '../baseline/reference.ts'
import { ExpectedError } from '../lib/errors.ts'
import type { Measured } from '../model/world.ts'
import { readCommitted } from '../pipeline/first.ts'
import { requireClass } from '../pipeline/machine-type.ts'
import type { Baselines } from '../pipeline/report.ts'
import { review, reviewUnwritten } from '../pipeline/review.ts'
import { judgeHanded } from '../pipeline/trainings/handed.ts'
import { choosePlans } from '../pipeline/trainings/plans.ts'
import { readRecord } from '../probe/digest.ts'
import { type Command, flag, readRunInputs, runOptions, textOf } from './command.ts'
import { onTerminal, printReport } from './output.ts'

const ABOUT_JUDGING = ['trainings', 'baseline', 'class', 'fail-on', 'report-dir']

export const compare: Command = {
  operands: 'RECORD [REFERENCE]',
  examples: ['lddpr compare lddpr-report/record.json', 'lddpr compare new.json old.json'],
  options: [
    {
      name: 'record-digest',
      type: 'string',
      value: 'SHA256',
      text: 'The digest of RECORD that lddpr record printed. Another file is an error',
    },
    ...runOptions.filter(({ name }) => ABOUT_JUDGING.includes(name)),
  ],
  async run({ values, positionals, env }) {
    const digest = textOf(values, 'record-digest') ?? ''
    const inputs = readRunInputs(values)
    const [named, reference, ...rest] = positionals
    if (!named || rest.length)
      throw new ExpectedError(
        `expected RECORD [REFERENCE], such as lddpr-report/record.json, found ${positionals.length} operands`,
      )
    const isDirectory = (await stat(named).catch(() => null))?.isDirectory() ?? false
    const file = isDirectory ? join(named, 'record.json') : named
    const reviewed = onTerminal(env, async world => {
      const found = await readRecord(file, { digest, input: 'recordDigest' })
      const { trainings: handed, ...record } = found
      requireClass(inputs.class, record)
      const committed = reference ? null : await readCommitted(inputs, world)
      const baselines = committed ?? (await readBaselines(reference ?? '', file))
      // Whoever names a reference names that of the suite.
      const trainings =
        committed && handed
          ? judgeHanded(handed, choosePlans(inputs, committed), committed, null)
          : []
      const measured: Measured = {
        record,
        pins: null,
        imports: null,
        framework: 'auto',
        mayDiffer: false,
      }
      const evidence = { measured, files: null, baselines, origin: null, trainings }
      return review(inputs, world, async () => evidence)
    }).catch(error => reviewUnwritten(error, flag))
    return printReport(await reviewed, inputs.failOn, env)
  },
}

/** One file to compare with, whatever the machine type is called. */
async function readBaselines(file: string, record: string): Promise<Baselines> {
  const reference = await readReference(file)
  return {
    classes: [],
    baseline: className => {
      if (reference.baseline.class === className) return reference
      throw new ExpectedError(
        `${record} is of class ${className}, ${file} of ${reference.baseline.class}: ` +
          'their values cannot be compared',
      )
    },
  }
}
