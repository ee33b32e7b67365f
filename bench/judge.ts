import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { propose } from '../src/baseline/pending.ts'
import type { Baseline } from '../src/model/baseline.ts'
import { stepsPerEpoch } from '../src/model/channels.ts'
import type { ProbeRecord } from '../src/model/record.ts'
import type { Suite } from '../src/model/suite.ts'
import { alter, goodRecord, hash } from '../support/record.ts'
import { run } from '../support/run.ts'
import { type Bench, standard } from './probe.ts'
import { median, type Row, row } from './row.ts'

const TRAIL = 64 // entries that the probe keeps at most

const resultSchema = z.object({
  verdict: z.literal('drift'),
  read: z.array(z.number()).min(2),
  judged: z.array(z.number()).min(2),
  heap: z.number(),
  rss: z.number(),
})

/** From a record's text to written reports, where everything that can drift has. */
export async function judging(bench: Bench): Promise<Row[]> {
  const long: Suite = {
    ...standard,
    scenarios: standard.scenarios.map(({ parameters, ...rest }) => ({
      ...rest,
      parameters: { ...parameters, batch_size: 1, dataset_size: 2e6 },
    })),
  }
  return [
    ...(await judgeRecord(bench, 'standard suite', goodRecord(standard), 50)),
    ...(await judgeRecord(bench, '10⁶ steps', withLongTrails(goodRecord(long)), 1000)),
  ]
}

/** However many steps: as long a trail as there can be, in every channel and epoch. */
function withLongTrails(record: ProbeRecord): ProbeRecord {
  const copy = structuredClone(record)
  for (const each of copy.runs) {
    const scenario = copy.suite.scenarios.find(({ id }) => id === each.scenario)
    const stride = Math.floor(scenario ? stepsPerEpoch(scenario.parameters) / TRAIL : 1)
    for (const epoch of Object.values(each.channels).flat()) {
      const entry = (_: unknown, index: number) =>
        `${index * stride}:${hash(`${epoch.digest} ${index}`, 8)}`
      epoch.trail = Array.from({ length: TRAIL }, entry).join(' ')
    }
  }
  return copy
}

async function judgeRecord(
  bench: Bench,
  name: string,
  before: ProbeRecord,
  atMost: number,
): Promise<Row[]> {
  const work = await mkdtemp(join(bench.work, 'judge-'))
  const [record, baseline] = [join(work, 'measured.json'), join(work, 'baseline.json')]
  const now = before.suite.scenarios.reduce(
    (changed, { id }) => alter(changed, id, /./, ({ digest }) => ({ digest: hash(digest) })),
    before,
  )
  const text = JSON.stringify(now)
  await writeFile(record, text)
  await writeFile(baseline, JSON.stringify(baselineOf(before)))
  const script = fileURLToPath(new URL('judging.ts', import.meta.url))
  const results: z.infer<typeof resultSchema>[] = []
  for (let process_ = 0; process_ < (bench.quick ? 2 : 5); process_++) {
    const { stdout } = await run(process.execPath, [script, record, baseline, work])
    results.push(resultSchema.parse(JSON.parse(stdout)))
  }
  bench.progress(`judged ${name}`)
  const first = (key: 'read' | 'judged') => results.map(result => result[key][0] ?? Number.NaN)
  const later = (key: 'read' | 'judged') => results.map(result => median(result[key].slice(1)))
  const size = `${(text.length / 2 ** 20).toFixed(1)} MiB of JSON`
  const id = name.replace(' ', '-')
  return [
    row(`judge-${id}`, `${name}: judge and write reports, 20 rounds`, later('judged'), 'ms', {
      atMost,
    }),
    row(`judge-first-${id}`, `${name}: the same, first in a process`, first('judged'), 'ms', {
      atMost,
    }),
    row(`read-${id}`, `${name}: read and validate, first in a process`, first('read'), 'ms', {
      note: size,
    }),
    row(
      `judge-memory-${id}`,
      `${name}: peak RSS of a process that reads, judges, writes`,
      results.map(({ rss }) => rss),
      'MiB',
      { atMost: 256, note: `heap ${Math.max(...results.map(({ heap }) => heap)).toFixed(0)} MiB` },
    ),
  ]
}

function baselineOf(record: ProbeRecord): Baseline {
  const {
    verdict: _,
    violations: __,
    replaces: ___,
    ...rest
  } = propose(record, 'cpu-x2', 'new', [], null)
  return { ...rest, kind: 'baseline', reason: 'bench', author: 'bench' }
}
