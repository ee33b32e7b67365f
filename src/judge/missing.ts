import type { ProbeRecord, Run } from '../probe/schema.ts'
import type { Scenario } from '../probe/suite.ts'
import { expectedChannels, parseChannel, type Span, spanOf } from './channels.ts'

/**
 * What the suite calls for and the record lacks, or has without being asked, one sentence each. A
 * check that measured nothing must not pass, so this comes before anything is compared.
 */
export function missing(record: ProbeRecord): string[] {
  const { suite, runs } = record
  const known = new Set<Run>()
  const gaps = suite.scenarios.flatMap(scenario =>
    [...Array(scenario.runs).keys()].flatMap(number => {
      const run = runs.find(each => each.scenario === scenario.id && each.run === number)
      if (!run) return [`${scenario.id}: run ${number + 1} of ${scenario.runs} is absent`]
      known.add(run)
      return gapsOf(run, scenario, record).map(gap => `${nameOf(run)}: ${gap}`)
    }),
  )
  const strange = runs.filter(run => !known.has(run))
  return [...gaps, ...strange.map(run => `${nameOf(run)} is not in the suite`)]
}

const nameOf = ({ scenario, run }: Run) => `${scenario}, run ${run + 1}`

function gapsOf(run: Run, scenario: Scenario, { suite, environment }: ProbeRecord): string[] {
  const span = spanOf(scenario, suite)
  const expected = expectedChannels(scenario, span, environment.accelerator)
  const absent = [...expected].flatMap(([name, wanted]) => {
    const found = asked(run.channels[name] ?? [], wanted, span)
    if (!run.channels[name]) return [`channel ${name} is absent`]
    if (found.join() === wanted.join()) return []
    return [`channel ${name} has epochs ${found.join(', ')}, expected ${wanted.join(', ')}`]
  })
  const unknown = Object.keys(run.channels).filter(name => !parseChannel(`${run.scenario}/${name}`))
  const epochs = asked(run.partition, span.epochs, span)
  const covered = epochs.join() === span.epochs.join()
  return [
    ...absent,
    ...unknown.map(name => `channel ${name} is not known`),
    ...(covered
      ? []
      : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]),
  ]
}

/** The epochs, without the one that may be there or not. */
const asked = (found: readonly { epoch: number }[], wanted: number[], { torn }: Span) =>
  found.map(({ epoch }) => epoch).filter(epoch => epoch !== torn?.epoch || wanted.includes(epoch))
