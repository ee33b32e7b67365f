/** The name that somebody may have meant; null if none is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  const wanted = word.toLowerCase()
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  const [best] = names
    .map(name => ({ name, steps: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= limit || isPart(wanted, name.toLowerCase()))
    .sort((a, b) => a.steps - b.steps)
  return best?.name ?? null
}

const isPart = (one: string, other: string) =>
  one.length >= 3 && other.length >= 3 && (one.includes(other) || other.includes(one))

const MAX_LENGTH = 100

/** How many letters are put in, left out, changed, or changed over with the next. */
function distance(one: string, other: string): number {
  if (one.length > MAX_LENGTH || other.length > MAX_LENGTH) return MAX_LENGTH
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const change = (last[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1])
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, change, swap))
    }
    before = last
    last = row
  }
  return last[other.length] ?? 0
}
