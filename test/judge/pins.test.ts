import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/judge/evaluate.ts'
import type { Pins } from '../../src/model/pins.ts'
import { plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** The record has lightning 2.6.6, numpy 2.4.6 and torch 2.13.0+cpu, and no pytorch-lightning. */
const record = goodRecord(plan({ plain: {} }))
const NONE = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }

const pinned = (
  pins: Partial<Pins['pins']> | null,
  bind = true,
  from = record,
  manager: Pins['manager'] = 'uv',
) =>
  evaluate(
    from,
    [],
    pins && { manager, source: 'uv.lock', text: '', pins: { ...NONE, ...pins } },
    bind,
  ).find(({ id }) => id === 'pins-are-installed')

const says = (package_: string, wanted: string, found: string) =>
  `uv.lock pins ${package_} ${wanted}, the interpreter has ${found}`

test.each([
  ['is what is installed', { lightning: '2.6.6' }],
  ['is a version whose local build is installed', { torch: '2.13.0' }],
  ['is the local build itself', { torch: '2.13.0+cpu' }],
  ['is the same version in other words', { numpy: '2.4.6.0' }],
])('a pin that %s holds', (_, pins) =>
  expect(pinned(pins)).toMatchObject({ status: 'pass', scenario: 'environment', subjects: [] }),
)

test.each([
  ['is another version', { numpy: '2.4.5' }, ['numpy', '2.4.5', '2.4.6']],
  ['is another local build', { torch: '2.13.0+cu130' }, ['torch', '2.13.0+cu130', '2.13.0+cpu']],
  [
    'is of what is not installed',
    { 'pytorch-lightning': '2.6.6' },
    ['pytorch-lightning', '2.6.6', 'none'],
  ],
] as const)('a pin that %s is named', (_, pins, [name, wanted, found]) =>
  expect(pinned(pins)).toMatchObject({
    status: 'fail',
    scenario: 'environment',
    detail: says(name, wanted, found),
    subjects: [`environment: ${name}`],
  }),
)

test('all that differ are counted, beside those that do not', () =>
  expect(pinned({ lightning: '1.0', torch: '2.13.0', numpy: '1.0' })).toMatchObject({
    status: 'fail',
    detail: `${says('lightning', '1.0', '2.6.6')}, and 1 more`,
    subjects: ['environment: lightning', 'environment: numpy'],
  }))

describe.each([true, false])('where pins bind: %s', bind => {
  test('nothing pinned is nothing measured', () => {
    for (const pins of [null, {}])
      expect(pinned(pins, bind)).toMatchObject({ status: 'not-measured', scenario: '' })
  })
  test('the check is told once', () => {
    const told = evaluate(record, [], null, bind).map(({ id }) => id)
    expect(told).toHaveLength(new Set(told).size)
  })
})

test('another version is a hazard where the user chose the interpreter', () => {
  expect(pinned({ numpy: '2.4.5' }, false)).toMatchObject({
    status: 'hazard',
    detail: says('numpy', '2.4.5', '2.4.6'),
  })
  expect(pinned({ numpy: '2.4.6' }, false)).toMatchObject({ status: 'pass' })
})

test('as a hazard it comes after all that is none', () => {
  const pins = {
    manager: 'uv' as const,
    source: 'uv.lock',
    text: '',
    pins: { ...NONE, numpy: '1.0' },
  }
  expect(evaluate(record, [], pins, false).at(-1)?.id).toBe('pins-are-installed')
  expect(evaluate(record, [], pins, true).at(-1)?.id).not.toBe('pins-are-installed')
})

test('a distribution is found however it spells its name', () => {
  const copy = structuredClone(record)
  for (const each of copy.environment.packages) each.name = each.name.toUpperCase()
  expect(pinned({ lightning: '2.6.6' }, true, copy)?.status).toBe('pass')
})

/** What is installed where a manager pins a version of numpy. */
const rebuilt = (manager: Pins['manager'], wanted: string, installed: string) => {
  const copy = structuredClone(record)
  for (const each of copy.environment.packages) if (each.name === 'numpy') each.version = installed
  return pinned({ numpy: wanted }, true, copy, manager)?.status
}

test.each(['conda', 'pixi'] as const)(
  'to %s a post-release is a rebuild of the version',
  manager => {
    expect(rebuilt(manager, '2.3.1', '2.3.1.post300')).toBe('pass')
    expect(rebuilt(manager, '2.3.1', '2.3.2.post300')).toBe('fail')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1.post300')).toBe('pass')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1.post301')).toBe('fail')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1')).toBe('fail')
  },
)

test('to others a post-release is another version', () => {
  for (const manager of ['uv', 'pip'] as const)
    expect(rebuilt(manager, '2.3.1', '2.3.1.post300')).toBe('fail')
})
