import { type CommentState, isNewer, isSameRun, readState } from './hidden-state.ts'

/** A comment's text, with what its hidden lines say. */
export interface Written {
  body: string
  state: CommentState
}

/** A comment of ours as GitHub lists it. */
export interface Seen extends Written {
  number: number
  /** Its name in GraphQL. */
  node: string
  url: string
}

export type Move =
  | { kind: 'create'; body: string }
  | { kind: 'update'; comment: Seen; body: string }
  | { kind: 'delete'; comment: Seen }
  | { kind: 'done'; comment: Seen | null }

/**
 * What is left to do until there is one comment, the newest. Of several the one that was created first
 * stays: no later one can ever take its place, so whoever deletes another one does no harm, whatever
 * happened since it looked. `overwritten` are texts that the one that stays has had: a newer one among
 * them was overwritten by somebody who had looked before it was written, and is put back.
 */
export function nextMove(
  mine: Written,
  seen: readonly Seen[],
  overwritten: readonly Written[],
  mayCreate: boolean,
): Move {
  const [stays, ...others] = [...seen].sort((a, b) => a.number - b.number)
  if (!stays)
    return mayCreate ? { kind: 'create', body: mine.body } : { kind: 'done', comment: null }
  const newest = [...seen, ...overwritten].reduce(newerOf, mine)
  if (isNewer(newest.state, stays.state))
    return { kind: 'update', comment: stays, body: newest.body }
  const [other] = others
  return other ? { kind: 'delete', comment: other } : { kind: 'done', comment: stays }
}

const newerOf = (a: Written, b: Written): Written => (isNewer(b.state, a.state) ? b : a)

/** A text as ours, if it is one of this id. */
export function parseComment(body: string | null | undefined, id: string): Written[] {
  const state = readState(body ?? '')
  return state?.id === id ? [{ body: body ?? '', state }] : []
}

/** Another job of the same run writes the same comment. */
export const isSibling = (mine: CommentState, other: CommentState) =>
  isSameRun(mine, other) && mine.text !== other.text
