import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { judge } from '../../src/judge/judge.ts'
import { ExpectedError } from '../../src/lib/errors.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { Scenario } from '../../src/model/suite.ts'
import { type Outcome, reportFailure } from '../../src/pipeline/report.ts'
import { withTrainings } from '../../src/report/trainings.ts'
import { alter, epoch, goodRecord } from '../record.ts'
import { adopted, reported as reportOf } from './reported.ts'
import { TRAININGS } from './trainings.ts'

/** Ten situations in which somebody reads a report. Records are made up; the judge and the reports are real. */

export interface Situation extends Outcome {
  /** `A bump repeats augmentation`. */
  title: string
  record: ProbeRecord | null
}

const with_ = (record: ProbeRecord, versions: Record<string, string>): ProbeRecord => ({
  ...record,
  environment: {
    ...record.environment,
    framework: {
      ...record.environment.framework,
      version: versions.lightning ?? record.environment.framework.version,
    },
    packages: record.environment.packages.map(each => ({
      ...each,
      version: versions[each.name] ?? each.version,
    })),
  },
})

/** In the scenarios that a condition picks. */
const where = (
  record: ProbeRecord,
  applies: (scenario: Scenario) => boolean,
  streams: RegExp,
  change: Parameters<typeof alter>[3],
) =>
  record.suite.scenarios
    .filter(applies)
    .reduce<ProbeRecord>((made, { id }) => alter(made, id, streams, change), record)

const seededWorkers = ({ parameters: p }: Scenario) =>
  p.seed_everything && p.seed_workers && p.num_workers > 0

const good = goodRecord()
/** Since Lightning 2.5.3 an epoch after a resume starts with an earlier order. */
const resuming = alter(good, 'resumed', /order/, (_, name) => epoch(`first ${name}`, 1))
/** Lightning 2.6.0: torch in workers draws the same in each epoch, whatever the seed. */
const repeating = where(
  where(resuming, seededWorkers, /worker\d\/(torch|python)/, (e, name) =>
    epoch(`mixed ${name} ${e.digest}`, e.epoch, e.draws),
  ),
  scenario => seededWorkers(scenario) && !scenario.parameters.persistent_workers,
  /worker\d\/torch/,
  (e, name) => ({
    ...epoch(`fixed ${name}`, 0, e.draws),
    epoch: e.epoch,
  }),
)
/** A NumPy that draws something else in workers. */
const otherNumpy = where(
  resuming,
  ({ parameters: p }) => p.seed_everything && p.num_workers > 0,
  /worker\d\/numpy/,
  e => epoch(`other ${e.digest}`, e.epoch, e.draws),
)
const NOW = { lightning: '2.6.6' }

const reported = (record: ProbeRecord, references: Parameters<typeof reportOf>[1]) => ({
  ...reportOf(record, references),
  record,
})

function accepted(record: ProbeRecord, before: Baseline): Baseline {
  const { checks } = judge({ record, baseline: before, pins: null })
  const pending = propose(record, 'cpu-x2', 'drift', checks, before)
  const violations = pending.violations.map(({ check }) => check)
  return approve(pending, {
    reason: '2.5.0 draws as its notes say',
    author: 'Dana',
    violations,
    shrink: true,
  })
}

const unstable = () => {
  const again = with_(resuming, NOW)
  return {
    ...again,
    runs: again.runs.map(run =>
      run.scenario === 'seeded' && run.run === 1
        ? {
            ...run,
            channels: {
              ...run.channels,
              'rank0/worker0/numpy': (run.channels['rank0/worker0/numpy'] ?? []).map(e =>
                epoch(`again ${e.digest}`, e.epoch, e.draws),
              ),
            },
          }
        : run,
    ),
  }
}

const LOG = `Collecting lightning==2.6.99
ERROR: Could not find a version that satisfies the requirement lightning==2.6.99
ERROR: No matching distribution found for lightning==2.6.99`

/** Made once each: a gallery and its test look at all of them. */
export function situations(): Record<string, Situation> {
  const { numpy = '' } = Object.fromEntries(
    good.environment.packages.map(({ name, version }) => [name, version]),
  )
  const current = with_(resuming, NOW)
  const bumped = with_(otherNumpy, { ...NOW, numpy: '2.5.0' })
  const known = adopted(current)
  const before = reported(current, { base: current })
  return {
    match: {
      title: 'Nothing changes',
      ...reported(with_(good, { lightning: '2.5.2', numpy: '2.5.0' }), {
        base: with_(good, { lightning: '2.5.2', numpy }),
      }),
    },
    'known-issue': {
      title: 'A known bug is on both sides',
      ...reported(with_(resuming, NOW), { base: with_(resuming, { lightning: '2.6.5' }) }),
    },
    drift: {
      title: 'A bump gives other results',
      ...reported(bumped, { base: current }),
    },
    violation: {
      title: 'A bump repeats augmentation',
      ...reported(with_(repeating, { lightning: '2.6.0' }), { base: current }),
    },
    fixed: {
      title: 'A bump fixes a known bug',
      ...reported(current, { base: with_(repeating, { lightning: '2.6.0' }) }),
    },
    accepted: {
      title: 'Somebody has accepted a change',
      ...reported(bumped, { baseline: accepted(bumped, known), replaces: known }),
    },
    unstable: {
      title: 'Two runs with one seed differ',
      ...reported(unstable(), { base: current }),
    },
    error: {
      title: 'The environment cannot be installed',
      ...reportFailure(
        new ExpectedError('pip found no lightning 2.6.99; the newest release is 2.6.6', {
          detail: LOG,
        }),
        'standard',
        {},
        String,
      ),
      record: null,
    },
    'no-baseline': {
      title: 'There is nothing to compare with',
      ...reported(with_(good, { lightning: '2.5.2' }), {}),
    },
    training: {
      title: 'Your own training computes other values',
      ...before,
      report: withTrainings(before.report, [TRAININGS.drift]),
    },
  }
}
