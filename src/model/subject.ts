/** What a check fails on: a part of the training in one scenario. */
export interface Subject {
  scenario: string
  /** `worker/torch` */
  part: string
}

const BETWEEN = ': '

/** As reports and baselines have it: `seeded: worker/torch`. */
export const formatSubject = ({ scenario, part }: Subject) => `${scenario}${BETWEEN}${part}`

/** A text without a scenario is a part of none. */
export function parseSubject(text: string): Subject {
  const at = text.indexOf(BETWEEN)
  return at === -1
    ? { scenario: '', part: text }
    : { scenario: text.slice(0, at), part: text.slice(at + BETWEEN.length) }
}
