import { expect, test } from 'vitest'
import { evaluate } from '../../src/judge/evaluate.ts'
import type { Pins } from '../../src/model/pins.ts'
import { plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** The record has lightning 2.6.6, numpy 2.4.6 and torch 2.13.0+cpu, and no pytorch-lightning. */
const record = goodRecord(plan({ plain: {} }))
const NONE = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }

const pinned = (
  pins: Partial<Pins['pins']> | null,
  from = record,
  manager: Pins['manager'] = 'uv',
) =>
  evaluate(
    from,
    [],
    pins && { manager, source: 'uv.lock', text: '', pins: { ...NONE, ...pins } },
  ).find(({ id }) => id === 'pins-are-installed')

const says = (package_: string, wanted: string, found: string) =>
  `uv.lock asks for ${package_} ${wanted}, but the interpreter has ${found === 'none' ? `no ${package_}` : found}`

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
    ['pytorch-lightning', '2.6.6', 'no pytorch-lightning'],
  ],
] as const)('a pin that %s is named', (_, pins, [name, wanted, found]) =>
  expect(pinned(pins)).toMatchObject({
    status: 'hazard',
    scenario: 'environment',
    detail: says(name, wanted, found),
    subjects: [`environment: ${name}`],
  }),
)

const built = (torchBuild: NonNullable<typeof record.environment.torchBuild>) => ({
  ...record,
  environment: { ...record.environment, torchBuild },
})
const CHOSEN = { build: 'cpu', why: 'no GPU is used', version: '2.13.0+cu130', hash: null } as const

test('a build for CUDA holds where its CPU build was chosen to stand in', () =>
  expect(pinned({ torch: '2.13.0+cu130' }, built(CHOSEN))).toMatchObject({ status: 'pass' }))

test.each([
  ['another version was pinned', CHOSEN, '2.12.0+cu130'],
  ['the choice was for another pin', { ...CHOSEN, version: '2.13.0+cu126' }, '2.13.0+cu130'],
  ['the pinned one was to be installed', { ...CHOSEN, build: 'pinned' as const }, '2.13.0+cu130'],
  ['another release is installed', { ...CHOSEN, version: '2.12.0+cu130' }, '2.12.0+cu130'],
])('but not where %s', (_, choice, torch) =>
  expect(pinned({ torch }, built(choice))).toMatchObject({ status: 'hazard' }),
)

test('all that differ are counted, beside those that do not', () =>
  expect(pinned({ lightning: '1.0', torch: '2.13.0', numpy: '1.0' })).toMatchObject({
    status: 'hazard',
    detail: `${says('lightning', '1.0', '2.6.6')}, and 1 more`,
    subjects: ['environment: lightning', 'environment: numpy'],
  }))

test('nothing pinned is nothing measured', () => {
  for (const pins of [null, {}])
    expect(pinned(pins)).toMatchObject({ status: 'not-measured', scenario: '' })
})

test('a pin that is not met comes after all that fails', () => {
  const pins = {
    manager: 'uv' as const,
    source: 'uv.lock',
    text: '',
    pins: { ...NONE, numpy: '1.0' },
  }
  expect(evaluate(record, [], pins).at(-1)?.id).toBe('pins-are-installed')
})

test('a distribution is found however it spells its name', () => {
  const copy = structuredClone(record)
  for (const each of copy.environment.packages) each.name = each.name.toUpperCase()
  expect(pinned({ lightning: '2.6.6' }, copy)?.status).toBe('pass')
})

/** What is installed where a manager pins a version of numpy. */
const rebuilt = (manager: Pins['manager'], wanted: string, installed: string) => {
  const copy = structuredClone(record)
  for (const each of copy.environment.packages) if (each.name === 'numpy') each.version = installed
  return pinned({ numpy: wanted }, copy, manager)?.status
}

test.each(['conda', 'pixi'] as const)(
  'to %s a post-release is a rebuild of the version',
  manager => {
    expect(rebuilt(manager, '2.3.1', '2.3.1.post300')).toBe('pass')
    expect(rebuilt(manager, '2.3.1', '2.3.2.post300')).toBe('hazard')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1.post300')).toBe('pass')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1.post301')).toBe('hazard')
    expect(rebuilt(manager, '2.3.1.post300', '2.3.1')).toBe('hazard')
  },
)

test('to others a post-release is another version', () => {
  for (const manager of ['uv', 'pip'] as const)
    expect(rebuilt(manager, '2.3.1', '2.3.1.post300')).toBe('hazard')
})
