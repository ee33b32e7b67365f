import { join, resolve } from 'node:path'
import { bisect as search } from '../bisect/bisect.ts'
import { bisectionInWords } from '../bisect/words.ts'
import { InputError } from '../errors.ts'
import { writeAtomically } from '../json.ts'
import { printable } from '../report/terminal.ts'
import { type Command, readRunInputs, runOptions } from './command.ts'
import { progress } from './output.ts'

const OTHERS = ['compare-with', 'base', 'fail-on', 'report-dir']

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
  async run({ values, positionals, root }) {
    const { state, ...rest } = values
    const [good = null, ...others] = positionals
    if (others.length)
      throw new InputError(`expected one GOOD, found ${positionals.length} operands`)
    const inputs = readRunInputs(rest)
    const directory = resolve(inputs.cwd, typeof state === 'string' ? state : 'lddpr-bisect')
    const found = await search(good, inputs, directory, { root, env: process.env, progress })
    const file = join(directory, 'bisect.json')
    await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`)
    console.log(bisectionInWords(found).split('\n').map(printable).join('\n'))
    console.error(`\nall of it: ${file}`)
    return 0
  },
}
