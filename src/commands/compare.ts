import { resolve } from 'node:path'
import { readBaseline } from '../baseline/files.ts'
import { readReference } from '../baseline/reference.ts'
import { emptyReportDirectory, publishLocally } from '../check.ts'
import { failure, conclude as judge } from '../conclude.ts'
import { InputError } from '../errors.ts'
import { readJson } from '../json.ts'
import { recordSchema } from '../probe/schema.ts'
import { type Command, readRunInputs, runOptions } from './command.ts'
import { conclude } from './output.ts'

export const compare: Command = {
  name: 'compare',
  operands: 'RECORD [REFERENCE]',
  summary: 'judge a record, against REFERENCE (a record or a baseline) if given; needs no Python',
  options: runOptions.filter(({ name }) => ['baseline', 'fail-on', 'report-dir'].includes(name)),
  async run({ values, positionals }) {
    const inputs = readRunInputs(values)
    const [recordFile, referenceFile, ...rest] = positionals
    if (!recordFile || rest.length)
      throw new InputError(`expected RECORD [REFERENCE], found ${positionals.length} operands`)
    const cwd = process.cwd()
    const directory = resolve(inputs['report-dir'])
    try {
      const record = await readJson(recordSchema, recordFile)
      const known = async (className: string) => {
        if (!referenceFile) return readBaseline(resolve(inputs.baseline), className)
        const reference = await readReference(referenceFile)
        if (reference.baseline.class === className) return reference
        throw new InputError(
          `${recordFile} is of class ${className}, ${referenceFile} of ${reference.baseline.class}: ` +
            'their values cannot be compared',
        )
      }
      await emptyReportDirectory(directory, cwd)
      const measured = { record, pins: null, pinsBind: false }
      const concluded = await judge(measured, known, { cwd, directory, timings: {} })
      return conclude(await publishLocally(concluded, record, directory), inputs['fail-on'])
    } catch (error) {
      const report = failure(error, 'unknown', {})
      return conclude({ report, record: null, directory }, inputs['fail-on'])
    }
  },
}
