// Whether the judge tells rounding from a change:
// `npm run trial:closeness -- [--only MODEL,…] [--variants ID,…] [--write]`, and on a GPU with its interpreter: `--accelerator gpu --python PATH`.
import { parseArgs } from 'node:util'
import { pythonOf } from '../../support/python.ts'
import { describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { type Compared, compare, isRight, observe, observeBeside, summary } from './closeness.ts'
import { ACCELERATORS, MODELS, VARIANTS, variantsOf } from './rows.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    variants: { type: 'string' },
    accelerator: { type: 'string', default: 'cpu' },
    python: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const accelerator = ACCELERATORS.find(each => each === values.accelerator)
if (!accelerator) fail(`--accelerator ${values.accelerator}: there are ${ACCELERATORS.join(', ')}`)
const wanted = values.only?.split(',') ?? MODELS
const chosen = values.variants?.split(',') ?? VARIANTS.map(({ id }) => id)
const unknown = wanted.filter(name => !MODELS.some(each => each === name))
if (unknown.length) fail(`--only ${unknown.join(',')}: there are ${MODELS.join(', ')}`)
const odd = chosen.filter(id => !VARIANTS.some(each => each.id === id))
if (odd.length)
  fail(`--variants ${odd.join(',')}: there are ${VARIANTS.map(({ id }) => id).join(', ')}`)
if (values.write && (values.only || values.variants || values.python || accelerator !== 'cpu'))
  fail(
    '--write takes a whole run on the CPU: without --only, --variants, --accelerator and --python',
  )

await using here = await session()
const { work, progress } = here
const python = values.python ?? (await pythonOf('example', progress))
const at = { work, python, accelerator }
const machine = await describeMachine(python)
const compared: Compared[] = []
for (const model of MODELS.filter(each => wanted.includes(each))) {
  const usual = await observe(model, null, at)
  for (const variant of variantsOf(model, accelerator).filter(({ id }) => chosen.includes(id))) {
    const other = await observeBeside(usual, model, variant, at)
    const one = compare(model, variant, { usual, other })
    compared.push(one)
    const said = `${one.closeness} ${one.difference ?? ''} ${one.place}`
    progress(`${isRight(one) ? 'right' : '**wrong**'} ${model} ${variant.id}: ${said}`)
  }
}
const { text, met } = summary(compared)
const results = `${machine}.\n\n${text}`
console.log(results)
if (values.write) await writeResults('evidence/closeness.md', results)
process.exitCode = met ? 0 : 1
