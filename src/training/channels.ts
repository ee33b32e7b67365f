import { hash } from 'node:crypto'
import type { RankOfTraining } from '../model/training.ts'
import type { RankFile } from './files.ts'
import { followed, type Moves } from './own.ts'
import { type LineOf, linesOf } from './raw.ts'
import { placeOf, prefixOf, type Reading } from './readings.ts'

/** The channels of one rank: what was observed in one place, at each moment. */

type Trails = Map<string, string[]>

const DIGITS = 8
const short = (digest: string) => digest.slice(0, DIGITS)
const digestOf = (value: unknown) => hash('sha256', JSON.stringify(value)).slice(0, DIGITS)

function add(trails: Trails, name: string, moment: string, digest: string): void {
  const trail = trails.get(name) ?? []
  trail.push(`${moment}:${short(digest)}`)
  trails.set(name, trail)
}

/** By name, in causal order. A generator that nobody drew from has no channel. */
export function channelsOf(
  file: RankFile,
  readings: readonly Reading[],
): Pick<RankOfTraining, 'channels' | 'starts' | 'drawn'> {
  const trails: Trails = new Map()
  const [setup] = linesOf(file.lines, 'setup')
  const batches = linesOf(file.lines, 'batch')
  const losses = linesOf(file.lines, 'loss')
  const drawn = movedInMain(file)
  const first = batches[0]?.moment ?? '0.0'
  for (const name of drawn.libraries)
    add(trails, `states.setup/${name}`, first, setup?.states[name] ?? '')
  for (const name of drawn.libraries) {
    const state = batches[0]?.states[name]
    if (state) add(trails, `states.begin/${name}`, first, state)
  }
  for (const reading of readings)
    for (const { moment, fetch } of reading.fetches)
      if (fetch.indices) add(trails, `${prefixOf(reading)}order`, moment, digestOf(fetch.indices))
  const starts = addDraws(trails, readings)
  for (const name of drawn.own) {
    const state = batches[0]?.own[name]
    // Those draws tell what the main process has drawn for its first samples.
    const isLoaded = [...trails.keys()].some(each => each.endsWith(`loader/own:${name}`))
    if (state && !isLoaded) add(trails, `states.begin/own:${name}`, first, state)
  }
  for (const reading of readings)
    for (const { moment, fetch } of reading.fetches)
      add(trails, `${prefixOf(reading)}samples`, moment, samplesOf(fetch))
  for (const { moment, content } of batches) if (content) add(trails, 'batch', moment, content)
  for (const name of drawn.libraries)
    for (const { moment, states } of losses)
      if (states[name]) add(trails, `main/${name}`, moment, states[name])
  for (const name of drawn.own)
    for (const { moment, own } of losses)
      if (own[name]) add(trails, `main/own:${name}`, moment, own[name])
  for (const { moment, rates } of batches)
    if (rates.length) add(trails, 'rates', moment, digestOf(rates))
  for (const line of losses) add(trails, 'loss', line.moment, digestOf(lossOf(line)))
  addTensors(trails, linesOf(file.lines, 'tensors'))
  const channels = [...trails].map(([name, trail]) => [name, trail.join(' ')])
  return { channels: Object.fromEntries(channels), starts, drawn: drawnInSteps(batches, losses) }
}

const samplesOf = ({ samples, batch }: LineOf<'fetch'>) => (samples ? digestOf(samples) : batch)

/** What a step returned as its loss; what it logged, where the user's code steps itself. */
export const lossOf = ({ losses, logged }: LineOf<'loss'>): string[] =>
  losses?.length ? losses : Object.entries(logged).map(([name, value]) => `${name}=${value}`)

/** What is fetched for later steps is drawn between a step and the next one. */
function drawnInSteps(
  batches: readonly LineOf<'batch'>[],
  losses: readonly LineOf<'loss'>[],
): string[] {
  const begun = new Map(batches.map(line => [line.moment, line]))
  const moved = losses.flatMap(after => {
    const before = begun.get(after.moment)
    if (!before) return []
    const unlike = (key: 'states' | 'own') =>
      Object.keys(after[key]).filter(
        name => before[key][name] && before[key][name] !== after[key][name],
      )
    return [...unlike('states'), ...unlike('own').map(name => `own:${name}`)]
  })
  return [...new Set(moved)].sort()
}

