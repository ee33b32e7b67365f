import { hidden, hide } from '../lib/secrets.ts'
import type { Baseline } from '../model/baseline.ts'
import type { Handed } from '../model/handed.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Report } from '../model/report.ts'
import { type Training, type WrittenTraining, written } from '../model/training.ts'

/** What is published, without the secrets of the environment that it was found in. */

/** Words of ours, and what somebody else is to find again: digests, commits, files, names of streams. */
const OURS = new Set(
  `verdict comparedWith id status check violations channels subjects added digest commit file class
  scenarios head trail epochs closeness cells moments changed unchanged`.split(/\s+/),
)

export const cleanReport = (report: Report): Report => hidden(report, OURS)

/** What pages show of a record: of its runs, numbers alone. */
export const cleanRecord = (record: ProbeRecord): ProbeRecord => ({
  ...record,
  suite: hidden(record.suite, OURS),
  environment: hidden(record.environment, new Set()),
})

/** What was observed stays as it is; how the training was called is told without secrets. */
export function cleanTraining(training: Training): WrittenTraining {
  const { command, settings, runs, ...rest } = written(training)
  return {
    ...rest,
    command: command.map(hide),
    settings: hidden(settings, new Set()),
    runs: runs.map(run => ({ ...run, sources: hidden(run.sources, new Set()) })),
  }
}

export const cleanBaseline = (baseline: Baseline): Baseline => hidden(baseline, OURS)

/** A record for its file, with that of the base where somebody else is to judge it. */
export const recordText = ({ base, trainings, ...record }: Handed): string =>
  `${JSON.stringify({
    ...toKeep(record),
    ...(base ? { base: { ...base, record: base.record && toKeep(base.record) } } : {}),
    ...(trainings ? { trainings: { ...trainings, runs: trainings.runs.map(cleanHanded) } } : {}),
  })}\n`

type HandedTraining = NonNullable<Handed['trainings']>['runs'][number]

const cleanHanded = ({ now, before, ...words }: HandedTraining) => ({
  ...hidden(words, new Set(['plan'])),
  now: now && cleanTraining(now),
  before: before && before !== 'same' ? cleanTraining(before) : before,
})

/** What was measured stays as it is, and where it lay is told without secrets. */
function toKeep(record: ProbeRecord): ProbeRecord {
  const { environment } = record
  const { framework } = environment
  const file = hide(framework.file)
  const variables = environment.variables.map(each => ({
    ...each,
    value: each.value && hide(each.value),
  }))
  return {
    ...record,
    environment: { ...environment, variables, framework: { ...framework, file } },
  }
}
