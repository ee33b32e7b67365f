import type { Outcome } from './delta.ts'

/**
 * The first of a row of versions that fails, where the one before the row passes and the last of it fails.
 * What cannot be tried is left out; those that then may be the first as well are `open`.
 */
export async function firstFailing(
  versions: readonly string[],
  test: (version: string) => Promise<Outcome>,
): Promise<{ version: string; open: string[] }> {
  const skipped = new Set<number>()
  let low = -1
  let high = versions.length - 1
  for (;;) {
    const left = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index)
    const untried = left.filter(index => !skipped.has(index))
    const middle = untried[Math.floor(untried.length / 2)]
    if (middle === undefined)
      return {
        version: versions[high] ?? '',
        open: left.map(index => versions[index] ?? ''),
      }
    const outcome = await test(versions[middle] ?? '')
    if (outcome === 'pass') low = middle
    else if (outcome === 'fail') high = middle
    else skipped.add(middle)
  }
}
