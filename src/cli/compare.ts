import { resolve } from 'node:path'
import { readReference } from '../baseline/reference.ts'
import { ExpectedError } from '../lib/errors.ts'
import { type Checked, publishLocally, reportDirectory } from '../pipeline/check.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { mustBe } from '../pipeline/machine-type.ts'
import { committedIn } from '../pipeline/measure.ts'
import { type Baselines, failed, conclude as judge } from '../pipeline/review.ts'
import { readRecord } from '../probe/digest.ts'
import { type Command, flag, readRunInputs, runOptions } from './command.ts'
import { conclude, progressOn } from './output.ts'

const ABOUT_JUDGING = ['baseline', 'class', 'fail-on', 'report-dir']

export const compare: Command = {
  name: 'compare',
  operands: 'RECORD [REFERENCE]',
  summary: 'judge a record, against REFERENCE (a record or a baseline) if given; needs no Python',
  options: [
    {
      name: 'record-digest',
      type: 'string',
      value: 'SHA256',
      text: 'what record has said of RECORD; another file is not judged',
    },
    ...runOptions.filter(({ name }) => ABOUT_JUDGING.includes(name)),
  ],
  async run({ values, positionals }) {
    const { recordDigest: wanted, ...flags } = values
    const digest = typeof wanted === 'string' ? wanted : ''
    const inputs = readRunInputs(flags)
    const [recordFile, referenceFile, ...rest] = positionals
    if (!recordFile || rest.length)
      throw new ExpectedError(`expected RECORD [REFERENCE], found ${positionals.length} operands`)
    const found = await compared({ recordFile, digest, referenceFile }, inputs)
    return conclude(found, inputs.failOn)
  },
}

interface Files {
  recordFile: string
  digest: string
  referenceFile: string | undefined
}

async function compared(
  { recordFile, digest, referenceFile }: Files,
  inputs: RunInputs,
): Promise<Checked> {
  using bar = progressOn()
  const world = { git: { look: 'upwards' }, progress: bar.progress, spell: flag } as const
  try {
    const record = await readRecord(recordFile, { digest, input: 'recordDigest' })
    mustBe(inputs.class, record)
    const known = referenceFile
      ? await referenceIn(referenceFile, recordFile)
      : await committedIn(inputs, world)
    const directory = await reportDirectory(inputs, world)
    const measured = { record, pins: null, pinsBind: false }
    const concluded = judge(measured, known, { cwd: resolve('.'), directory, timings: {} })
    return await publishLocally(concluded, record, directory, world)
  } catch (error) {
    const { report } = failed(error, 'unknown', {}, world)
    return { report, record: null, directory: resolve(inputs.reportDir) }
  }
}

/** One file to compare with, whatever the machine type is called. */
async function referenceIn(file: string, record: string): Promise<Baselines> {
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
