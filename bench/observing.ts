import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { readJson } from '../src/lib/json.ts'
import type { TrainingPlan } from '../src/model/training.ts'
import { trainingOf } from '../src/training/collect.ts'
import { observeTraining } from '../src/training/run.ts'
import { run } from '../support/run.ts'
import type { Bench } from './probe.ts'
import { excess, type Row, row } from './row.ts'

const SCRIPT = fileURLToPath(new URL('observing.py', import.meta.url))
const STEPS = 200
/** A GPU takes about as long for so many. */
const ON_GPU = 1000
const PAIRS = 3
/** What a record may have before it grows with the steps. */
const CONSTANT = 64 * 1024

const factsSchema = z.object({ seconds: z.number(), cpu: z.number(), steps: z.number() })
type Facts = z.infer<typeof factsSchema> & { observing: number; bytes: number }

/** What watching a real training costs: pairs of the same training with and without. */
export async function observing(bench: Bench): Promise<Row[]> {
  const onGpu = bench.accelerator === 'gpu'
  const steps = onGpu ? ON_GPU : bench.quick ? 100 : STEPS
  const rows: Row[] = []
  for (const ranks of onGpu ? [1] : [1, 2]) {
    const watched: Facts[] = []
    const alone: Facts[] = []
    for (let pair = 0; pair < (bench.quick ? 1 : PAIRS); pair++) {
      // Watched first in one pair, alone first in the next.
      for (const isWatched of pair % 2 ? [true, false] : [false, true]) {
        const facts = await train(bench, { ranks, steps, isWatched })
        ;(isWatched ? watched : alone).push(facts)
        const name = isWatched ? 'watched' : 'alone'
        bench.progress(`${ranks} ranks, ${steps} steps, ${name}: ${facts.seconds.toFixed(1)} s`)
      }
    }
    rows.push(...costs({ ranks, steps }, watched, alone))
  }
  return rows
}

interface Size {
  ranks: number
  steps: number
}

function costs({ ranks, steps }: Size, watched: Facts[], alone: Facts[]): Row[] {
  const more = (key: 'seconds' | 'cpu') =>
    excess(
      watched.map(each => each[key]),
      alone.map(each => each[key]),
    )
  const share = watched.map(({ observing, cpu }) => (100 * observing) / (cpu - observing))
  const bytes = watched.map(each => each.bytes)
  const name = `ResNet-18, ${ranks === 1 ? '1 rank' : `${ranks} ranks`}, ${steps} steps`
  const id = `${ranks}`
  const beyond = bytes.map(each => Math.max(0, each - CONSTANT) / steps)
  const note = `${Math.round((bytes[0] ?? 0) / 1024)} KiB in all`
  return [
    row(`observe-${id}`, `${name}: watched over alone, time`, more('seconds'), '%', { atMost: 3 }),
    row(`observe-cpu-${id}`, `${name}: the same, processor time of rank 0`, more('cpu'), '%'),
    row(`observer-${id}`, `${name}: processor time in the observer / outside`, share, '%', {
      atMost: 3,
    }),
    row(`observe-size-${id}`, `${name}: record, bytes a step beyond 64 KiB`, beyond, 'B/step', {
      atMost: 1024,
      note,
    }),
  ]
}

async function train(
  { python, work, accelerator }: Bench,
  { ranks, steps, isWatched }: Size & { isWatched: boolean },
): Promise<Facts> {
  const cwd = await mkdtemp(join(work, 'observe-'))
  const out = join(cwd, 'facts.json')
  const command = [python, SCRIPT, `${ranks}`, `${steps}`, out, accelerator] as const
  if (!isWatched) {
    const [program, ...words] = command
    await run(program, words)
    return { ...(await readJson(factsSchema, out)), observing: 0, bytes: 0 }
  }
  const plan = planOf(command, steps)
  const place = { interpreter: [python] as const, cwd, temporary: cwd, devices: null }
  const watched = { env: process.env, cwd, progress: () => {} }
  const observed = await observeTraining({ plan, mode: 'plain', ...place }, watched)
  const facts = await readJson(factsSchema, out)
  const bytes = Buffer.byteLength(JSON.stringify(trainingOf(plan, {}, [observed])))
  return { ...facts, observing: observed.run.observing, bytes }
}

const planOf = (command: TrainingPlan['run'], steps: number): TrainingPlan => ({
  name: 'resnet',
  run: command,
  workingDirectory: '.',
  env: {},
  steps,
  repeats: 1,
  trainer: {},
  compare: 'none',
  tolerance: 'close',
  identity: 'never',
  resume: false,
  stop: 'command',
  project: [],
  accept: {},
  timeout: 600,
})
