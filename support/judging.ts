import { approve } from '../src/baseline/accept.ts'
import { propose } from '../src/baseline/pending.ts'
import { evaluate } from '../src/judge/evaluate.ts'
import type { Accepted, Baseline } from '../src/model/baseline.ts'
import type { Epoch, ProbeRecord } from '../src/model/record.ts'
import type { CheckResult } from '../src/model/report.ts'
import type { Parameters, Scenario, Suite } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'
import { hash, withRuns } from './record.ts'

/** Small suites, places in their records, and what the judge says of them. */

export type Row = Partial<Omit<Scenario, 'id' | 'parameters'>> & { differs?: Partial<Parameters> }

/** A suite of scenarios that are the probe's default but for what is named. */
export function plan(rows: Record<string, Row>): Suite {
  const [base] = suite('quick', 2).scenarios
  if (!base) throw new Error('the quick suite has no scenario')
  const scenarios = Object.entries(rows).map(([id, { differs, ...row }]) => ({
    ...base,
    runs: 1,
    ...row,
    id,
    parameters: { ...base.parameters, ...differs },
  }))
  return { name: 'test', scenarios }
}

/** More than two of everything, so that a pair is not all there is. */
export const WIDE = { num_devices: 3, num_workers: 3, batch_size: 2 }

/** One channel in one epoch. */
export interface Place {
  scenario: string
  name: string
  epoch: number
}

/** The places of a record whose channels match, in the order of the record. */
export function placesOf(record: ProbeRecord, pattern: RegExp): Place[] {
  return record.runs
    .filter(({ run }) => run === 0)
    .flatMap(({ scenario, channels }) =>
      Object.entries(channels)
        .filter(([name]) => pattern.test(name))
        .flatMap(([name, epochs]) => epochs.map(({ epoch }) => ({ scenario, name, epoch }))),
    )
}

export function at(record: ProbeRecord, { scenario, name, epoch }: Place, number = 0): Epoch {
  const run = record.runs.find(each => each.scenario === scenario && each.run === number)
  const found = run?.channels[name]?.find(each => each.epoch === epoch)
  if (!found) throw new Error(`${scenario}/${name} has no epoch ${epoch}`)
  return found
}

/** The record with other content in one place: in every run of its scenario, or in one. */
export function put(
  record: ProbeRecord,
  place: Place,
  content: Partial<Epoch>,
  only?: number,
): ProbeRecord {
  return withRuns(record, run => {
    if (run.scenario !== place.scenario || (only !== undefined && only !== run.run)) return run
    const wanted = at(record, place, run.run)
    const epochs = run.channels[place.name]?.map(each =>
      each === wanted ? { ...each, ...content } : each,
    )
    return { ...run, channels: { ...run.channels, [place.name]: epochs ?? [] } }
  })
}

/** What makes two streams the same to the judge. */
export const stream = ({ digest, head }: Epoch) => ({ digest, head })

/** A stream that no other is like. */
export const fresh = (text: string) => ({
  digest: hash(`fresh ${text}`),
  head: [0, 1, 2, 3].map(draw => `0x1.${hash(`fresh ${text} ${draw}`, 6)}p-1`),
})

/** An epoch of so many values a step, with every running digest. */
export function streamOf(values: string[], perStep: number, epoch = 0): Epoch {
  const steps = Math.ceil(values.length / perStep)
  const until = (step: number) => hash(values.slice(0, (step + 1) * perStep).join())
  return {
    epoch,
    draws: values.length,
    digest: until(steps - 1),
    startsOver: null,
    head: values.slice(0, 8),
    trail: [...Array(steps).keys()].map(step => `${step}:${until(step).slice(0, 8)}`).join(' '),
  }
}

export const checksOf = (record: ProbeRecord, accepted: Accepted[] = []): CheckResult[] =>
  evaluate(record, accepted, null)

export function check(record: ProbeRecord, id: string, accepted: Accepted[] = []): CheckResult {
  const found = checksOf(record, accepted).find(each => each.id === id)
  if (!found) throw new Error(`there is no check ${id}`)
  return found
}

/** The checks that fail, with where they do first. */
export const failures = (record: ProbeRecord): Record<string, string> =>
  Object.fromEntries(
    checksOf(record)
      .filter(({ status }) => status === 'fail')
      .map(({ id, detail }) => [id, detail]),
  )

export const baselineOf = (record: ProbeRecord): Baseline =>
  approve(propose(record, 'cpu-x2', 'new', [], null), { reason: 'r', author: 'a', violations: [] })

/** The second place gets what the first has. */
export function copied(record: ProbeRecord, [from, to]: readonly [Place, Place]) {
  return failures(put(record, to, stream(at(record, from))))
}

/** All pairs of places that differ in what the pattern matches of their names, or in the epoch. */
export function couples(record: ProbeRecord, kind: RegExp, part: RegExp | 'epoch') {
  const rest = ({ name, epoch }: Place) =>
    part === 'epoch' ? name : `${name.replace(part, '')} ${epoch}`
  const places = placesOf(record, kind)
  return places.flatMap((a, index) =>
    places.slice(index + 1).flatMap(b => (rest(a) === rest(b) ? [[a, b] as const] : [])),
  )
}
