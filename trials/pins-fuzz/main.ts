// Mutated dependency files by the hundred thousand: `npm run trial:pins-fuzz [-- --files N --seed N]`.
// The files of real repositories take part where LDDPR_CORPUS says that they are.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { LIMIT_MS, mutate, type Outcome, seeds, tryOut } from './fuzz.ts'

interface Work {
  from: number
  to: number
  corpus: string | null
}
interface Tally {
  counts: Record<Outcome['kind'], number>
  slowest: { seed: number; milliseconds: number }
}
type Message = { at: number } | { failed: string } | Tally

/** Without a sign of life for so long, a file hangs the reader. */
const SILENCE_MS = 12 * LIMIT_MS

if (isMainThread) await main()
else await work(workerData)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '0' },
    },
  })
  const files = Number(values.files)
  const seed = Number(values.seed)
  if (!(Number.isSafeInteger(files) && files > 0 && Number.isSafeInteger(seed)))
    throw new Error('--files and --seed: expected whole numbers')
  const named = process.env.LDDPR_CORPUS
  const corpus = named && existsSync(named) ? named : null
  const start = performance.now()
  const { counts, slowest } = await watch({ from: seed, to: seed + files, corpus })
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${files} mutated files (${corpus ? 'fixtures and corpus' : 'fixtures'}) in ${seconds.toFixed(0)} s: ` +
      `${counts.answer} answers, ${counts.error} clear errors, ${counts.nothing} without a file; ` +
      `slowest ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed}); nothing read outside`,
  )
}

function watch(workerData: Work): Promise<Tally> {
  const worker = new Worker(new URL(import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    let at = workerData.from
    let last = performance.now()
    const timer = setInterval(() => {
      if (performance.now() - last > SILENCE_MS)
        end(new Error(`seed ${at} or one soon after hangs`))
    }, 1000)
    const end = (error: Error | null, tally?: Tally) => {
      clearInterval(timer)
      void worker.terminate()
      if (tally) resolve(tally)
      else reject(error)
    }
    worker.on('message', (message: Message) => {
      last = performance.now()
      if ('failed' in message) end(new Error(message.failed))
      else if ('at' in message) {
        at = message.at
        const done = at - workerData.from
        if (done && done % 10_000 === 0) console.error(`${done} files`)
      } else end(null, message)
    })
    worker.on('error', error => end(error))
  })
}

async function work({ from, to, corpus }: Work): Promise<void> {
  const say = (message: Message) => parentPort?.postMessage(message)
  const all = seeds(corpus)
  const tally: Tally = {
    counts: { answer: 0, nothing: 0, error: 0 },
    slowest: { seed: from, milliseconds: 0 },
  }
  for (let seed = from; seed < to; seed++) {
    if (seed % 100 === 0) say({ at: seed })
    try {
      const { kind, milliseconds } = await tryOut(mutate(all, seed), seed)
      tally.counts[kind]++
      if (milliseconds > tally.slowest.milliseconds) tally.slowest = { seed, milliseconds }
    } catch (error) {
      say({ failed: `seed ${seed}: ${(error as Error).stack}` })
      return
    }
  }
  say(tally)
}
