import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { canonical, rootDigest, withDigest } from '../../src/baseline/canonical.ts'
import { intact } from '../../src/baseline/files.ts'
import { propose } from '../../src/baseline/pending.ts'
import { reasonProblem } from '../../src/baseline/reason.ts'
import { judge } from '../../src/judge/judge.ts'
import {
  type Baseline,
  baselineSchema,
  type Pending,
  pendingSchema,
} from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { baselineOf, placesOf, plan, put, WIDE } from '../../support/judging.ts'
import { goodRecord, hash } from '../../support/record.ts'

/** What is proposed, accepted, written, read and compared is one and the same. */

const PLANS = [
  plan({ plain: { runs: 2 }, unseeded: { differs: { seed_everything: false } } }),
  plan({ wide: { differs: WIDE }, lone: { differs: { num_devices: 3, num_workers: 0 } } }),
]
const text = fc.string({ minLength: 1, unit: 'grapheme' })
const record: fc.Arbitrary<ProbeRecord> = fc
  .record({ suite: fc.constantFrom(...PLANS), python: text, version: text, at: fc.nat() })
  .map(({ suite, python, version, at }) => {
    const good = goodRecord(suite)
    const places = placesOf(good, /./)
    const place = places[at % places.length]
    const made = place ? put(good, place, { digest: hash(`${at}`) }) : good
    const packages = [{ name: 'torch', version, imported: true }]
    return { ...made, environment: { ...made.environment, python, packages } }
  })
const reason = text.filter(value => reasonProblem(value) === null)
const pending = record.map(each => propose(each, 'cpu-x2', 'new', [], null))
const baseline = fc
  .tuple(pending, reason, text)
  .map(([each, why, author]) => approve(each, { reason: why, author, violations: [] }))

const parse = (json: string) => JSON.parse(json) as unknown

test('a baseline that is read has the text that was written', () => {
  fc.assert(
    fc.property(baseline, each => {
      expect(canonical(baselineSchema.parse(parse(canonical(each))))).toBe(canonical(each))
    }),
  )
})

test('so has a pending one', () => {
  fc.assert(
    fc.property(pending, each => {
      expect(canonical(pendingSchema.parse(parse(canonical(each))))).toBe(canonical(each))
    }),
  )
})

test('what was written is intact when it is read', () => {
  fc.assert(
    fc.property(baseline, each => {
      expect(intact(baselineSchema.parse(parse(canonical(each))), 'file')).toEqual(each)
    }),
  )
})

test('a record matches the baseline that was accepted of it', () => {
  fc.assert(
    fc.property(record, each => {
      const known = baselineOf(each)
      const { drift, added, notCompared, changedPackages } = judge({
        record: each,
        baseline: known,
        pins: null,
      })
      expect([drift, added, notCompared, changedPackages].flat()).toEqual([])
    }),
  )
})

test('what is accepted keeps all that was measured', () => {
  fc.assert(
    fc.property(pending, each => {
      const { channels, packages, scenarios, environment } = approve(each, {
        reason: 'r',
        author: 'a',
        violations: [],
      })
      expect({ channels, packages, scenarios, environment }).toEqual({
        channels: each.channels,
        packages: each.packages,
        scenarios: each.scenarios,
        environment: each.environment,
      })
    }),
  )
})

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, next: () => number): unknown {
  if (Array.isArray(value)) return value.map(item => shuffled(item, next))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => ({
    entry: [key, shuffled(item, next)] as const,
    place: next(),
  }))
  return Object.fromEntries(entries.sort((a, b) => a.place - b.place).map(({ entry }) => entry))
}

test('neither text nor digest depends on the order of keys, at any depth', () => {
  fc.assert(
    fc.property(baseline, fc.infiniteStream(fc.nat()), (each, places) => {
      const other = shuffled(each, () => places.next().value) as Baseline
      expect(canonical(other)).toBe(canonical(each))
      expect(rootDigest(other)).toBe(each.digest)
    }),
  )
})

describe('tampering', () => {
  type Path = (string | number)[]
  const [one] = PLANS
  const known = baselineOf(goodRecord(one))
  const leaves = (value: unknown, path: Path = []): Path[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]))
      : [path]
  const paths = leaves(known)

  function tampered(path: Path, change: (old: unknown) => unknown): Baseline {
    const copy = structuredClone(known)
    let at = copy as unknown as Record<string, unknown>
    for (const key of path.slice(0, -1)) at = at[key] as typeof at
    const last = path.at(-1) ?? ''
    at[last] = change(at[last])
    return copy
  }

  test('with any value breaks the digest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), path => {
        const other = tampered(path, old => (typeof old === 'number' ? old + 1 : `${old}0`))
        expect(() => intact(other, 'file')).toThrow('file was edited by hand')
      }),
    )
  })

  test('with any character of a text breaks the digest', () => {
    const texts = paths.filter(path => path.at(-1) !== 'kind')
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), (path, index) => {
        const flip = (old: string) => {
          const at = index % old.length
          return `${old.slice(0, at)}${old[at] === '0' ? '1' : '0'}${old.slice(at + 1)}`
        }
        const other = tampered(path, old => (typeof old === 'string' && old ? flip(old) : 'x'))
        expect(() => intact(other, 'file')).toThrow(/edited by hand: its checksum differs/)
      }),
    )
  })

  test('is mended by sealing anew, which is what accepting does', () => {
    const other = { ...known, reason: 'another' } satisfies Baseline | Pending
    expect(intact(withDigest(other), 'file').digest).not.toBe(known.digest)
  })
})

test('one changed digest anywhere is drift, there', () => {
  const good = goodRecord(PLANS[0])
  const known = baselineOf(good)
  const any = fc.constantFrom(...Object.keys(known.channels))
  fc.assert(
    fc.property(any, fc.nat(), (name, index) => {
      const channels = structuredClone(known.channels)
      const epochs = channels[name]?.epochs ?? []
      const epoch = index % epochs.length
      epochs[epoch] = '0'.repeat(16)
      const other = { ...known, channels }
      const { verdict, drift } = judge({
        record: good,
        baseline: other,
        pins: null,
      })
      expect(verdict).toBe('drift')
      expect(drift.map(({ channels, first }) => [channels, first.epoch])).toEqual([[[name], epoch]])
    }),
  )
})
