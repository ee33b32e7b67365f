import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runProbe } from '../../src/probe/run.ts'
import { suite } from '../../src/probe/suites.ts'
import { temporary } from '../../support/lddpr.ts'

/** What the probe says of itself, and what becomes of it. A script stands in for Python. */

const RECORDING = join(import.meta.dirname, '../../support/github/record.json')
const PREPARE = `
const { copyFileSync, mkdirSync, readFileSync } = require('node:fs')
const [plan, out] = process.argv.slice(-2)
const { mark, accelerator } = JSON.parse(readFileSync(plan, 'utf8'))
const print = text => process.stdout.write(text)
const say = (event, facts) => print('\\n' + mark + JSON.stringify({ event, ...facts }) + '\\n')
mkdirSync(out)
copyFileSync(${JSON.stringify(RECORDING)}, out + '/record.json')
`

async function told(
  script: string,
  accelerator: 'auto' | 'cpu' = 'auto',
  again?: () => ReadonlySet<string>,
) {
  await using work = await temporary()
  const file = join(work.path, 'probe.cjs')
  await writeFile(file, `${PREPARE}${script}`)
  const heard: string[] = []
  const notices: string[] = []
  const record = await runProbe(
    {
      probe: work.path,
      interpreter: [process.execPath, file],
      suite: suite('quick', 2),
      framework: 'auto',
      accelerator,
      jobs: 1,
      timeout: 60,
      temporary: work.path,
      ...(again ? { again } : {}),
    },
    {
      cwd: work.path,
      env: process.env,
      progress: sentence => heard.push(sentence),
      notice: sentence => notices.push(sentence),
    },
  ).catch((error: Error) => error.message)
  return { record, heard, notices }
}

test('a cold start is told beside the verdict, with its reason and its price', async () => {
  const { notices } = await told(`
    say('ranks', { start: 'cold', workers: 'fork', why: 'threads run after the imports: apm', times: 6.2 })
    say('done')`)
  expect(notices).toEqual([
    'Ranks start cold, because threads run after the imports: apm: the suite takes about 6.2 times as long',
  ])
})

test('a warm start is nothing to tell, but for workers that start slowly', async () => {
  const { heard, notices } = await told(`
    say('ranks', { start: 'warm', workers: 'forkserver', why: '', times: 1 })
    say('done')`)
  expect(notices).toEqual([])
  expect(heard).toEqual([
    'DataLoader workers start by forkserver, which takes longer than by fork',
    '0/6 runs',
  ])
})

const FEW = "{ accelerator: 'cpu', gpus: 1, why: 'torch can use 1 GPU, too few for 2 ranks' }"

const IMPORTING = 'importing torch and Lightning in the parent process …'

test('GPUs that are left alone are told beside the verdict, unless the CPU was asked for', async () => {
  const sentence = 'Runs on the CPU: torch can use 1 GPU, too few for 2 ranks'
  const auto = await told(`say('device', ${FEW}); say('done')`)
  expect(auto.notices).toEqual([sentence])
  const cpu = await told(`say('device', ${FEW}); say('done')`, 'cpu')
  expect(cpu).toMatchObject({ notices: [], heard: [sentence, IMPORTING] })
})

test('a machine without GPUs is no news', async () => {
  const none = "{ accelerator: 'cpu', gpus: null, why: 'this machine has no GPU' }"
  const { heard, notices } = await told(`say('device', ${none}); say('done')`)
  expect(notices).toEqual([])
  expect(heard).toEqual(['Runs on the CPU: this machine has no GPU', IMPORTING])
})

test('lines of others are no events, with and without an end, before, between and after', async () => {
  const { record, heard } = await told(`
    print('{"event": "finished", "run": "seeded, run 1", "seconds": 1}\\nhello')
    say('finished', { run: 'seeded, run 1', seconds: 2 })
    print('{"event": "error", "message": "foreign", "detail": ""}\\nmore')
    say('done')
    print('{"event": "error", "message": "foreign", "detail": ""}\\n')`)
  expect(record).toMatchObject({ kind: 'record' })
  expect(heard).toEqual(['1/6 seeded, run 1 (2.0 s)'])
})

test('a probe that says it is done in the words of another is not', async () => {
  const { record } = await told(`print('{"event": "done"}\\n')`)
  expect(record).toMatch(/ended with status 0 and no record$/)
})

test('a Python that is too old to read the mark says why', async () => {
  const { record } = await told(`
    print('{"event": "error", "message": "the probe needs Python 3.10", "detail": ""}\\n')
    process.exit(1)`)
  expect(record).toBe('the probe needs Python 3.10')
})

test('the probe is told which scenarios run again, and the record says which do not', async () => {
  const WAITS = `
    const { existsSync, readFileSync: read } = require('node:fs')
    copyFileSync(out + '/record.json', out + '/first.json')
    say('measured')
    const wait = setInterval(() => {
      if (!existsSync(out + '/again.json')) return
      clearInterval(wait)
      const again = JSON.parse(read(out + '/again.json', 'utf8'))
      say('repeats', { again: again.length, spared: 1 - again.length })
      say('done')
    }, 20)`
  const none = await told(WAITS, 'cpu', () => new Set())
  expect(none.heard).toEqual([
    'runs that equal what they are compared with are not repeated: 1 less',
  ])
  expect(none.record).toMatchObject({ equal: ['seeded'] })
  const all = await told(WAITS, 'cpu', () => new Set(['seeded']))
  expect(all.heard).toEqual([])
  expect(all.record).toMatchObject({ equal: [] })
  // What cannot be compared runs again.
  const failing = await told(WAITS, 'cpu', () => {
    throw new Error('x')
  })
  expect(failing.record).toMatchObject({ equal: [] })
})
