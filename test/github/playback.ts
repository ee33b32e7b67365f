/**
 * Stands in for Python: plays back record.json, a recording of what `python -m lddpr.suite` measured
 * on CPU with lightning 2.6.6, torch 2.13.0+cpu, numpy 2.4.6 (quick suite, two ranks; record.ts made
 * it). With `--moved` one worker's numpy stream of the seeded runs is another; with `--dies=TEXT` the
 * probe fails and TEXT is what its processes printed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProbeRecord } from '../../src/probe/schema.ts'

const say = (event: string, facts: object = {}) => console.log(JSON.stringify({ event, ...facts }))

const out = process.argv.at(-1) ?? ''
const dies = process.argv.find(argument => argument.startsWith('--dies='))?.slice('--dies='.length)
const recording = join(import.meta.dirname, 'record.json')
const record: ProbeRecord = JSON.parse(await readFile(recording, 'utf8'))
const { framework, python, packages } = record.environment
const version = (name: string) => packages.find(each => each.name === name)?.version ?? null

say('environment', {
  python,
  executable: '::warning::an executable with a strange name',
  framework: `${framework.name} ${framework.version}`,
  torch: version('torch'),
  numpy: version('numpy'),
})
if (dies !== undefined) {
  say('error', { message: 'seeded, run 1: rank 0 ended with status 1', detail: dies })
  process.exit(2)
}
for (const { scenario, run, seconds } of record.runs)
  say('finished', { run: `${scenario}, run ${run + 1}`, seconds })

if (process.argv.includes('--moved')) {
  const moved = record.runs
    .filter(({ scenario }) => scenario === 'seeded' || scenario === 'launcher')
    .flatMap(({ channels }) => channels['rank1/worker0/numpy']?.[1] ?? [])
  for (const epoch of moved) {
    epoch.digest = epoch.digest.replaceAll(/./g, digit => (15 - Number(`0x${digit}`)).toString(16))
    epoch.trail = epoch.trail.replace(/[^:]+$/, epoch.digest.slice(0, 8))
  }
}
await mkdir(out, { recursive: true })
await writeFile(join(out, 'record.json'), JSON.stringify(record))
say('done')
