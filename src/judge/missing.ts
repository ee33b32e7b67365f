import { expectedChannels, parseChannel, type Span, spanOf } from '../model/channels.ts'
import { nameOfRun, type ProbeRecord, type Run } from '../model/record.ts'
import type { Scenario } from '../model/suite.ts'
import { epochsLoaded, firstStray, otherWorkers } from './assignment.ts'

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
      } else gaps.push(`${scenario.id}: run ${number + 1} of ${scenario.runs} is missing`)
    }
  if (gaps.length >= ENOUGH) return gaps
  const strange = runs.filter(run => !known.has(run))
  return [...gaps, ...strange.map(run => `${nameOfRun(run)} is not in the suite`)]
}

/** Nobody reads more, and a record can call for millions. */
const ENOUGH = 1000

function gapsOf(run: Run, scenario: Scenario, { suite, environment }: ProbeRecord): string[] {
  const span = spanOf(scenario, suite)
  const expected = expectedChannels(scenario, span, environment.accelerator)
  const assigned = { scenario, span, loading: run.loading }
  const fewer = otherWorkers(assigned)
  // Where batches do not go round, a check says so, and a worker may have had none in an epoch.
  const goRound = scenario.in_order && fewer.length === 0 && firstStray(assigned) === null
  const absent = [...expected].flatMap(([name, wanted]) => {
    const found = epochsOf(run.channels[name] ?? [], wanted, span)
    const loaded = goRound ? null : epochsLoaded(name, run.loading)
    const lacking = wanted.filter(epoch => loaded?.has(epoch) && !found.includes(epoch))
    if (loaded) return lacking.length ? [`channel ${name} lacks epochs ${lacking.join(', ')}`] : []
    if (!run.channels[name]) return [`channel ${name} is missing`]
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
  const untold = num_workers === 0 ? 0 : epochsWithoutWorkers(run, num_devices, span)
  return [
    ...fewer,
    ...absent,
    ...(untold
      ? [`it names no workers for ${untold} of ${span.epochs.length * num_devices} epochs`]
      : []),
    ...unknown.map(name => `channel ${name} is not known`),
    ...(covered
      ? []
      : [`the sampler's facts cover ${epochs.length} epochs of ${span.epochs.length}`]),
  ]
}

/** How many training epochs of all ranks there are of which the record does not tell who has loaded them. */
function epochsWithoutWorkers({ loading }: Run, ranks: number, { epochs }: Span): number {
  const told = loading.flatMap(({ rank, batches }) =>
    batches.filter(({ phase }) => phase === 'train').map(({ epoch }) => `${rank} ${epoch}`),
  )
  const all = [...Array(ranks).keys()].flatMap(rank => epochs.map(epoch => `${rank} ${epoch}`))
  return new Set(all).difference(new Set(told)).size
}

/** The epochs, without the one that may be there or not. */
const epochsOf = (found: readonly { epoch: number }[], wanted: number[], { torn }: Span) =>
  found.map(({ epoch }) => epoch).filter(epoch => epoch !== torn?.epoch || wanted.includes(epoch))
