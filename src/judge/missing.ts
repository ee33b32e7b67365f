import { expectedChannels, parseChannel, type Span, spanOf } from '../model/channels.ts'
import { nameOfRun, type ProbeRecord, type Run } from '../model/record.ts'
import type { Scenario } from '../model/suite.ts'
import { firstStray, otherWorkers } from './assignment.ts'

/**
 * What the suite calls for and the record lacks, or has without being asked, one sentence each. A
 * check that measured nothing must not pass, so this comes before anything is compared.
 */
export function missing(record: ProbeRecord): string[] {
  const { suite, runs } = record
  const known = new Set<Run>()
  const gaps: string[] = []
  for (const scenario of suite.scenarios)
    for (let number = 0; number < scenario.runs && gaps.length < ENOUGH; number++) {
      const run = runs.find(each => each.scenario === scenario.id && each.run === number)
      if (run) {
        known.add(run)
        for (const gap of gapsOf(run, scenario, record)) gaps.push(`${nameOfRun(run)}: ${gap}`)
      } else gaps.push(`${scenario.id}: run ${number + 1} of ${scenario.runs} is absent`)
    }
  if (gaps.length >= ENOUGH) return gaps
  const strange = runs.filter(run => !known.has(run))
  return [...gaps, ...strange.map(run => `${nameOfRun(run)} is not in the suite`)]
}

const WORKER = /\/(val\.)?worker\d/

/** Nobody reads more, and a record can call for millions. */
const ENOUGH = 1000

function gapsOf(run: Run, scenario: Scenario, { suite, environment }: ProbeRecord): string[] {
  const span = spanOf(scenario, suite)
  const expected = expectedChannels(scenario, span, environment.accelerator)
  const loaded = { scenario, span, loading: run.loading }
  const fewer = otherWorkers(loaded)
  // Where batches do not go round, a worker may have had none: a check says so.
  const goRound = scenario.in_order && fewer.length === 0 && firstStray(loaded) === null
  const absent = [...expected].flatMap(([name, wanted]) => {
    if (!goRound && WORKER.test(name)) return []
    const found = epochsOf(run.channels[name] ?? [], wanted, span)
    if (!run.channels[name]) return [`channel ${name} is absent`]
    if (found.join() === wanted.join()) return []
    return [`channel ${name} has epochs ${found.join(', ')}, expected ${wanted.join(', ')}`]
  })
  const { num_devices, num_workers } = scenario.parameters
  const unknown = Object.keys(run.channels).filter(name => {
    const channel = parseChannel(`${run.scenario}/${name}`)
    if (channel?.draw && !expected.has(name)) return true
    return !channel || channel.rank >= num_devices || (channel.worker ?? -1) >= num_workers
  })
  const epochs = epochsOf(run.partition, span.epochs, span)
  const covered = epochs.join() === span.epochs.join()
  return [
    ...fewer,
    ...absent,
    ...unknown.map(name => `channel ${name} is not known`),
    ...(covered
      ? []
      : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]),
  ]
}

/** The epochs, without the one that may be there or not. */
const epochsOf = (found: readonly { epoch: number }[], wanted: number[], { torn }: Span) =>
  found.map(({ epoch }) => epoch).filter(epoch => epoch !== torn?.epoch || wanted.includes(epoch))
