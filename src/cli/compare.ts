import { readReference } from '../baseline/reference.ts'
import { ExpectedError } from '../lib/errors.ts'
import type { World } from '../model/world.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { requireClass } from '../pipeline/machine-type.ts'
import { readCommitted } from '../pipeline/measure.ts'
import type { Baselines } from '../pipeline/report.ts'
import { type Evidence, review, reviewUnwritten } from '../pipeline/review.ts'
import { readRecord } from '../probe/digest.ts'
import { type Command, flag, readRunInputs, runOptions } from './command.ts'
import { onTerminal, printReport } from './output.ts'

const ABOUT_JUDGING = ['baseline', 'class', 'fail-on', 'report-dir']

export const compare: Command = {
  operands: 'RECORD [REFERENCE]',
  options: [
    {
      name: 'record-digest',
      type: 'string',
      value: 'SHA256',
      text: 'what record has said of RECORD; another file is not judged',
    },
    ...runOptions.filter(({ name }) => ABOUT_JUDGING.includes(name)),
  ],
  async run({ values, positionals, env }) {
    const { 'record-digest': wanted, ...flags } = values
    const digest = typeof wanted === 'string' ? wanted : ''
    const inputs = readRunInputs(flags)
    const [recordFile, referenceFile, ...rest] = positionals
    if (!recordFile || rest.length)
      throw new ExpectedError(`expected RECORD [REFERENCE], found ${positionals.length} operands`)
    const files = { recordFile, digest, referenceFile }
    const reviewed = onTerminal(env, async world => {
      const evidence = await gather(files, inputs, world)
      return review(inputs, world, async () => evidence)
    })
    return printReport(
      await reviewed.catch(error => reviewUnwritten(error, flag)),
      inputs.failOn,
      env,
    )
  },
}

interface Files {
  recordFile: string
  digest: string
  referenceFile: string | undefined
}

async function gather(
  { recordFile, digest, referenceFile }: Files,
  inputs: RunInputs,
  world: World,
): Promise<Evidence> {
  const record = await readRecord(recordFile, { digest, input: 'recordDigest' })
  requireClass(inputs.class, record)
  const baselines = referenceFile
    ? await readBaselines(referenceFile, recordFile)
    : await readCommitted(inputs, world)
  return { measured: { record, pins: null, pinsBind: false }, files: null, baselines, origin: null }
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
