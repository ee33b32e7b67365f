/**
 * Stands in for Python: plays back record.json, a recording of what `python -m lddpr.suite` measured
 * on CPU with lightning 2.6.6, torch 2.13.0+cpu, numpy 2.4.6 (quick suite, two ranks; record.ts made
 * it). What is otherwise than recorded:
 *
 * `--moved`         one worker's numpy stream of the seeded runs is another
 * `--broken`        the weights of the seeded runs differ between the ranks before training
 * `--shaky`         the second run of the seeded training draws otherwise than the first
 * `--has=NAME@V`    a package has another version
 * `--both=V`        pytorch-lightning is there, too
 * `--slow`          everything took ten times as long
 * `--dies=TEXT`     the probe fails, and TEXT is what its processes printed; `--lines=N`, so often
 * `--leaves`        it has written a traceback and output before
 * `--begins=FILE`   FILE is there as soon as the probe has begun
 * `--hangs`         the probe never ends
 * `--holds`         a process in a session of its own holds the probe's streams for ever
 * `--rewrites=FILE` another, which hides, writes into FILE again and again
 * `--interrupts=S`  the action is sent the signal S when the probe has ended
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProbeRecord } from '../../src/model/record.ts'

const out = process.argv.at(-1) ?? ''
const flag = (name: string) => process.argv.includes(`--${name}`)
const option = (name: string) =>
  process.argv.find(each => each.startsWith(`--${name}=`))?.slice(name.length + 3)
const dies = option('dies')
const recording = join(import.meta.dirname, 'record.json')
const record: ProbeRecord = JSON.parse(await readFile(recording, 'utf8'))
const { framework, python, packages } = record.environment
const version = (name: string) => packages.find(each => each.name === name)?.version ?? null

const [changed, to] = option('has')?.split('@') ?? []
for (const each of packages) if (each.name === changed) each.version = to ?? ''
const both = option('both')
if (both) packages.push({ name: 'pytorch-lightning', version: both, imported: false })
if (process.argv.includes('-c')) {
  const versions = Object.fromEntries(packages.map(each => [each.name, each.version]))
  const { platform } = record.environment
  console.log(JSON.stringify({ lddpr: { python, platform, versions } }).replace(':', ': '))
  process.exit(0)
}

const { mark } = JSON.parse(await readFile(process.argv.at(-2) ?? '', 'utf8'))
const say = (event: string, facts: object = {}) =>
  console.log(`\n${mark}${JSON.stringify({ event, ...facts })}`)

say('environment', {
  python,
  executable: '::warning::an executable with a strange name',
  framework: `${framework.name} ${framework.version}`,
  torch: version('torch'),
  numpy: version('numpy'),
})
if (dies !== undefined) {
  const detail = `${dies}\n`.repeat(Number(option('lines') ?? 1)).trimEnd()
  const place = join(out, 'seeded-0')
  const traceback = join(place, 'rank0.traceback.txt')
  if (flag('leaves')) {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'output.txt'), detail)
    await writeFile(traceback, `Traceback of ${process.env.API_TOKEN}\n`)
  }
  const left = flag('leaves') ? ` (traceback: ${traceback})` : ''
  say('error', { message: `seeded, run 1: rank 0 ended with status 1${left}`, detail })
  process.exit(2)
}
const apart = (code: string, stdio: 'inherit' | 'ignore', env?: NodeJS.ProcessEnv) =>
  spawn(process.execPath, ['-e', code], { detached: true, stdio, ...(env && { env }) }).unref()
if (flag('holds')) apart('setTimeout(() => {}, 600_000)', 'inherit')
const rewritten = option('rewrites')
if (rewritten) {
  const write = `require('fs').writeFileSync(${JSON.stringify(rewritten)}, '{}')`
  apart(`setInterval(() => { try { ${write} } catch {} }, 5)`, 'ignore', {})
}
const begins = option('begins')
if (begins) await writeFile(begins, '')
if (flag('hangs')) await new Promise(resolve => setTimeout(resolve, 600_000))
if (flag('slow')) for (const run of record.runs) run.seconds *= 10
for (const { scenario, run, seconds } of record.runs)
  say('finished', { run: `${scenario}, run ${run + 1}`, seconds })

/** Other content of one epoch in every run of some scenarios. */
function alter(scenarios: string[], channel: string, at: number): void {
  const runs = record.runs.filter(({ scenario }) => scenarios.includes(scenario))
  for (const epoch of runs.flatMap(({ channels }) => channels[channel]?.[at] ?? [])) {
    epoch.digest = epoch.digest.replaceAll(/./g, digit => (15 - Number(`0x${digit}`)).toString(16))
    epoch.trail = epoch.trail.replace(/[^:]+$/, epoch.digest.slice(0, 8))
  }
}
if (flag('moved')) alter(['seeded', 'launcher'], 'rank1/worker0/numpy', 1)
if (flag('shaky'))
  for (const run of record.runs.filter(each => each.scenario === 'seeded' && each.run === 1))
    for (const epoch of run.channels['rank0/order'] ?? []) epoch.digest = '0'.repeat(32)
if (flag('broken')) alter(['seeded', 'seeded-other', 'launcher'], 'rank1/weights.init', 0)
await mkdir(out, { recursive: true })
await writeFile(join(out, 'record.json'), JSON.stringify(record))
say('done')

/** The process among those above this one whose command line has this in it. */
async function above(text: string): Promise<number> {
  for (let pid = process.ppid; pid > 1; ) {
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(text)) return pid
    pid = Number((await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ')[1])
  }
  throw new Error(`no process above has ${text}`)
}
const signal = option('interrupts')
if (signal) process.kill(await above('/dist/'), signal)
