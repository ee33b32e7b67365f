import type * as core from '@actions/core'
import { reason } from '../../lib/json.ts'
import { hide } from '../../lib/secrets.ts'
import { printable } from '../../report/inert.ts'
import type { Clock } from '../client/retry.ts'
import type { Output } from './outputs.ts'

/** What is used of @actions/core. The entries hand it over, so that a test can hand over its own. */
export interface Core
  extends Pick<
    typeof core,
    'getInput' | 'setOutput' | 'info' | 'warning' | 'error' | 'startGroup' | 'endGroup'
  > {
  summary: { addRaw(text: string): { write(): Promise<unknown> } }
}

/** Where an annotation is shown besides the log. */
interface Place {
  file: string
  startLine: number
  title: string
}

/** The runner that has started a step: what it gives, and the only way to its log and its files. */
export interface Runner {
  env: NodeJS.ProcessEnv
  /** What time it is, where it is not the real one. */
  clock: Clock | undefined
  getInput(name: string): string
  say(message: string): void
  warn(message: string, place?: Place): void
  fail(message: string, place?: Place): void
  group<T>(name: string, work: () => Promise<T>): Promise<T>
  setOutputs(values: Partial<Record<Output, string>>): void
  writeSummary(text: string): Promise<void>
  /** A step of publishing; its failure is a warning. */
  attempt(what: string, work: () => void | Promise<void>): Promise<void>
}

export function runnerOf(core: Core, env: NodeJS.ProcessEnv, clock?: Clock): Runner {
  const warn = (message: string, place?: Place) =>
    core.warning(lines(message).join('\n'), inertPlace(place))
  return {
    env,
    clock,
    getInput: name => core.getInput(name),
    say: message => core.info(inert(message)),
    warn,
    fail: (message, place) => core.error(lines(message).join('\n'), inertPlace(place)),
    async group(name, work) {
      core.startGroup(name)
      try {
        return await work()
      } finally {
        core.endGroup()
      }
    },
    setOutputs(values) {
      for (const [name, value] of Object.entries(values)) core.setOutput(name, value)
    },
    async writeSummary(text) {
      await core.summary.addRaw(text).write()
    },
    async attempt(what, work) {
      try {
        await work()
      } catch (error) {
        warn(`${what} could not be written: ${reason(error)}`)
      }
    },
  }
}

/**
 * The runner takes a line that begins with `::` as a command, and `##[` wherever in a line it stands; a reader's
 * terminal obeys more than that.
 */
const lines = (text: string) =>
  hide(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(line => printable(line).replaceAll('##[', '## ['))

/** Foreign text as lines that the runner prints and never obeys. */
const inert = (text: string) =>
  lines(text)
    .map(line => `| ${line}`)
    .join('\n')

const inertPlace = (place: Place | undefined) =>
  place && { ...place, title: lines(place.title).join(' '), file: lines(place.file).join(' ') }
