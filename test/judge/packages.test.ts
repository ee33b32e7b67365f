import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { baselineOf, fresh, type Place, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Which packages changed, and what is known of such a change. */

const good = goodRecord(plan({ plain: { runs: 2 } }))
const baseline = baselineOf(good)
const on = (record: typeof good, known: typeof baseline | null = baseline) =>
  judge({ record, baseline: known, pins: null })
const worker: Place = { scenario: 'plain', name: 'rank1/worker1/torch', epoch: 1 }

describe('packages', () => {
  const upgraded = structuredClone(good)
  const upgrade = (name: string, version: string) => {
    const found = upgraded.environment.packages.find(each => each.name === name)
    if (found) found.version = version
  }
  upgrade('lightning', '2.6.0')
  upgrade('pip', '99')
  upgraded.environment.python = '3.12.0'

  test('that the probe imported and Python itself are told when they change', () =>
    expect(on(upgraded).changedPackages).toEqual([
      {
        name: 'lightning',
        from: '2.6.6',
        to: '2.6.0',
        imported: true,
        link: 'https://github.com/Lightning-AI/pytorch-lightning/releases/tag/2.6.0',
      },
      {
        name: 'python',
        from: '3.11.7',
        to: '3.12.0',
        imported: true,
        link: 'https://docs.python.org/release/3.12.0/whatsnew/changelog.html',
      },
    ]))
  test('are told of no change without a baseline', () =>
    expect(on(upgraded, null).changedPackages).toEqual([]))
  test('that are the same are not told of', () => expect(on(good).changedPackages).toEqual([]))

  test('and the streams that moved suggest a known change', () => {
    const both = ['python', 'torch'].reduce(
      (record, library) =>
        put(record, { ...worker, name: `rank1/worker1/${library}` }, fresh(library)),
      upgraded,
    )
    expect(on(both).candidates.map(each => each.id)).toEqual(['lightning-2.6.1-seed-mixing'])
    expect(on(put(upgraded, worker, fresh('x'))).candidates).toEqual([])
    expect(on(upgraded).candidates).toEqual([])
  })
})

test('what moved in resumed trainings alone suggests a change of resuming', () => {
  const differs = { max_epochs: 3 }
  const resuming = goodRecord(
    plan({
      whole: { differs },
      cut: { differs, max_steps: 2 },
      resumed: { differs, resumes: 'cut' },
    }),
  )
  const version = (record: typeof good, to: string) => {
    const copy = structuredClone(record)
    for (const each of copy.environment.packages) if (each.name === 'lightning') each.version = to
    return copy
  }
  const known = baselineOf(version(resuming, '2.5.2'))
  const later = (...scenarios: string[]) =>
    on(
      scenarios.reduce(
        (record, scenario) => put(record, { scenario, name: 'rank0/order', epoch: 2 }, fresh('x')),
        version(resuming, '2.5.5'),
      ),
      known,
    ).candidates.map(({ id }) => id)
  expect(later('resumed')).toEqual(['lightning-2.5.3-order-after-resume'])
  expect(later('whole', 'resumed')).toEqual([])
})
