import { join, relative, resolve } from 'node:path'
import { workingTree } from '../change/place.ts'
import { writeAtomically } from '../lib/json.ts'
import { diagnose } from '../pipeline/doctor.ts'
import { claimDirectory } from '../pipeline/report-directory.ts'
import { doctorPage, doctorText, headline } from '../report/doctor.ts'
import { type Command, fitted, inert, readRunInputs, runOptions } from './command.ts'
import { onTerminal } from './output.ts'

const USED = ['cwd', 'python', 'manifest', 'framework', 'devices', 'accelerator', 'report-dir']
const AND = ['timeout', 'install', 'no-install']
const FILES = ['doctor.json', 'doctor.md'] as const
const UNWELL = 1

/** One command for somebody with a GPU, who sends back what it writes. */
export const doctor: Command = {
  operands: '',
  examples: ['lddpr doctor', 'lddpr doctor --python .venv/bin/python --accelerator gpu'],
  options: runOptions.filter(({ name }) => [...USED, ...AND].includes(name)),
  async run({ values, env }) {
    const inputs = readRunInputs(values)
    const cwd = resolve(inputs.cwd)
    const [diagnosis, directory] = await onTerminal(env, async world => {
      const around = { cwd, tree: await workingTree(cwd, world.git), baseline: inputs.baseline }
      const place = resolve(cwd, inputs.reportDir)
      const directory = await claimDirectory('reportDir', place, around, FILES)
      return [await diagnose(inputs, world), directory] as const
    })
    const print = (text: string) => process.stdout.write(fitted(text, process.stdout, env))
    const texts = [doctorText(diagnosis), doctorPage(diagnosis)]
    for (const [index, name] of FILES.entries())
      await writeAtomically(join(directory, name), texts[index] ?? '')
    const runs = diagnosis.record?.runs ?? []
    const slowest = Math.max(0, ...runs.map(({ seconds }) => seconds))
    print(inert(headline(diagnosis), ''))
    for (const problem of diagnosis.problems) print(inert(problem, '  '))
    if (runs.length) console.log(`${runs.length} runs; the slowest took ${slowest.toFixed(1)} s`)
    const [, page] = FILES
    console.log(`details: ${relative(process.cwd(), join(directory, page)) || page}, doctor.json`)
    return diagnosis.problems.length ? UNWELL : 0
  },
}
