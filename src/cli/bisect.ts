import { join, resolve } from 'node:path'
import { bisect as search } from '../bisect/bisect.ts'
import { bisectionInWords } from '../bisect/words.ts'
import { workingTree } from '../change/place.ts'
import { ExpectedError } from '../lib/errors.ts'
import { writeAtomically } from '../lib/json.ts'
import { hidden } from '../lib/secrets.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { claimDirectory } from '../pipeline/report-directory.ts'
import { printable } from '../report/terminal.ts'
import { type Command, flag, readRunInputs, runOptions } from './command.ts'
import { progressOn } from './output.ts'

const OTHERS = ['compare-with', 'base', 'fail-on', 'report-dir', 'class']
/** What finds a record again. */
const KEYS = new Set(['key', 'digest', 'commit'])

export const bisect: Command = {
  name: 'bisect',
  operands: '[GOOD]',
  summary:
    'find the package, and its release, that changes the values since the commit GOOD or the baseline',
  options: [
    {
      name: 'state',
      type: 'string',
      value: 'DIR',
      text: 'where records are kept, so that a search that was cut short goes on; seen from cwd',
      standard: 'lddpr-bisect',
    },
    ...runOptions.filter(({ name }) => !OTHERS.includes(name)),
  ],
  async run({ values, positionals }) {
    const { state, ...rest } = values
    const [good = null, ...others] = positionals
    if (others.length)
      throw new ExpectedError(`expected one GOOD, found ${positionals.length} operands`)
    const inputs = readRunInputs(rest)
    const cwd = resolve(inputs.cwd)
    const place = resolve(cwd, typeof state === 'string' ? state : 'lddpr-bisect')
    const tree = await workingTree(cwd, { look: 'upwards' })
    const { baseline } = inputs
    const directory = await claimDirectory('state', place, { cwd, tree, baseline })
    const found = hidden(await searched(good, inputs, directory), KEYS)
    const file = join(directory, 'bisect.json')
    await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`)
    console.log(bisectionInWords(found).split('\n').map(printable).join('\n'))
    console.error(`\nall of it: ${file}`)
    return 0
  },
}

async function searched(good: string | null, inputs: RunInputs, directory: string) {
  using bar = progressOn()
  return await search(good, inputs, directory, {
    env: process.env,
    git: { look: 'upwards' },
    progress: bar.progress,
    spell: flag,
  })
}
