import { type Channel, parseChannel } from '../model/channels.ts'
import { FAILED, functionOf, isState } from '../model/draws.ts'
import type { Story } from '../model/report.ts'
import { code, type Sentence, say, words } from './sentence.ts'

const MOST = 20

/** What the streams that moved say of functions: whose values a training can no longer count on. */
export function functionsOf(stories: readonly Story[]): Sentence[] {
  const draws = stories.flatMap(story => {
    const [channel] = story.channels.flatMap(name => parseChannel(name) ?? [])
    return channel?.draw ? [{ channel, lacks: isLacking(story) }] : []
  })
  const states = draws.filter(({ channel }) => isState(channel))
  const others = draws.filter(({ channel }) => !isState(channel))
  const named = (lacks: boolean) =>
    names(others.filter(draw => draw.lacks === lacks).map(({ channel }) => channel))
  return [
    ...states.map(
      ({ channel }) =>
        say`After ${code('seed_everything()')} the generator of ${channel.library ?? ''} is in another state, so all that it draws differs.`,
    ),
    ...sentence(named(false), 'draws other values.', 'draw other values.'),
    ...sentence(
      named(true),
      'is not there, or takes other arguments.',
      'are not there, or take other arguments.',
    ),
  ]
}

/** The probe writes `nan` where a function cannot be called. */
const isLacking = ({ actual }: Story) => actual === 'nan' || FAILED.startsWith(actual)

const names = (channels: Channel[]) => [...new Set(channels.map(functionOf))]

function sentence(functions: string[], one: string, many: string): Sentence[] {
  if (functions.length === 0) return []
  const more = functions.length - MOST
  const shown = functions
    .slice(0, MOST)
    .flatMap((name, index) => [
      ...(index === 0 ? [] : [words(index === functions.length - 1 ? ' and ' : ', ')]),
      code(name),
    ])
  const rest = more > 0 ? ` and ${more} more` : ''
  return [[...shown, words(`${rest} ${functions.length === 1 ? one : many}`)]]
}
