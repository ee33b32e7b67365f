import { resolve } from 'node:path'
import { PROBED, readPins, SUPPORTED_FILES } from '../environment/pins.ts'
import { InputError } from '../errors.ts'
import type { Command } from './command.ts'

export const pins: Command = {
  name: 'pins',
  operands: '[DIR]',
  summary: 'say which versions the files of a repository fix',
  options: [{ name: 'json', type: 'boolean', text: 'for programs' }],
  async run({ values, positionals }) {
    const directory = resolve(positionals[0] ?? '.')
    const found = await readPins(directory)
    if (!found) throw new InputError(`${directory} has no ${SUPPORTED_FILES.join(' or ')}`)
    const { manager, source, pins } = found
    if (values.json) console.log(JSON.stringify({ manager, source_file: source, pins }, null, 2))
    else {
      console.log(`${source} (${manager})`)
      for (const name of PROBED) console.log(`  ${name.padEnd(18)} ${pins[name] ?? 'not fixed'}`)
    }
    return 0
  },
}
