import { expect, test } from 'vitest'
import type { Accepted } from '../../src/model/baseline.ts'
import { check, type Place, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** What an accepted violation accepts: its subjects, of its check, and nothing else. */

const ID = 'worker-streams-do-not-repeat'
const good = goodRecord(plan({ plain: {}, other: { differs: { num_workers: 3 } } }))
const again = (record: typeof good, scenario: string, library: string, startsOver = 2) => {
  const place: Place = { scenario, name: `rank1/worker0/${library}`, epoch: 1 }
  return put(record, place, { startsOver })
}
const once = again(good, 'plain', 'torch')
const twice = again(once, 'other', 'numpy', 3)
const accept = (subjects: string[], id = ID): Accepted[] => [
  { check: id, subjects, reason: 'known', author: 'me' },
]
const first = 'rank1/worker0/torch · epoch 1 starts over at draw 2'
const second = 'rank1/worker0/numpy · epoch 1 starts over at draw 3'
const torch = 'plain: worker/torch'
const numpy = 'other: worker/numpy'

type Row = [string, typeof good, Accepted[], object]
const ROWS: Row[] = [
  [
    'nothing failing',
    good,
    [],
    { status: 'pass', detail: '', subjects: [], scenario: 'plain, other' },
  ],
  [
    'nothing failing, but something accepted',
    good,
    accept([torch]),
    { status: 'pass', detail: '', subjects: [] },
  ],
  [
    'one that is not accepted',
    once,
    [],
    { status: 'fail', detail: first, subjects: [torch], scenario: 'plain' },
  ],
  [
    'one that is',
    once,
    accept([torch]),
    {
      status: 'accepted',
      detail: `${first} (accepted: known)`,
      subjects: [torch],
      scenario: 'plain',
    },
  ],
  [
    'one of another scenario',
    once,
    accept(['other: worker/torch']),
    { status: 'fail', detail: first },
  ],
  [
    'one of another check',
    once,
    accept([torch], 'launcher-agrees'),
    { status: 'fail', detail: first },
  ],
  [
    'two of which none is accepted',
    twice,
    [],
    { status: 'fail', detail: `${first}, and 1 more`, subjects: [numpy, torch], scenario: 'plain' },
  ],
  [
    'two of which the first is',
    twice,
    accept([torch]),
    { status: 'fail', detail: `${second}, and 1 more`, scenario: 'other' },
  ],
  ['two of which the second is', twice, accept([numpy]), { status: 'fail', scenario: 'plain' }],
  [
    'two that are accepted together',
    twice,
    accept([torch, numpy]),
    {
      status: 'accepted',
      detail: `${first}, and 1 more (accepted: known)`,
      subjects: [numpy, torch],
    },
  ],
  [
    'two that are accepted one by one',
    twice,
    [...accept([numpy]), ...accept([torch])],
    { status: 'accepted' },
  ],
  ['the same twice', again(once, 'plain', 'torch', 5), [], { subjects: [torch] }],
]

test.each(ROWS)('%s', (_, record, accepted, found) =>
  expect(check(record, ID, accepted)).toMatchObject(found),
)

test('the reason is that of what was accepted', () => {
  const known = [...accept([numpy]), { ...accept([torch])[0], reason: 'another' } as Accepted]
  expect(check(once, ID, known).detail).toBe(`${first} (accepted: another)`)
})

test('a subject is named once, however many of its channels fail', () => {
  const rank0 = put(
    once,
    { scenario: 'plain', name: 'rank0/worker1/torch', epoch: 0 },
    { startsOver: 2 },
  )
  expect(check(rank0, ID).subjects).toEqual([torch])
  expect(check(rank0, ID).detail).toMatch(/, and 1 more$/)
})

test('a hazard cannot be accepted: it does not fail', () => {
  const record = goodRecord(plan({ blind: { differs: { seed_workers: false } } }))
  const id = 'worker-streams-agree-across-ranks'
  const hazard = check(record, id, accept(['blind: worker/torch'], id))
  expect(hazard).toMatchObject({ status: 'hazard', scenario: 'blind' })
  expect(hazard.subjects).toEqual(['numpy', 'python', 'torch'].map(each => `blind: worker/${each}`))
})
