import {
  type Bench,
  countRuns,
  inTurn,
  runIsolated,
  runSuite,
  standard,
  warmOnly,
} from './probe.ts'
import { type Row, ratios, row } from './row.ts'

/** The whole suite against a single training: the three in turn, in an order that changes. */
export async function suites(bench: Bench): Promise<Row[]> {
  const works = {
    isolated: () => runIsolated(bench),
    warm: () => runSuite(bench, warmOnly, { compared: 'equal' }),
    whole: () => runSuite(bench, standard, { compared: 'equal' }),
    changed: () => runSuite(bench, standard, { compared: 'different' }),
    first: () => runSuite(bench, standard),
  }
  type Name = keyof typeof works
  const used = await inTurn(Object.keys(works) as Name[], bench.quick ? 2 : 7, async name => {
    const one = await works[name]()
    bench.progress(`${name} ${one.seconds.toFixed(2)} s`)
    return one
  })
  const times = (name: Name, key: 'seconds' | 'cpu') => used[name].map(each => each[key])
  const against = (name: Name, key: 'seconds' | 'cpu') =>
    ratios(times(name, key), times('isolated', key))
  const once = warmOnly.scenarios.reduce(
    (sum, { runs, parameters }) => sum + (parameters.seed_everything ? 1 : runs),
    0,
  )
  const runs = `standard suite, nothing differs: ${once} runs`
  return [
    row('suite-runs', 'runs of the standard suite', [countRuns(standard)], 'runs', { atLeast: 24 }),
    row('isolated', 'one training through Lightning’s launcher', times('isolated', 'seconds'), 's'),
    row('suite', `${runs} from warm parents / one training`, against('warm', 'seconds'), '×', {
      atMost: 1,
    }),
    row(
      'suite+launcher',
      `the same and one through Lightning’s launcher / one training`,
      against('whole', 'seconds'),
      '×',
      { atMost: 1.3 },
    ),
    row(
      'suite-changed',
      `all of it differs: ${countRuns(standard)} runs, one through Lightning’s launcher / one training`,
      against('changed', 'seconds'),
      '×',
      { atMost: 1.7 },
    ),
    row(
      'suite-first',
      `nothing to compare with: the same ${countRuns(standard)} runs / one training`,
      against('first', 'seconds'),
      '×',
    ),
    row('suite-cpu', `processor time, ${runs} / one training`, against('warm', 'cpu'), '×'),
  ]
}

/** All memory of all processes, what they share counted once. */
export async function memory(bench: Bench): Promise<Row[]> {
  const isolated: number[] = []
  const whole: number[] = []
  for (let round = 0; round < (bench.quick ? 1 : 2); round++) {
    isolated.push((await runIsolated(bench, true)).peak)
    whole.push((await runSuite(bench, standard, { sample: true })).peak)
    bench.progress(`peak ${whole.at(-1)?.toFixed(0)} MiB, one ${isolated.at(-1)?.toFixed(0)} MiB`)
  }
  return [
    row('memory-isolated', 'peak of one training, sum of PSS', isolated, 'MiB'),
    row('memory-suite', 'peak of the standard suite, sum of PSS', whole, 'MiB'),
    row('memory', 'peak of the suite / of one training', ratios(whole, isolated), '×'),
  ]
}
