import { describe, expect, test } from 'vitest'
import { advise, type Case, surroundingsBetween } from '../../src/judge/advice.ts'
import { CHECKS } from '../../src/judge/checks.ts'
import type { CheckResult, PackageChange } from '../../src/model/report.ts'
import { plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** What a failing check tells its reader to do, by the versions at hand. */

const { environment } = goodRecord(plan({ plain: {} }))
const change = (name: string, from: string | null, to: string | null): PackageChange => ({
  name,
  from,
  to,
  imported: true,
  link: null,
})
const at = (versions: Record<string, string>, rest: Partial<Case> = {}): Case => ({
  environment: {
    ...environment,
    packages: Object.entries(versions).map(([name, version]) => ({
      name,
      version,
      imported: true,
    })),
  },
  changes: [],
  compared: 'baseline',
  surroundings: [],
  ...rest,
})
/** A change of Lightning from one version to another. */
const moved = (from: string | null, to: string) =>
  at({ lightning: to }, { changes: from === to ? [] : [change('lightning', from, to)] })

const EPOCHS = 'worker-streams-differ-across-epochs'
const RESUME = 'resume-continues-order'
const told = (id: string, parts: string[], where: Case, status: CheckResult['status'] = 'fail') => {
  const check = CHECKS.find(each => each.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  const advice = advise(check, status, parts, where)
  return { ...advice, all: `${advice.fix} ${advice.explanation}` }
}
const cause = (id: string) => CHECKS.find(each => each.id === id)?.cause ?? ''

describe('a known issue', () => {
  test.each([
    ['into it, back', '2.6.6', '2.6.0', 'Keep lightning 2.6.6, or take 2.6.1 or later.'],
    ['into it, on', '2.3.3', '2.6.0', 'Keep lightning 2.3.3, or take 2.6.1 or later.'],
    [
      'back from the release that fixes it',
      '2.6.1',
      '2.6.0',
      'Keep lightning 2.6.1, or take a later release.',
    ],
    ['within it', '2.4.0', '2.6.0', 'Take lightning 2.6.1 or later.'],
    ['that stays', '2.6.0', '2.6.0', 'Take lightning 2.6.1 or later.'],
  ])('the change goes %s', (_, from, to, expected) => {
    const { fix, explanation, link } = told(EPOCHS, ['worker/torch'], moved(from, to))
    expect(fix).toBe(expected)
    expect(explanation).toMatch(
      /^Known bug of lightning 2\.\d\.0: a worker draws the same torch values/,
    )
    expect(explanation).toMatch(
      /\(since 2\.4\.0, fixed in 2\.6\.1\)\. It matters if you .*of 1 or more\.$/,
    )
    expect(link).toEqual({
      text: 'source',
      address: 'https://github.com/Lightning-AI/pytorch-lightning/issues/20412',
    })
  })

  test('of a first run is left behind by a release that fixes it', () =>
    expect(told(EPOCHS, ['worker/torch'], at({ lightning: '2.5.0' }, { compared: null })).fix).toBe(
      'Take lightning 2.6.1 or later.',
    ))

  test('of two libraries is left behind by the release that fixes both', () => {
    const { all } = told(EPOCHS, ['worker/torch', 'worker/numpy'], moved(null, '2.4.0'))
    expect(all).toMatch(
      /^Take lightning 2\.6\.1 or later\. .*torch.*; a worker draws the same numpy/,
    )
    expect(all.match(/It matters if/g)).toHaveLength(1)
  })

  test('counts for the part that fails', () => {
    const { all } = told(EPOCHS, ['worker/numpy'], moved('2.5.0', '2.4.0'))
    expect(all).toMatch(/^Keep lightning 2\.5\.0, or take a later release\. .*numpy/)
    expect(all).not.toContain('torch')
  })

  test('that does not explain all of it says so', () =>
    expect(told(EPOCHS, ['worker/torch', 'worker/python'], moved('2.3.3', '2.6.0')).all).toMatch(
      new RegExp(`That does not explain worker/python\\. ${cause(EPOCHS)}$`),
    ))

  test('is none of a release that is free of it', () => {
    const { fix } = told(EPOCHS, ['worker/torch'], moved('2.6.1', '2.6.6'))
    expect(fix).not.toMatch(/2\.4\.0|2\.6\.0|or later/)
    expect(fix).toMatch(/^Keep lightning 2\.6\.1: no other package/)
  })

  test('that nothing fixes is not answered by an upgrade', () => {
    expect(told(RESUME, ['order'], moved('2.5.2', '2.5.5')).fix).toBe(
      'Keep lightning 2.5.2; no release since fixes it.',
    )
    const { fix, explanation } = told(RESUME, ['order'], moved('2.6.6', '2.6.6'))
    expect(fix).toBe('Stay at lightning 2.5.2 if it matters to you.')
    expect(explanation).toMatch(/^Known bug of lightning 2\.6\.6: the first epoch after a resume /)
  })

  test.each(['known', 'accepted'] as const)('that is %s is not to be accepted again', status =>
    expect(told(RESUME, ['order'], moved('2.6.6', '2.6.6'), status).fix).toBe(
      'Stay at lightning 2.5.2 if it matters to you.',
    ),
  )

  test('of a first run is adopted by the first baseline', () =>
    expect(told(RESUME, ['order'], at({ lightning: '2.6.6' }, { compared: null })).fix).toMatch(
      /Run lddpr init: it makes the first baseline and adopts this bug\.$/,
    ))

  test('that the probe cannot bring out counts where the change crosses it', () => {
    const id = 'main-streams-differ-unseeded'
    expect(told(id, ['main/torch'], moved('2.1.4', '2.2.0')).all).toMatch(
      /^Keep lightning 2\.1\.4; no release since .*takes 0, no longer a random one \(since 2\.2\.0,/,
    )
    expect(told(id, ['main/torch'], moved('2.2.0', '2.2.1')).all).not.toContain('takes 0')
    expect(told(id, ['main/torch'], moved('2.6.6', '2.6.6')).all).not.toContain('takes 0')
    const first = at({ lightning: '2.6.6' }, { compared: null })
    expect(told(id, ['main/torch'], first).all).not.toContain('takes 0')
  })

  test('is that of the Lightning that was trained with', () => {
    const both = { lightning: '2.6.6', 'pytorch-lightning': '2.5.5' }
    expect(told(EPOCHS, ['worker/torch'], at(both)).fix).not.toContain('2.6.1')
    const other = at(both)
    other.environment.framework = { ...environment.framework, name: 'pytorch-lightning' }
    expect(told(EPOCHS, ['worker/torch'], other).fix).toMatch(/^Take pytorch-lightning 2\.6\.1 /)
  })

  test('can be of torch', () =>
    expect(
      told('worker-streams-differ-across-workers', ['worker/numpy'], at({ torch: '1.8.1+cpu' }))
        .all,
    ).toMatch(/^Take torch 1\.9\.0 or later\. .*all workers draw the same numpy values/))
})

describe('without a known issue', () => {
  const ID = 'main-streams-agree'
  const two = [change('torch', '2.12.0', '2.13.0'), change('numpy', '2.4.5', '2.4.6')]
  const here = { lightning: '2.6.6', torch: '2.13.0', numpy: '2.4.6' }
  const fixOf = (rest: Partial<Case>, status?: CheckResult['status']) => {
    const { fix, explanation, link, unexplained } = told(ID, ['main/torch'], at(here, rest), status)
    expect(unexplained).toEqual(['main/torch'])
    expect(explanation).toBe(cause(ID))
    return { fix, link }
  }

  test('the one package that changed is held back, and its maintainers hear of it', () => {
    expect(fixOf({ changes: two.slice(0, 1) })).toEqual({
      fix: 'Keep torch 2.12.0: no other package that the training imports changed.',
      link: { text: 'report it to torch', address: 'https://github.com/pytorch/pytorch/issues' },
    })
    expect(fixOf({ changes: [change('odd', '1', '2')] }).link).toBeNull()
  })
  test.each([
    ['has come', change('odd', null, '2'), 'Leave out odd 2'],
    [
      'is imported now',
      { ...change('odd', '2', '2'), use: 'newly imported' as const },
      'Leave out odd 2',
    ],
    ['has gone', change('odd', '1', null), 'Keep odd'],
    [
      'is imported no more',
      { ...change('odd', '1', '2'), use: 'no longer imported' as const },
      'Keep odd',
    ],
  ])('a package that %s', (_, each, begins) =>
    expect(fixOf({ changes: [each] }).fix.startsWith(`${begins}: no other`)).toBe(true),
  )

  test('of several packages bisect finds the one', () =>
    expect(fixOf({ changes: two })).toEqual({
      fix: 'Hold this change back: torch and numpy changed together. lddpr bisect finds the one that causes it.',
      link: null,
    }))
  test('of many packages some are named', () => {
    const changes = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => change(name, '1', '2'))
    expect(fixOf({ changes }).fix).toContain('a, b, c, d and 2 more changed together')
  })
  test('what else differs is named', () => {
    const idle = { ...change('click', '1', '2'), imported: false }
    const range = { ...change('click', '1', '1'), imported: false, range: { from: '<2', to: '<3' } }
    expect(fixOf({ surroundings: ['CUDA (12 → 13)'], changes: [idle] }).fix).toBe(
      `No package that the training imports changed. These did: CUDA (12 → 13); other packages (click).`,
    )
    expect(fixOf({ changes: [range] }).fix).toMatch(/Look at what else can differ: variables/)
    expect(fixOf({}).fix).toMatch(/Look at what else can differ: variables/)
  })
  test('a first run is told how to find out', () =>
    expect(fixOf({ compared: null })).toEqual({
      fix: 'Compare with the base commit to see whether this change causes it.',
      link: {
        text: 'report it to lightning',
        address: 'https://github.com/Lightning-AI/pytorch-lightning/issues',
      },
    }))
  test('what was there before is not blamed on the change', () => {
    expect(fixOf({ changes: two, compared: 'base' }, 'known').fix).toBe(
      'This change did not cause it.',
    )
    expect(fixOf({ changes: two }, 'accepted').fix).toBe('The baseline accepts it.')
  })
  test('pins have a remedy of their own', () =>
    expect(told('pins-are-installed', ['lightning'], at(here, { changes: two })).fix).toMatch(
      /^Install from the lock/,
    ))
})

test('no advice blames code of the user, where ours ran', () => {
  for (const { cause, remedy, hazard } of CHECKS)
    expect(`${cause} ${hazard ? '' : remedy}`).not.toMatch(
      /\bcall |your|worker_init_fn|seed_everything/i,
    )
})

test('what differs besides packages is told with both sides', () => {
  expect(surroundingsBetween(undefined, environment)).toEqual([])
  expect(surroundingsBetween(environment, environment)).toEqual([])
  const other = { ...environment, threads: 4, cuda: '13.0', cpuCapability: 'AVX512' }
  expect(surroundingsBetween(environment, other)).toEqual([
    'CUDA (none → 13.0)',
    "the CPU's instructions (AVX2 → AVX512)",
    'the number of threads (1 → 4)',
  ])
  expect(surroundingsBetween(other, environment)[0]).toBe('CUDA (13.0 → none)')
  const gpu = { driver: '570.1', nccl: '2.28.9', cudnn: '91400', hip: null, devices: [] }
  const updated = { ...environment, gpu: { ...gpu, driver: '580.2' } }
  expect(surroundingsBetween({ ...environment, gpu }, updated)).toEqual([
    'the driver of the GPU (570.1 → 580.2)',
  ])
  expect(surroundingsBetween(environment, updated)).toEqual([])
})
