import { join, resolve } from 'node:path'
import { bisect as search } from '../bisect/bisect.ts'
import { bisectionInWords } from '../bisect/words.ts'
import { workingTree } from '../change/place.ts'
import { ExpectedError } from '../lib/errors.ts'
import { writeAtomically } from '../lib/json.ts'
import { hidden } from '../lib/secrets.ts'
import { claimDirectory } from '../pipeline/report-directory.ts'
import { printable } from '../report/inert.ts'
import { type Command, fitted, readRunInputs, runOptions, textOf } from './command.ts'
import { onTerminal } from './output.ts'

const OTHERS = ['compare-with', 'base', 'fail-on', 'report-dir', 'class', 'trainings']
const KEYS = new Set(['key', 'digest', 'commit'])

export const bisect: Command = {
  operands: '[GOOD]',
  examples: [
    'lddpr bisect',
    'lddpr bisect origin/main --suite quick',
    'lddpr bisect v1.4.0 --training small',
  ],
  options: [
    {
      name: 'state',
      type: 'string',
      value: 'DIR',
      text: 'Directory of the records, relative to --cwd. With it an interrupted search goes on',
      standard: 'lddpr-bisect',
    },
    {
      name: 'training',
      type: 'string',
      value: 'NAME',
      text: 'A training of config.yml to search with, instead of the suite',
    },
    ...runOptions.filter(({ name }) => !OTHERS.includes(name)),
  ],
  async run({ values, positionals, env }) {
    const [good = null, ...others] = positionals
    if (others.length)
      throw new ExpectedError(`expected one GOOD, found ${positionals.length} operands`)
    const inputs = readRunInputs(values)
    const cwd = resolve(inputs.cwd)
    const place = resolve(cwd, textOf(values, 'state') ?? 'lddpr-bisect')
    const claim = async () => {
      const around = { cwd, tree: await workingTree(cwd, { look: 'upwards' }) }
      return claimDirectory('state', place, { ...around, baseline: inputs.baseline })
    }
    const training = textOf(values, 'training') ?? null
    const found = hidden(
      await onTerminal(env, world => search(good, inputs, claim, world, training)),
      KEYS,
    )
    const file = join(place, 'bisect.json')
    await writeAtomically(file, `${JSON.stringify(found, null, 2)}\n`)
    const words = bisectionInWords(found).split('\n').map(printable).join('\n')
    console.log(fitted(words, process.stdout, env))
    console.error(`\ndetails: ${file}`)
    return 0
  },
}
