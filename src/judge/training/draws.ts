import type { Fit, RankOfTraining } from '../../model/training.ts'
import type { Finding, Material, Relation } from './material.ts'
import { inEachFit, NOT_SEEDED, ONE_RANK, seeded, severalRanks, when } from './material.ts'
import { entriesOf } from './streams.ts'

/** Relations of generators: who draws the same values as somebody else. */

/** A generator at the first draw of one pass. */
interface Start {
  rank: number
  /** Null in the main process. */
  worker: number | null
  pass: string
  /** The channel without its rank. */
  name: string
  /** `torch`, `own:dataset.rng` */
  generator: string
  digest: string
}

function startsOf({ rank, starts }: RankOfTraining): Start[] {
  return Object.entries(starts).flatMap(([name, pairs]) => {
    const [, worker, generator] = IN_LOADER.exec(name) ?? []
    if (generator === undefined) return []
    return [...entriesOf(pairs)].map(([pass, digest]) => ({
      rank,
      worker: !worker ? null : Number(worker),
      pass,
      name,
      generator,
      digest,
    }))
  })
}

type Axis = 'ranks' | 'workers' | 'epochs'

/** What two places differ in. */
function axisOf(a: Start, b: Start): Axis {
  if (a.rank === b.rank && a.name === b.name) return 'epochs'
  return a.rank === b.rank ? 'workers' : 'ranks'
}

const placeInWords = ({ rank, worker, pass }: Start) =>
  `${worker === null ? 'the main process' : `worker ${worker}`} of rank ${rank} in pass ${pass}`

export const nameInWords = (generator: string) =>
  generator.startsWith('own:') ? generator.slice(4) : `the ${generator} generator`

/** Passes whose states after the first two fetches are equal begin alike, too, wherever they were seeded. */
const FETCHES = 2

function sequencesOf({ rank, channels }: RankOfTraining, generators: RegExp): Start[] {
  return Object.entries(channels).flatMap(([name, trail]) => {
    const [, worker, generator] = generators.exec(name) ?? []
    if (generator === undefined) return []
    const passes = Map.groupBy(entriesOf(trail), ([moment]) => moment.split('.')[0] ?? '')
    const begins = [...passes].filter(([, [first]], at, all) => {
      // A generator that stands still between two passes was not seeded there.
      return first?.[1] !== all[at - 1]?.[1].at(-1)?.[1]
    })
    return begins.map(([pass, entries]) => ({
      rank,
      worker: !worker ? null : Number(worker),
      pass,
      name,
      generator,
      digest: `then ${entries.slice(0, FETCHES).map(([, digest]) => digest)}`,
    }))
  })
}

const IN_LOADER = /^(?:loader\d+\/)?(?:worker(\d+)|loader)\/(.+)$/
const IN_STEPS = /^main\/()(?!own:)(.+)$/

/** Starts that are equal to an earlier one, each with the nearest that it is equal to. */
function repeated(starts: readonly Start[]): [Start, Start, Axis][] {
  const groups = Map.groupBy(starts, ({ generator, digest }) => `${generator} ${digest}`)
  return [...groups.values()].flatMap(members => {
    const first = new Map<string, Start>()
    return members.flatMap((other): [Start, Start, Axis][] => {
      const keys = [`${other.rank} ${other.name}`, `${other.rank}`, '']
      const one = keys.flatMap(key => first.get(key) ?? [])[0]
      for (const key of keys) if (!first.has(key)) first.set(key, other)
      return one ? [[one, other, axisOf(one, other)]] : []
    })
  })
}

const FIXES: Readonly<Record<Axis, string>> = {
  ranks:
    'Call seed_everything(seed, workers=True), which gives each worker of each rank its own seed.',
  workers: 'Remove the code that seeds all workers alike: PyTorch seeds them itself.',
  epochs:
    'Remove the code that seeds again in each epoch, or take a Lightning whose workers do not start over.',
}

const ofPair =
  (fix: (axis: Axis) => string) =>
  ([one, other, axis]: [Start, Start, Axis]): Finding => ({
    subject: `rank${other.rank}/${other.name} across ${axis}`,
    detail: `${nameInWords(other.generator)} is in the same state in ${placeInWords(one)} and in ${placeInWords(other)}`,
    fix: fix(axis),
  })

const isOwn = ({ generator }: Start) => generator.startsWith('own:')
const inMain = ({ worker }: Start) => worker === null

const startsIn = (fit: Fit) => [
  ...fit.ranks.flatMap(startsOf),
  ...fit.ranks.flatMap(rank => sequencesOf(rank, IN_LOADER)),
]

/** One generator for each of the others: a subject names the same pair in every run. */
const unique = (findings: Finding[]): Finding[] =>
  [...new Map(findings.toReversed().map(each => [each.subject, each])).values()].reverse()

/** Global generators. In the main process all ranks are seeded alike: that is a hazard of its own. */
export const globalDrawsDiffer: Relation = inEachFit(fit => {
  const steps = fit.ranks.flatMap(rank => sequencesOf(rank, IN_STEPS))
  return unique(
    [...repeated(startsIn(fit).filter(start => !isOwn(start))), ...repeated(steps)]
      .filter(([one, other, axis]) => !(axis === 'ranks' && (inMain(one) || inMain(other))))
      .map(ofPair(axis => FIXES[axis])),
  )
})

export const mainDrawsDiffer: Relation = when(
  severalRanks,
  ONE_RANK,
  inEachFit(fit =>
    unique(
      repeated(startsIn(fit).filter(start => !isOwn(start) && inMain(start)))
        .filter(([, , axis]) => axis === 'ranks')
        .map(
          ofPair(() => 'Use num_workers of 1 or more with seed_everything(seed, workers=True).'),
        ),
    ),
  ),
)

const OWN_FIX =
  'Seed it from torch.initial_seed() in worker_init_fn, which differs by rank, worker and epoch.'

export const ownDrawsDiffer: Relation = inEachFit(fit =>
  unique(
    repeated(
      startsIn(fit)
        .filter(isOwn)
        .filter(start => drawsOn(start, fit)),
    ).map(ofPair(() => OWN_FIX)),
  ),
)

/**
 * An iterable dataset may shuffle its shards alike everywhere before it takes its own: who draws in the first
 * fetch of a pass alone, and fetches more, does that.
 */
function drawsOn({ rank, name, worker }: Start, { ranks, passes }: Fit): boolean {
  if (!passes.some(({ iterable }) => iterable)) return true
  const channels = ranks.find(each => each.rank === rank)?.channels ?? {}
  const workers = Math.max(1, ...passes.map(pass => pass.workers))
  const moments = [...entriesOf(channels.samples ?? channels.batch ?? '').keys()]
  const fetched = moments.filter(
    moment => worker === null || Number(moment.split('.')[1]) % workers === worker,
  )
  const epochs = Map.groupBy(fetched, moment => moment.split('.')[0])
  const drawn = Map.groupBy(entriesOf(channels[name] ?? '').keys(), each => each.split('.')[0])
  const isFirstAlone = (epoch: string | undefined, those: string[]) =>
    those.length === 1 &&
    those[0] === epochs.get(epoch)?.[0] &&
    (epochs.get(epoch)?.length ?? 0) > 1
  return ![...drawn].every(([epoch, those]) => isFirstAlone(epoch, those))
}

export const isSeeded: Relation = (material: Material) =>
  seeded(material)
    ? []
    : [
        {
          subject: 'seed',
          detail: `${NOT_SEEDED}: every run draws other values`,
        },
      ]
