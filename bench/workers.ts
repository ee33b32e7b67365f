import { DEFAULT_PARAMETERS } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'
import { type Bench, runSuite } from './probe.ts'
import { type Row, ratios, row } from './row.ts'

const METHODS = ['fork', 'forkserver', 'spawn'] as const
const MOST = 2.5

/** The quick suite, whatever way DataLoader workers start: the three in turn. */
export async function workers(bench: Bench): Promise<Row[]> {
  const quick = suite('quick', DEFAULT_PARAMETERS.num_devices)
  const seconds = new Map(METHODS.map(method => [method, [] as number[]]))
  for (let round = 0; round < (bench.quick ? 1 : 5); round++) {
    for (const method of round % 2 ? METHODS.toReversed() : METHODS) {
      const first = `import multiprocessing\nmultiprocessing.set_start_method('${method}', force=True)\n`
      const used = await runSuite(bench, quick, { first })
      seconds.get(method)?.push(used.seconds)
      bench.progress(`workers by ${method}: ${used.seconds.toFixed(2)} s`)
    }
  }
  const forked = seconds.get('fork') ?? []
  return METHODS.map(method => {
    const times = seconds.get(method) ?? []
    return method === 'fork'
      ? row('workers-fork', 'quick suite, workers by fork', times, 's')
      : row(
          `workers-${method}`,
          `quick suite, workers by ${method} / by fork`,
          ratios(times, forked),
          '×',
          {
            atMost: MOST,
          },
        )
  })
}
