import { DEFAULT_PARAMETERS } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'
import { type Bench, inTurn, runSuite } from './probe.ts'
import { type Row, ratios, row } from './row.ts'

const METHODS = ['fork', 'forkserver', 'spawn'] as const
const MOST = 2.5

/** The quick suite, whatever way DataLoader workers start: the three in turn. */
export async function workers(bench: Bench): Promise<Row[]> {
  const quick = suite('quick', DEFAULT_PARAMETERS.num_devices)
  const seconds = await inTurn(METHODS, bench.quick ? 1 : 5, async method => {
    const first = `import multiprocessing\nmultiprocessing.set_start_method('${method}', force=True)\n`
    const used = await runSuite(bench, quick, { first })
    bench.progress(`workers by ${method}: ${used.seconds.toFixed(2)} s`)
    return used.seconds
  })
  return METHODS.map(method => {
    const times = seconds[method]
    return method === 'fork'
      ? row('workers-fork', 'quick suite, workers by fork', times, 's')
      : row(
          `workers-${method}`,
          `quick suite, workers by ${method} / by fork`,
          ratios(times, seconds.fork),
          '×',
          { atMost: MOST },
        )
  })
}
