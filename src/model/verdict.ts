/** The six verdicts, most severe first. The most severe that applies is the verdict of a check. */
export const VERDICTS = [
  { name: 'error', exit: 2, title: 'Could not measure' },
  { name: 'unstable', exit: 4, title: 'Runs do not repeat' },
  { name: 'violation', exit: 3, title: 'Reproducibility is broken' },
  { name: 'drift', exit: 1, title: 'Random streams have changed' },
  { name: 'new', exit: 5, title: 'Not in a baseline yet' },
  { name: 'match', exit: 0, title: 'Nothing has changed' },
] as const

export type Verdict = (typeof VERDICTS)[number]['name']

/** The most severe of some verdicts; `match` of none. */
export const gravestVerdict = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS.find(({ name }) => verdicts.includes(name))?.name ?? 'match'

/** The process's exit status: 0 unless the verdict is on the list. `error` is always on it. */
export function exitCode(verdict: Verdict, failOn: readonly Verdict[]): number {
  const fails = verdict === 'error' || failOn.includes(verdict)
  return fails ? verdictRow(verdict).exit : 0
}

export const titleOf = (verdict: Verdict) => verdictRow(verdict).title

function verdictRow(verdict: Verdict): (typeof VERDICTS)[number] {
  const found = VERDICTS.find(row => row.name === verdict)
  if (!found) throw new TypeError(`${verdict} is not a verdict`)
  return found
}
