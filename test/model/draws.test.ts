import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseChannel } from '../../src/model/channels.ts'
import { momentOf } from '../../src/model/coordinate.ts'
import { expectedDraws, FAILED, functionOf, hasValues } from '../../src/model/draws.ts'
import { root } from '../../support/python.ts'

const read = (path: string) => readFile(join(root, 'python-probe', path), 'utf8')

/** The names in one of the probe's tables, in its order. */
async function rowsOf(table: string): Promise<string[]> {
  const text = await read('lddpr/functions.py')
  const [body = ''] = new RegExp(`^${table}: .*?^}`, 'ms').exec(text) ?? []
  return [...body.matchAll(/^ {4}"(\w+\/[^"]+)":/gm)].map(([, name = '']) => name)
}

const draw = (name: string) => {
  const channel = parseChannel(`draws/rank0/${name}`)
  if (!channel) throw new Error(`${name} is no channel`)
  return channel
}

test('what a record must have is what the probe draws', async () => {
  const channels = (kind: string, rows: string[]) => rows.map(name => `${kind}/${name}`)
  const computed = await rowsOf('COMPUTED')
  const on = async (exact: string[]) => [
    ...channels('draw', [...exact, ...computed]),
    ...channels('draw.computed', [...computed, ...(await rowsOf('BY_VENDOR'))]),
  ]
  const exact = [
    ...['python', 'numpy', 'torch'].map(each => `${each}/state`),
    ...(await rowsOf('EXACT')),
  ]
  expect(computed.length).toBeGreaterThan(20)
  expect(expectedDraws('cpu').toSorted()).toEqual((await on(exact)).toSorted())
  const all = [...exact, 'cuda/state', ...(await rowsOf('ON_GPU'))]
  expect(expectedDraws('cuda').toSorted()).toEqual((await on(all)).toSorted())
})

test('a function that fails is known by the digest that the probe gives it', async () => {
  expect(await read('tests/test_draws.py')).toContain(`FAILED = "${FAILED}"`)
})

test('every draw is the name of a channel', () => {
  for (const name of expectedDraws('cuda')) expect(draw(name).name).toContain(name)
})

test.each([
  ['draw/python/shuffle', 'random.shuffle'],
  ['draw/numpy/Generator.normal', 'numpy.random.Generator.normal'],
  ['draw/torch/randperm', 'torch.randperm'],
  ['draw/torch/randperm-large', 'torch.randperm (large)'],
  ['draw.computed/torch/nn.init.trunc_normal_', 'torch.nn.init.trunc_normal_'],
  [
    'draw/torch/utils.data.DistributedSampler-drop_last',
    'torch.utils.data.DistributedSampler (drop_last)',
  ],
  ['draw/cuda/randperm-large', 'torch.randperm on a GPU (large)'],
])('%s is called %s', (name, called) => expect(functionOf(draw(name))).toBe(called))

test.each([
  ['draw/torch/rand', true],
  ['draw.computed/torch/randn-16', true],
  ['draw/torch/randn-16', false],
  ['draw/torch/state', false],
  ['draw.computed/torch/multinomial', true],
  ['main/torch', false],
])('%s shows values of a function: %s', (name, shown) => expect(hasValues(draw(name))).toBe(shown))

test('the coordinate of a draw is its value', () => {
  const first = { epoch: 0, step: 0, draw: 0 }
  expect(momentOf('draws/rank0-1/draw/torch/randperm', first)).toBe('value 0')
  expect(momentOf('draws/rank0-1/draw.computed/torch/randn-16', first)).toBe('value 0')
})
