/**
 * Delta debugging: A. Zeller and R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
 * Transactions on Software Engineering 28(2), 2002, https://doi.org/10.1109/32.988498.
 *
 * `pass` is how it was without any of the changes, `fail` how it is with all of them; what is neither,
 * since it cannot be built or differs in another way, is `unresolved` and blames nothing.
 */
export type Outcome = 'pass' | 'fail' | 'unresolved'

/** Asked for the same changes twice, it should know the answer. */
export type Test<T> = (changes: readonly T[]) => Promise<Outcome>

/**
 * `dd`: two sets of changes, one within the other, of which the smaller passes and the larger fails, as
 * near to each other as can be. It takes ⌈log₂ n⌉ tests where one change alone is to blame and every test
 * is resolved. Before, no change must pass and all must fail.
 */
export async function isolate<T>(
  changes: readonly T[],
  test: Test<T>,
): Promise<{ passing: T[]; failing: T[] }> {
  let passing: T[] = []
  let failing = [...changes]
  let parts = 2
  for (;;) {
    const between = without(failing, passing)
    if (between.length < 2) return { passing, failing }
    const next = await closer(passing, failing, split(between, parts), test)
    if (next) {
      parts = next.restart ? 2 : Math.max(parts - 1, 2)
      ;({ passing, failing } = next)
    } else if (parts < between.length) parts = Math.min(2 * parts, between.length)
    else return { passing, failing }
  }
}

/** One of the two sets moved towards the other by a part of what is between them. */
async function closer<T>(
  passing: T[],
  failing: T[],
  parts: T[][],
  test: Test<T>,
): Promise<{ passing: T[]; failing: T[]; restart: boolean } | null> {
  for (const part of parts) {
    const more = [...passing, ...part]
    const outcome = await test(more)
    if (outcome === 'fail') return { passing, failing: more, restart: true }
    // With two parts, each is the complement of the other: the larger step.
    if (outcome === 'pass') return { passing: more, failing, restart: parts.length === 2 }
  }
  for (const part of parts) {
    const less = without(failing, part)
    const outcome = await test(less)
    if (outcome === 'pass') return { passing: less, failing, restart: true }
    if (outcome === 'fail') return { passing, failing: less, restart: false }
  }
  return null
}

/** `ddmin`: a set of changes that fails and of which none can be left out. All of them must fail. */
export async function minimise<T>(changes: readonly T[], test: Test<T>): Promise<T[]> {
  let failing = [...changes]
  let parts = 2
  while (failing.length > 1) {
    const chunks = split(failing, parts)
    const smaller =
      (await findFailing(chunks, test)) ??
      (parts > 2
        ? await findFailing(
            chunks.map(chunk => without(failing, chunk)),
            test,
          )
        : null)
    if (smaller) {
      parts = smaller.length <= Math.ceil(failing.length / parts) ? 2 : Math.max(parts - 1, 2)
      failing = smaller
    } else if (parts < failing.length) parts = Math.min(2 * parts, failing.length)
    else break
  }
  return failing
}

async function findFailing<T>(sets: T[][], test: Test<T>): Promise<T[] | null> {
  for (const set of sets) if ((await test(set)) === 'fail') return set
  return null
}

function split<T>(items: readonly T[], parts: number): T[][] {
  const at = (part: number) => Math.floor((part * items.length) / parts)
  return Array.from({ length: parts }, (_, part) => items.slice(at(part), at(part + 1))).filter(
    part => part.length > 0,
  )
}

const without = <T>(items: readonly T[], others: readonly T[]) =>
  items.filter(item => !others.includes(item))

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
