import * as core from '@actions/core'
import { hide } from '../../lib/secrets.ts'
import { printable } from '../../report/inert.ts'

/**
 * The only way to the log. The runner takes a line that begins with `::` as a command, and `##[` wherever
 * in a line it stands; a reader's terminal obeys more than that.
 */
const lines = (text: string) =>
  hide(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(line => printable(line).replaceAll('##[', '## ['))

/** Foreign text as lines that the runner prints and never obeys. */
export const inert = (text: string) =>
  lines(text)
    .map(line => `| ${line}`)
    .join('\n')

/** A line for the log. */
export const say = (message: string) => core.info(inert(message))

/** Where an annotation is shown besides. */
export interface Place {
  file: string
  startLine: number
  title: string
}

const at = (place: Place | undefined) =>
  place && { ...place, title: lines(place.title).join(' '), file: lines(place.file).join(' ') }

export const warn = (message: string, place?: Place) =>
  core.warning(lines(message).join('\n'), at(place))

export const fail = (message: string, place?: Place) =>
  core.error(lines(message).join('\n'), at(place))
