import { type Channel, parseChannel } from '../model/channels.ts'
import { FAILED, functionOf, isState } from '../model/draws.ts'
import type { Story } from '../model/report.ts'
import { code, type Sentence, say, words } from './sentence.ts'

/** Functions that a sentence names, and rows of a library that a table shows one by one. */
const MOST_NAMES = 40
const MOST_ROWS = 4

/** What a story tells of a function; null if it is of another stream. */
function drawOf({ channels, actual }: Story) {
  const [channel] = channels.flatMap(name => parseChannel(name) ?? [])
  return channel?.draw ? { channel, lacks: isLacking(actual) } : null
}

/** The probe writes `nan` where a function cannot be called; a baseline has only the digest of that. */
const isLacking = (actual: string) =>
  actual === 'nan' || (actual.length >= 8 && FAILED.startsWith(actual))

/** What the streams that moved say of functions: whose values a training can no longer count on. */
export function functionsOf(stories: readonly Story[]): Sentence[] {
  const draws = stories.flatMap(story => drawOf(story) ?? [])
  const states = draws.filter(({ channel }) => isState(channel))
  const others = draws.filter(({ channel }) => !isState(channel))
  const libraries = (lacks: boolean) => {
    const channels = others.filter(draw => draw.lacks === lacks).map(({ channel }) => channel)
    return [...Map.groupBy(channels, ({ library }) => library).values()]
  }
  return [
    ...states.map(
      ({ channel }) =>
        say`After ${code('seed_everything()')} the generator of ${channel.library ?? ''} is in another state, so all that it draws differs.`,
    ),
    ...libraries(false).map(sentence('draws other values.', 'draw other values.')),
    ...libraries(true).map(
      sentence(
        'is not there, or takes other arguments.',
        'are not there, or take other arguments.',
      ),
    ),
  ]
}

const sentence = (one: string, many: string) => (channels: Channel[]) => {
  const functions = [...new Set(channels.map(functionOf))]
  const more = functions.length - MOST_NAMES
  const last = functions.length - 1
  const named = functions
    .slice(0, MOST_NAMES)
    .flatMap((name, index) => [
      ...(index === 0 ? [] : [words(index === last ? ' and ' : ', ')]),
      code(name),
    ])
  return [...named, words(`${more > 0 ? ` and ${more} more` : ''} ${last === 0 ? one : many}`)]
}

/** The stories that share a row of a table: where many functions of a library moved, sentences name them. */
export function rowsOf(stories: readonly Story[]): Story[][] {
  const libraryOf = (story: Story) => drawOf(story)?.channel.library
  const count = Map.groupBy(stories, libraryOf)
  const isMany = (story: Story) =>
    libraryOf(story) && (count.get(libraryOf(story))?.length ?? 0) > MOST_ROWS
  return [...Map.groupBy(stories, story => (isMany(story) ? libraryOf(story) : story)).values()]
}
