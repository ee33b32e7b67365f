/** What somebody meant who has typed something else. */

/** A third of a short word, and two letters of any longer one, may be wrong. */
const mayDiffer = (word: string) => Math.min(2, Math.max(1, Math.floor(word.length / 3)))

/** The word of a list that is nearest to another one; null if none is near. */
export function nearest(word: string, words: readonly string[]): string | null {
  const plain = (text: string) => text.toLowerCase().replaceAll('_', '-')
  const [first] = words
    .map(each => ({ each, apart: editsBetween(plain(word), plain(each)) }))
    .filter(({ apart }) => apart <= mayDiffer(word))
    .sort((a, b) => a.apart - b.apart)
  return first?.each ?? null
}

/** `; did you mean 'suite'?`, or nothing. */
export function didYouMean(word: string, words: readonly string[], quote = "'"): string {
  const meant = nearest(word, words)
  return meant === null ? '' : `; did you mean ${quote}${meant}${quote}?`
}

const LONGEST = 60

/** Letters to put in, leave out, replace or exchange with their neighbour. */
function editsBetween(one: string, other: string): number {
  if (one.length > LONGEST || Math.abs(one.length - other.length) > 2) return Number.MAX_VALUE
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const [above = [], before = []] = [rows[i - 1], rows[i - 2]]
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const ways = [
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + Number(!isSame),
      ]
      row.push(Math.min(...ways, isSwapped && j > 1 ? (before[j - 2] ?? 0) + 1 : Number.MAX_VALUE))
    }
    rows.push(row)
  }
  return rows[one.length]?.[other.length] ?? 0
}
