import * as core from '@actions/core'

/**
 * Foreign text as lines that the runner prints and never obeys. It takes a line that begins with
 * `::` as a command, and `##[` wherever in a line it stands.
 */
export function inert(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(line => `| ${line.replaceAll('##[', '## [')}`)
    .join('\n')
}

/** A line for the log. */
export const say = (message: string) => core.info(inert(message))
