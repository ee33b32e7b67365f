import type { Scenario } from '../src/model/suite.ts'
import { type Bench, runSuite, single, warmOnly } from './probe.ts'
import { type Row, ratios, row } from './row.ts'

/** How the time grows with the ranks of one run. */
export const ranks = (bench: Bench): Promise<Row[]> =>
  grow(bench, 'ranks', 3, [1, 2, 4, 8], count => [single('ranks', { num_devices: count })])

/** How the time grows with the runs, all of two ranks: the standard suite's, over and over. */
export function scenarios(bench: Bench): Promise<Row[]> {
  const independent = warmOnly.scenarios.filter(({ resumes }) => resumes === null)
  return grow(bench, 'scenarios', 2, [1, 4, 12, 24, 48], count =>
    Array.from({ length: Math.ceil(count / independent.length) }, (_, round) =>
      independent.map(each => ({ ...each, id: `${each.id}-${round}`, runs: 1 })),
    )
      .flat()
      .slice(0, count),
  )
}

async function grow(
  bench: Bench,
  name: string,
  rounds: number,
  counts: number[],
  plan: (count: number) => Scenario[],
): Promise<Row[]> {
  const seconds = new Map(counts.map(count => [count, [] as number[]]))
  for (let round = 0; round < (bench.quick ? 1 : rounds); round++) {
    for (const count of counts) {
      const used = await runSuite(bench, { name, scenarios: plan(count) })
      seconds.get(count)?.push(used.seconds)
      bench.progress(`${name} ${count}: ${used.seconds.toFixed(2)} s`)
    }
  }
  const one = seconds.get(1) ?? []
  return counts.map(count => {
    const times = seconds.get(count) ?? []
    return count === 1
      ? row(`${name}-1`, `a suite with ${name} = 1`, times, 's')
      : row(`${name}-${count}`, `${name} = ${count} / ${name} = 1`, ratios(times, one), '×')
  })
}
