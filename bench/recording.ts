import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { readJson } from '../src/lib/json.ts'
import { run } from '../support/run.ts'
import { type Bench, environment, runSuite, single } from './probe.ts'
import { excess, type Row, row } from './row.ts'

const BATCH = 64

/**
 * Short trainings alternate within one process, where nothing differs but the recorder. Long ones
 * have a process each, which is needed to tell their peak memory.
 */
const SIZES = [
  { samples: 1e3, name: '10³', alternating: 40, separate: 0 },
  { samples: 1e5, name: '10⁵', alternating: 8, separate: 2 },
  { samples: 1e6, name: '10⁶', alternating: 0, separate: 2 },
]
const sizes = (bench: Bench) => SIZES.filter(({ samples }) => samples < 1e6 || !bench.quick)

const fitSchema = z.object({
  mode: z.enum(['recorded', 'unrecorded']),
  seconds: z.number(),
  cpu: z.number(),
  inside: z.number(),
  peak: z.number(),
})
type Fit = z.infer<typeof fitSchema>

/** What recording costs, over the same training with a recorder that does nothing. */
export async function recording(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const { samples, name, alternating, separate } of sizes(bench)) {
    const pairs = bench.quick ? Math.ceil(alternating / 4) : alternating
    const together = await fits(bench, samples, alternate(pairs))
    const apart: Fit[] = []
    for (const mode of alternate(bench.quick ? Math.min(1, separate) : separate))
      apart.push(...(await fits(bench, samples, [mode])))
    const note = together.length ? 'in one process' : 'a process each'
    rows.push(...costs(name, together.length ? together : apart, note, samples === 1e5))
    if (apart.length) rows.push(memory(name, apart))
  }
  return rows
}

/** Recorded first in one pair, unrecorded first in the next. */
const alternate = (pairs: number): Fit['mode'][] =>
  Array.from({ length: pairs }, (_, index) =>
    index % 2 ? (['recorded', 'unrecorded'] as const) : (['unrecorded', 'recorded'] as const),
  ).flat()

async function fits(bench: Bench, samples: number, modes: Fit['mode'][]): Promise<Fit[]> {
  if (modes.length === 0) return []
  const driver = fileURLToPath(new URL('recording.py', import.meta.url))
  const env = { ...environment(), OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const used = await run(bench.python, [driver, `${samples}`, `${BATCH}`, ...modes], { env })
  const lines = used.stdout.split('\n').filter(line => line.startsWith('{"mode"'))
  const found = lines.map(line => fitSchema.parse(JSON.parse(line)))
  if (found.length !== modes.length) throw new Error(`${found.length} of ${modes.length} trainings`)
  bench.progress(`${samples} samples, ${modes.length} trainings: ${used.seconds.toFixed(1)} s`)
  return found
}

const pick = (all: Fit[], mode: Fit['mode'], key: 'seconds' | 'cpu' | 'inside' | 'peak') =>
  all.filter(fit => fit.mode === mode).map(fit => fit[key])

function costs(name: string, all: Fit[], note: string, isTarget: boolean): Row[] {
  const target = { note, ...(isTarget && { atMost: 2 }) }
  const more = (key: 'seconds' | 'cpu') =>
    excess(pick(all, 'recorded', key), pick(all, 'unrecorded', key))
  const share = all
    .filter(({ mode }) => mode === 'recorded')
    .map(({ inside, seconds }) => (100 * inside) / (seconds - inside))
  const what = `${name} samples, batch ${BATCH}: recorded over unrecorded`
  return [
    row(`recording-cpu-${name}`, `${what}, processor time`, more('cpu'), '%', target),
    row(`recording-${name}`, `${what}, time`, more('seconds'), '%', target),
    row(`recorder-${name}`, `${name} samples: time in the recorder / outside`, share, '%', target),
  ]
}

function memory(name: string, all: Fit[]): Row {
  const more = excess(pick(all, 'recorded', 'peak'), pick(all, 'unrecorded', 'peak'))
  const target = name === '10⁶' ? { atMost: 10 } : {}
  return row(
    `rss-${name}`,
    `${name} samples: peak RSS, recorded over unrecorded`,
    more,
    '%',
    target,
  )
}

const CONSTANT = 64 * 1024

/** As much of a record as is needed to take it apart: such long trainings end in weights of NaN. */
const recordSchema = z.looseObject({ runs: z.array(z.looseObject({ scenario: z.string() })) })

/** What is on disk: the file of a rank, and the record that is made of it. */
export async function size(bench: Bench): Promise<Row[]> {
  const all = sizes(bench)
  const scenarios = all.map(({ samples }) =>
    single(`samples-${samples}`, {
      num_devices: 1,
      num_workers: 0,
      max_epochs: 1,
      batch_size: BATCH,
      dataset_size: samples,
    }),
  )
  const { out, seconds } = await runSuite(bench, { name: 'sizes', scenarios })
  bench.progress(`sizes: ${seconds.toFixed(1)} s`)
  const record = await readJson(recordSchema, join(out, 'record.json'))
  const rows: Row[] = []
  for (const { samples, name } of all) {
    const id = `samples-${samples}`
    const steps = Math.ceil(samples / BATCH)
    const alone = { ...record, runs: record.runs.filter(each => each.scenario === id) }
    const files = {
      rank: (await stat(join(out, `${id}-0`, 'rank0.json'))).size,
      record: Buffer.byteLength(JSON.stringify(alone)),
    }
    for (const [file, bytes] of Object.entries(files)) {
      const note = `${(bytes / 1024).toFixed(1)} KiB in all, ${steps} steps`
      const beyond = [Math.max(0, bytes - CONSTANT) / steps]
      const what = `${name} samples: ${file} on disk, bytes a step beyond 64 KiB`
      rows.push(row(`size-${file}-${name}`, what, beyond, 'B/step', { atMost: 16, note }))
    }
  }
  return rows
}
