import { describe, expect, test } from 'vitest'
import { temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { type Compared, compare, isRight, observe, observeBeside, summary } from './closeness.ts'
import { MODELS, VARIANTS, variantsOf } from './rows.ts'

/** All of them are tried by `npm run trial:closeness`. */

describe('the table', () => {
  test('tries every model with other threads, other instructions, another order, and with what must not pass', () => {
    for (const model of MODELS) {
      const ids = variantsOf(model, 'cpu').map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(['threads', 'default', 'avx2', 'onednn']))
      expect(ids).toEqual(expect.arrayContaining(['rate', 'dropout', 'swap', 'augment']))
      const onGpu = variantsOf(model, 'gpu').map(({ id }) => id)
      expect(onGpu).toEqual(expect.arrayContaining(['benchmark', 'foreach', 'rate', 'swap']))
      expect(onGpu).not.toContain('avx2')
    }
    expect(new Set(VARIANTS.map(({ id }) => id)).size).toBe(VARIANTS.length)
  })

  test('counts what is wrong, and says it in bold', () => {
    const [variant] = VARIANTS
    if (!variant) throw new Error('there are variants')
    const one: Compared = {
      model: 'mlp',
      variant,
      closeness: 'close',
      difference: 1e-7,
      place: 'mlp/a',
    }
    expect(isRight(one)).toBe(true)
    expect(isRight({ ...one, closeness: 'equal' })).toBe(true)
    expect(isRight({ ...one, closeness: 'different' })).toBe(false)
    const change: Compared = {
      ...one,
      variant: { ...variant, what: 'another', expected: 'different' },
    }
    expect(isRight(change)).toBe(false)
    const { text, met } = summary([one, change])
    expect(met).toBe(false)
    expect(text).toContain('1 of 2 as expected')
    expect(text).toContain('**close 1.0e-7**')
    expect(summary([one]).met).toBe(true)
  })
})

test('rounding is close, and a step that is 1 % longer is different', async () => {
  const python = await pythonOf('example')
  await using work = await temporary()
  const here = { work: work.path, python, accelerator: 'cpu' } as const
  const usual = await observe('cnn', null, here)
  const place = async (id: string) => {
    const variant = VARIANTS.find(each => each.id === id)
    if (!variant) throw new Error(`there is no ${id}`)
    const other = await observeBeside(usual, 'cnn', variant, here)
    return compare('cnn', variant, { usual, other })
  }
  expect(await place('no-mkldnn')).toMatchObject({ closeness: 'close' })
  expect(await place('update')).toMatchObject({
    closeness: 'different',
    place: 'cnn/rank0/weights · epoch 0 · step 0',
  })
})
