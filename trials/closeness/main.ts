// Whether the judge tells rounding from a change: `npm run trial:closeness -- [--only MODEL,…] [--write]`.
import { parseArgs } from 'node:util'
import { pythonOf } from '../../support/python.ts'
import { describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { type Compared, compare, isRight, observe, observeBeside, summary } from './closeness.ts'
import { MODELS, variantsOf } from './rows.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
})
const wanted = values.only?.split(',') ?? MODELS
const unknown = wanted.filter(name => !MODELS.some(each => each === name))
if (unknown.length) fail(`--only ${unknown.join(',')}: there are ${MODELS.join(', ')}`)
if (values.write && values.only) fail('--write takes a whole run: without --only')

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)
const machine = await describeMachine(python)
const compared: Compared[] = []
for (const model of MODELS.filter(each => wanted.includes(each))) {
  const usual = await observe(model, null, { work, python })
  for (const variant of variantsOf(model)) {
    const other = await observeBeside(usual, model, variant, { work, python })
    const one = compare(model, variant, { usual, other })
    compared.push(one)
    const said = `${one.closeness} ${one.difference ?? ''} ${one.place}`
    progress(`${isRight(one) ? 'right' : '**wrong**'} ${model} ${variant.id}: ${said}`)
  }
}
const { text, met } = summary(compared)
const results = `${machine}.\n\n${text}`
console.log(results)
if (values.write) await writeResults('closeness.md', results)
process.exitCode = met ? 0 : 1
