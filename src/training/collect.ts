import { parseValue } from '../lib/json.ts'
import type { Collection, Training, TrainingPlan, TrainingRun } from '../model/training.ts'
import { type TrainingSettings, trainingSchema } from '../model/training.ts'
import { channelsOf, lossOf } from './channels.ts'
import { compact } from './compact.ts'
import type { RankFile, Raw } from './files.ts'
import { contentsAgain, passesOf, type RankReadings } from './passes.ts'
import { type LineOf, linesOf } from './raw.ts'
import { readingsOf } from './readings.ts'
import { OBSERVER, type TrainingMode } from './settings.ts'

/** From the lines of all processes to what the command did. */

type Fit = TrainingRun['fits'][number]
type Rank = Fit['ranks'][number]

const MOST_COLLECTIONS = 500
const MOST_SOURCES = 100

/** What is looked at in runs of these modes is what was read, not what was computed. */
const WITHOUT_CHANNELS: readonly TrainingMode[] = ['identity', 'explained']

/** The lines must be whole: see `mustBeWhole`. */
export function collect({ ranks }: Raw, mode: TrainingMode): TrainingRun {
  const fits = Map.groupBy(ranks, ({ fit }) => fit)
  const first = [...fits.values()].flatMap(files => files.slice(0, 1))
  const ends = first.flatMap(({ lines }) => linesOf(lines, 'end'))
  const sum = (numbers: readonly number[]) =>
    Math.round(1e6 * numbers.reduce((total, each) => total + each, 0)) / 1e6
  return {
    mode,
    seconds: sum(ends.map(({ seconds }) => seconds)),
    observing: sum([...ends.map(({ observing }) => observing), ...first.flatMap(secondsOfWorkers)]),
    fits: [...fits.values()].map(files => fitOf(files, mode)),
    sources: summed(ranks.flatMap(sourcesOf)).slice(0, MOST_SOURCES),
  }
}

/** Each fetch says what its process has spent until then. */
const secondsOfWorkers = ({ workers }: RankFile): number[] =>
  workers.map(lines => linesOf(lines, 'fetch').at(-1)?.seconds ?? 0)

function fitOf(files: readonly RankFile[], mode: TrainingMode): Fit {
  const read: RankReadings[] = files.map(file => ({ rank: file.rank, readings: readingsOf(file) }))
  const undigested: Record<string, number> = {}
  for (const { lines } of files)
    for (const end of linesOf(lines, 'end'))
      for (const [name, times] of Object.entries(end.undigested))
        undigested[name] = (undigested[name] ?? 0) + times
  return {
    ranks: files.map((file, at) => rankOf(file, read[at]?.readings ?? [], mode)),
    passes: passesOf(read, mode),
    contents: contentsAgain(read),
    undigested,
  }
}

function rankOf(file: RankFile, readings: RankReadings['readings'], mode: TrainingMode): Rank {
  const end = linesOf(file.lines, 'end').at(-1)
  const bare = WITHOUT_CHANNELS.includes(mode)
  return {
    rank: file.rank,
    batches: end?.batches ?? 0,
    steps: end?.steps ?? 0,
    ...(bare ? { channels: {}, starts: {}, drawn: [] } : channelsOf(file, readings)),
    losses: linesOf(file.lines, 'loss').map(line => lossOf(line).join(' ').slice(0, 400)),
    collections: bare
      ? []
      : linesOf(file.lines, 'tensors').slice(0, MOST_COLLECTIONS).map(collectionOf),
  }
}

const collectionOf = ({
  part,
  at,
  moment,
  digest,
  sketch,
  tensors,
}: LineOf<'tensors'>): Collection => ({
  part,
  at,
  moment,
  digest,
  sketch,
  tensors: Object.entries(tensors).map(
    ([name, [, , digest]]) => `${name.slice(0, 390)}:${digest.slice(0, 8)}`,
  ),
})

const sourcesOf = ({ rank, lines, workers }: RankFile): TrainingRun['sources'] =>
  [lines, ...workers].flatMap(each =>
    linesOf(each, 'source').map(({ what, where, worker, times }) => ({
      what,
      where,
      rank,
      worker,
      times,
    })),
  )

/** A line of code in one process is one source, however often it was met. */
const summed = (sources: TrainingRun['sources']): TrainingRun['sources'] =>
  [...Map.groupBy(sources, ({ times: _, ...place }) => JSON.stringify(place)).values()].flatMap(
    ([first, ...others]) =>
      first ? { ...first, times: others.reduce((sum, { times }) => sum + times, first.times) } : [],
  )

/** What surrounds the training, as its first rank that was seen says it. */
export const settingsOf = ({ ranks }: Raw): TrainingSettings | null =>
  linesOf(ranks[0]?.lines ?? [], 'setup')[0]?.settings ?? null

interface Taken {
  run: TrainingRun
  settings: TrainingSettings
}

/** The record of a training: all of its runs. `packages` are the distributions of its environment. */
export function trainingOf(
  plan: TrainingPlan,
  packages: Readonly<Record<string, string>>,
  observed: readonly Taken[],
): Training {
  const [first] = observed
  if (!first) throw new TypeError('a training has one run or more')
  const { settings } = first
  const { framework, torch, numpy } = settings
  const known = { [framework.name]: framework.version, torch, ...(numpy ? { numpy } : {}) }
  const training: Training = {
    schemaVersion: 1,
    kind: 'training',
    name: plan.name,
    observer: OBSERVER,
    command: [...plan.run],
    steps: plan.steps,
    settings,
    packages: { ...known, ...packages },
    runs: compact(observed.map(({ run }) => run)),
  }
  return parseValue(trainingSchema, training, `the record of ${plan.name}`, 'probe')
}
