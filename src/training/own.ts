/** Names of the user's own generators, where several have one: `Noise.rng`, `Noise.rng~2`. */

export type Moves = Readonly<Record<string, readonly [string | null, string]>>

const baseOf = (name: string) => name.replace(/~\d+$/, '')

/**
 * Follows generators by their states, through the fetches of one process in their order: a name that several share says
 * nothing of which is which, since the search for them may find another first. The state that a generator goes on from is
 * the one that it had.
 */
export function followed(fetches: readonly Moves[]): Moves[] {
  const shared = new Set(
    fetches.flatMap(moves =>
      Object.keys(moves)
        .filter(name => /~\d+$/.test(name))
        .map(baseOf),
    ),
  )
  const states = new Map<string, string[]>()
  return fetches.map(moves => {
    const found: Record<string, readonly [string | null, string]> = {}
    for (const [name, move] of Object.entries(moves)) {
      const base = baseOf(name)
      found[shared.has(base) ? nameOf(base, move, states) : name] = move
    }
    return found
  })
}

function nameOf(
  base: string,
  [before, after]: readonly [string | null, string],
  states: Map<string, string[]>,
): string {
  const known = states.get(base) ?? []
  const at = before === null ? -1 : known.indexOf(before)
  const number = at >= 0 ? at : known.length
  known[number] = after
  states.set(base, known)
  return number === 0 ? base : `${base}~${number + 1}`
}
