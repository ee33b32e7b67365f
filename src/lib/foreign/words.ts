import type { Ended } from './run.ts'

const MOST = 5

/** What the reader is told of processes that a program had left running when it had ended by itself. */
export function aboutLeft(program: string, { status, cut, left, kept }: Ended): string[] {
  const byItself = status !== null && cut === null
  return [
    ...(byItself && left.length
      ? [`${program} left processes running; they are ended: ${list(left)}`]
      : []),
    ...(kept.length
      ? [`${program} left processes running that cannot be ended: ${list(kept)}`]
      : []),
  ]
}

function list(names: readonly string[]): string {
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : ''
  return `${names.slice(0, MOST).join(', ')}${more}`
}
