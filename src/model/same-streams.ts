import type * as z from 'zod'

/**
 * Streams that equal others, as a baseline writes them. `"launcher/rank0": "= seeded/rank0"` stands for all streams
 * of the one that the other has too and that have no line of their own; `"cut/rank1/seeds": "= seeded/rank0"` for
 * one stream. Where what they name moves and they move alike, one line of the file does.
 */

type Streams<T> = Readonly<Record<string, T>>
type Rows = Readonly<Record<string, object>>

const PLACE = /^([a-z0-9-]+)\/(rank(\d+)(?:-\d+)?)$/
const NAME = /^([a-z0-9-]+\/rank\d+(?:-\d+)?)\/(.+)$/
const REFERENCE = /^= ([a-z0-9-]+\/rank\d+(?:-\d+)?)$/
const refersTo = (place: string) => `= ${place}`

/** The streams of one rank in one scenario, as texts by their part in the training. */
interface Place {
  place: string
  scenario: string
  rank: string
  number: number
  /** How much the scenario differs from the default. */
  distance: number
  texts: Map<string, string>
}

/** Each value once, where the scenario is plainest and the rank lowest: readers know those best. */
export function withReferences<T>(
  streams: Streams<T>,
  rows: Rows,
  print: (stream: T) => string,
): Record<string, T | string> {
  const places = placesOf(streams, rows, print)
  const models = modelsOf(places)
  const written = new Map<string, T | string>(Object.entries(streams))
  const known = new Map<string, string>()
  for (const { place, texts } of places) {
    const model = models.get(place)
    if (model) written.set(place, refersTo(model.place))
    for (const [part, text] of texts) {
      const name = `${place}/${part}`
      const same = known.get(`${part} ${text}`)
      if (same === undefined) known.set(`${part} ${text}`, place)
      else if (model?.texts.get(part) === text) written.delete(name)
      else written.set(name, refersTo(same))
    }
  }
  return Object.fromEntries(written)
}

function placesOf<T>(streams: Streams<T>, rows: Rows, print: (stream: T) => string): Place[] {
  const places = new Map<string, Place>()
  for (const [name, stream] of Object.entries(streams)) {
    const [, place = '', part = ''] = NAME.exec(name) ?? []
    const [, scenario = '', rank = '', number] = PLACE.exec(place) ?? []
    if (!part) continue
    const distance = Object.keys(rows[scenario] ?? {}).length
    const empty = { place, scenario, rank, number: Number(number), distance, texts: new Map() }
    const found = places.get(place) ?? empty
    found.texts.set(part, print(stream))
    places.set(place, found)
  }
  return [...places.values()].sort(
    (a, b) => a.distance - b.distance || compareText(a.scenario, b.scenario) || a.number - b.number,
  )
}

const compareText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)

/** For each place one that comes earlier and that it equals in most streams, if there is one. */
function modelsOf(places: readonly Place[]): Map<string, Place> {
  const models = new Map<string, Place>()
  const roots: Place[] = []
  for (const each of places) {
    const sameRank = roots.filter(({ rank }) => rank === each.rank)
    const sameScenario = roots.filter(({ scenario }) => scenario === each.scenario)
    const model =
      sameRank.find(other => isLike(each, other, 1 / 2)) ??
      sameScenario.find(other => isLike(each, other, 3 / 4))
    if (model) models.set(each.place, model)
    else roots.push(each)
  }
  return models
}

function isLike({ texts }: Place, model: Place, least: number): boolean {
  const shared = [...model.texts]
  const equal = shared.filter(([part, text]) => texts.get(part) === text)
  return shared.every(([part]) => texts.has(part)) && equal.length >= least * shared.length
}

/** More than any record has; a short file could stand for millions. */
const MOST = 100_000

/** What a file's streams are. A reference to nothing, or to another reference, is an issue of the schema. */
export function withoutReferences<T extends object>(
  written: Streams<T | string>,
  context: z.RefinementCtx,
): Record<string, T> {
  const streams = new Map<string, T>()
  const wrong = (name: string, message: string) => {
    context.addIssue({ code: 'custom', path: [name], message, input: written[name] })
    return Object.fromEntries(streams)
  }
  const isPlace = (name: string) => PLACE.test(name)
  const [places, own] = [true, false].map(wanted =>
    Object.entries(written).filter(([name]) => isPlace(name) === wanted),
  ) as [[string, T | string][], [string, T | string][]]
  for (const [name, value] of own) {
    const found = typeof value === 'string' ? streamOf(name, value, written) : value
    if (typeof found === 'string') return wrong(name, found)
    streams.set(name, found)
  }
  const byPlace = Map.groupBy([...streams], ([name]) => NAME.exec(name)?.[1] ?? '')
  for (const [name, value] of places) {
    const model = typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined
    if (model === undefined) return wrong(name, EXPECTED)
    if (Object.hasOwn(written, model)) return wrong(name, `expected ${model} ${OWN_VALUES}`)
    const members = byPlace.get(model)
    if (!members) return wrong(name, `expected streams of ${model} in this file, found none`)
    if (streams.size + members.length > MOST) return wrong(name, `expected at most ${MOST} streams`)
    for (const [stream, content] of members) {
      const here = `${name}${stream.slice(model.length)}`
      if (!streams.has(here)) streams.set(here, content)
    }
  }
  return Object.fromEntries(streams)
}

const EXPECTED = 'expected a reference such as = seeded/rank0'
const OWN_VALUES = 'to have values of its own, found another reference'

/** The stream that a reference is to, or what is wrong with it. */
function streamOf<T>(name: string, reference: string, written: Streams<T | string>): T | string {
  const place = REFERENCE.exec(reference)?.[1]
  const part = NAME.exec(name)?.[2]
  if (place === undefined || part === undefined) return EXPECTED
  const wanted = `${place}/${part}`
  const found = Object.hasOwn(written, wanted) ? written[wanted] : undefined
  if (found === undefined) return `expected ${wanted} in this file, found no such stream`
  return typeof found === 'string' ? `expected ${wanted} ${OWN_VALUES}` : found
}
