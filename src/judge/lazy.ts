import { parseChannel } from '../model/channels.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Comparison } from '../model/report.ts'

/**
 * The scenarios that have to run again, of a record in which each has run once: a scenario that equals its reference
 * in every channel needs no second run, for the reference is one. What resumes another takes that along.
 */
export function toRepeat(record: ProbeRecord, comparison: Comparison | null): Set<string> {
  const all = record.suite.scenarios
  if (!comparison) return new Set(all.map(({ id }) => id))
  const { stories, added, notCompared } = comparison
  const measured = new Set(
    record.runs.flatMap(({ scenario, channels }) =>
      Object.keys(channels).map(name => `${scenario}/${name}`),
    ),
  )
  const excluded = notCompared.flatMap(each => each.channels).filter(each => measured.has(each))
  const unlike = [...stories.flatMap(({ channels }) => channels), ...added, ...excluded]
  const wanted = new Set(unlike.flatMap(each => parseChannel(each)?.scenario ?? []))
  for (const { id, resumes } of all.toReversed())
    if (resumes !== null && wanted.has(id)) wanted.add(resumes)
  return wanted
}
