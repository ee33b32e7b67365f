// Hostile reports by the hundred thousand: `npm run trial:report-fuzz [-- --reports N --seed N]`.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import { cases } from '../../support/report/hostile.ts'
import { mustBeInert } from './inert.ts'

/** Cases that come from one seed. */
const CHUNK = 250
let chunks = 0

interface Message {
  failure?: string
  done?: true
}

if (isMainThread) await main()
else work(workerData)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reports: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '0' },
      threads: { type: 'string', default: String(availableParallelism()) },
    },
  })
  const [reports, seed, threads] = [values.reports, values.seed, values.threads].map(Number)
  if (![reports, seed, threads].every(Number.isSafeInteger) || !reports || !threads)
    throw new Error('--reports, --seed and --threads: expected whole numbers')
  const seeds = [...Array(Math.ceil(reports / CHUNK)).keys()].map(index => (seed ?? 0) + index)
  const start = performance.now()
  await Promise.all(
    [...Array(threads).keys()].map(thread =>
      finished(
        new Worker(new URL(import.meta.url), {
          workerData: seeds.filter((_, i) => i % threads === thread),
        }),
      ),
    ),
  )
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${seeds.length * CHUNK} hostile reports in ${seconds.toFixed(0)} s: each as Markdown, as a comment, as HTML and ` +
      'on a terminal within its limits, of the parts that it has with harmless words, and with nothing active in it',
  )
}

function finished(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', ({ failure, done }: Message) => {
      if (failure) reject(new Error(failure))
      else if (done) resolve()
      else if (++chunks % 40 === 0) console.error(`${chunks * CHUNK} …`)
    })
  })
}

function work(seeds: number[]): void {
  for (const seed of seeds) {
    const found = fc.check(fc.property(cases, mustBeInert), {
      seed,
      numRuns: CHUNK,
      endOnFailure: true,
    })
    const why = found.errorInstance instanceof Error ? found.errorInstance.message : 'no reason'
    parentPort?.postMessage(found.failed ? { failure: `seed ${seed}: ${why}` } : {})
    if (found.failed) return
  }
  parentPort?.postMessage({ done: true })
}
