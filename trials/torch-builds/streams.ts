import { isDeepStrictEqual } from 'node:util'
import type { ProbeRecord } from '../../src/model/record.ts'

type Runs = Pick<ProbeRecord, 'runs' | 'suite'>

/**
 * How many streams two records have, and those that only one has or that differ in some epoch. What nobody has seeded is another
 * each time.
 */
export function difference(one: Runs, other: Runs): { streams: number; differing: string[] } {
  const [mine, theirs] = [one, other].map(byName)
  const names = new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])
  const differing = [...names].filter(
    name => !isDeepStrictEqual(mine?.get(name), theirs?.get(name)),
  )
  return { streams: names.size, differing }
}

function byName({ runs, suite }: Runs) {
  const seeded = suite.scenarios.filter(({ parameters }) => parameters.seed_everything)
  const ids = new Set(seeded.map(({ id }) => id))
  return new Map(
    runs
      .filter(({ run, scenario }) => run === 0 && ids.has(scenario))
      .flatMap(({ scenario, channels }) =>
        Object.entries(channels).map(([name, epochs]) => [`${scenario}/${name}`, epochs] as const),
      ),
  )
}