/** Libraries and own generators of the main process whose state has moved since the setup. */
function movedInMain({ lines }: RankFile): { libraries: string[]; own: string[] } {
  const libraries = new Set<string>()
  const own = new Set<string>()
  const last: Record<string, string | null> = {}
  const lastOwn: Record<string, string> = {}
  const note = (
    moved: Set<string>,
    known: Record<string, string | null>,
    states: Readonly<Record<string, string | null>>,
  ) => {
    for (const [name, state] of Object.entries(states)) {
      if (state === null) continue
      if (known[name] && known[name] !== state) moved.add(name)
      known[name] = state
    }
  }
  for (const line of lines) {
    if ('states' in line) note(libraries, last, line.states)
    // Before the training begins their names are not settled.
    if (line.k === 'batch' || line.k === 'loss') note(own, lastOwn, line.own)
  }
  return { libraries: [...libraries].sort(), own: [...own].sort() }
}

/** The channels of generators that were drawn from while samples were made; gives the starts of their passes. */
function addDraws(trails: Trails, readings: readonly Reading[]): RankOfTraining['starts'] {
  const starts = new Map<string, string[]>()
  const found: { name: string; moment: string; after: string }[] = []
  for (const reading of readings) {
    const begun = new Set<string>()
    for (const { fetch, moment, own } of withOwn(reading)) {
      const libraries = Object.entries(fetch.after).map(
        ([name, after]) => [name, [fetch.before[name] ?? null, after]] as const,
      )
      const generators = Object.entries(own).map(([name, move]) => [`own:${name}`, move] as const)
      for (const [generator, [before, after]] of [...libraries, ...generators]) {
        if (after === null) continue
        const name = `${prefixOf(reading)}${placeOf(fetch)}/${generator}`
        found.push({ name, moment, after })
        if (begun.has(name)) continue
        begun.add(name)
        const start = `${reading.number}:${short(before ?? after)}`
        starts.set(name, [...(starts.get(name) ?? []), start])
      }
    }
  }
  found.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  for (const { name, moment, after } of found) add(trails, name, moment, after)
  const sorted = [...starts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  return Object.fromEntries(sorted.map(([name, pairs]) => [name, pairs.join(' ')]))
}

/** The fetches of a reading with the user's own generators that moved, by names that stay. */
function* withOwn(
  reading: Reading,
): Generator<{ fetch: LineOf<'fetch'>; moment: string; own: Moves }> {
  const places = Map.groupBy(reading.fetches, ({ fetch }) => placeOf(fetch))
  for (const fetches of places.values()) {
    const moves = followed(fetches.map(({ fetch }) => fetch.own))
    for (const [at, each] of fetches.entries()) yield { ...each, own: moves[at] ?? {} }
  }
}

/** In the order of their cause; what an optimizer did twice in a batch is one value. */
const PARTS = [/^gradients\./, /^weights$/, /^buffers$/, /^optimizer\./, /^copies\./]

function addTensors(trails: Trails, lines: readonly LineOf<'tensors'>[]): void {
  const place = (part: string) => PARTS.findIndex(pattern => pattern.test(part))
  const steps = lines.filter(({ at }) => at === 'step')
  const parts = [...new Set(steps.map(({ part }) => part))].sort((a, b) => place(a) - place(b))
  for (const part of parts) {
    const moments = Map.groupBy(
      steps.filter(line => line.part === part),
      ({ moment }) => moment ?? '',
    )
    for (const [moment, [first, ...others]] of moments) {
      if (!first || !moment) continue
      const all = [first, ...others].map(({ digest }) => digest)
      add(trails, part, moment, others.length ? digestOf(all) : first.digest)
    }
  }
}
