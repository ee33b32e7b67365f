import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { durationInWords } from '../lib/duration.ts'
import type { Sentence } from '../lib/errors.ts'
import { aboutLeft, type Ended, runForeign } from '../lib/foreign/run.ts'
import { readJson, writeAtomically } from '../lib/json.ts'
import { temporaryDirectory } from '../lib/temporary.ts'
import { probeEnvironment } from '../lib/variables.ts'
import { type ProbeRecord, recordSchema } from '../model/record.ts'
import { isRepeated, ranOnce, type Suite } from '../model/suite.ts'
import type { Interpreter, Progress, Surroundings } from '../model/world.ts'
import { collectLogs, ProbeFailure } from './logs.ts'
import { settingsIn } from './variables.ts'

export interface ProbeOptions {
  probe: string
  interpreter: Interpreter
  suite: Suite
  framework: 'auto' | 'lightning' | 'pytorch-lightning'
  accelerator: 'auto' | 'cpu' | 'gpu'
  jobs: number
  /** Seconds for the whole suite. */
  timeout: number
  temporary: string
  /** Which scenarios have to run again, of a record in which each has run once. Without it, all do. */
  again?: (first: ProbeRecord) => ReadonlySet<string>
}

/** The probe ends by its own deadline; this is how much later we stop waiting for it. */
const GRACE_SECONDS = 4
const TAIL_LINES = 15
const MAX_BYTES = 4 * 1024 * 1024

const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('environment'),
    python: z.string(),
    executable: z.string(),
    framework: z.string(),
    torch: z.string().nullable(),
    numpy: z.string().nullable(),
  }),
  z.object({
    event: z.literal('device'),
    accelerator: z.enum(['cpu', 'gpu']),
    /** GPUs that torch can use; null if there was no need to ask. */
    gpus: z.int().nullable(),
    why: z.string(),
  }),
  z.object({
    event: z.literal('ranks'),
    /** Forks of processes that have imported torch, or new interpreters. */
    start: z.enum(['warm', 'cold']),
    /** How DataLoaders start their workers. */
    workers: z.string(),
    why: z.string(),
    /** How many times as long it takes. */
    times: z.number(),
  }),
  /** What has run so far may be compared, to say what of it runs again: asked at first, and when all has run once. */
  z.object({ event: z.literal('measured') }),
  z.object({ event: z.literal('repeats'), again: z.int(), spared: z.int() }),
  z.object({ event: z.literal('finished'), run: z.string(), seconds: z.number() }),
  z.object({ event: z.literal('retried'), run: z.string(), reason: z.string() }),
  z.object({
    event: z.literal('error'),
    message: z.string(),
    detail: z.string(),
    stage: z.string().default(''),
  }),
  z.object({ event: z.literal('done') }),
])
type ProbeEvent = z.infer<typeof eventSchema>

/**
 * Runs the probe and returns its record, which is read when nothing that the probe has started is left to change
 * it. Throws ExpectedError if there is no complete record.
 */
export async function runProbe(
  options: ProbeOptions,
  { cwd, env, progress, notice = progress }: Surroundings,
): Promise<ProbeRecord> {
  await using work = await temporaryDirectory(options.temporary)
  const plan = join(work.path, 'plan.json')
  const out = join(work.path, 'out')
  const { suite, framework, accelerator, jobs, timeout } = options
  const mark = randomUUID()
  const lazy = options.again !== undefined
  await writeFile(
    plan,
    JSON.stringify({ suite, framework, accelerator, jobs, timeout, mark, lazy }),
  )
  let spared = Promise.resolve<readonly string[]>([])
  const tell = teller(options, progress, notice)
  let rest = ''
  let last: ProbeEvent | undefined
  const result = await runForeign({
    command: [...options.interpreter, '-m', 'lddpr.suite', plan, out],
    cwd,
    env: probeEnvironment(env, options.probe),
    seconds: timeout + GRACE_SECONDS,
    limit: MAX_BYTES,
    hear(text, stream) {
      if (stream !== 'stdout') return
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const event = readEvent(line, mark) ?? (last ? null : refusal(line))
        if (!event) continue
        last = event
        tell(event)
        if (event.event !== 'measured') continue
        spared = answer(out, options)
        spared.catch(() => {}) // which is awaited when the probe has ended
      }
    },
  })
  aboutLeft('The probe', result).forEach(notice)
  const failure = async (message: Sentence, detail: string) =>
    new ProbeFailure(message, [detail, inWords(env)].join('\n').trim(), await collectLogs(out))
  if (last?.event === 'error' && !result.cut && !result.signal)
    throw await failure(last.stage ? timedOut(timeout, last.stage) : last.message, last.detail)
  if (last?.event !== 'done' || result.status !== 0)
    throw await failure(howItEnded(result, options, stageAfter(last)), tail(result.stderr))
  const record = await readJson(recordSchema, join(out, 'record.json'), 'probe')
  const equal = [...(await spared)]
  return { ...record, equal, suite: ranOnce(record.suite, equal) }
}

/** Tells the probe which scenarios run again, and gives those that do not. What cannot be read runs again. */
async function answer(
  out: string,
  { again, suite }: Pick<ProbeOptions, 'again' | 'suite'>,
): Promise<readonly string[]> {
  const all = suite.scenarios.map(({ id }) => id)
  const wanted = await readJson(recordSchema, join(out, 'first.json'), 'probe')
    .then(first => again?.(first))
    .catch(() => undefined)
  const repeated = wanted ? all.filter(id => wanted.has(id)) : all
  await writeAtomically(join(out, 'again.json'), JSON.stringify(repeated))
  return suite.scenarios
    .filter(each => isRepeated(each) && !repeated.includes(each.id))
    .map(({ id }) => id)
}

/** Packages that the interpreter loads may print lines, even some that look like events: ours begin with a mark. */
const readEvent = (line: string, mark: string) =>
  line.startsWith(mark) ? parseEvent(line.slice(mark.length)) : null

/** What a Python says that is too old for the probe, and so for its marks. */
function refusal(line: string): ProbeEvent | null {
  const event = line.startsWith('{"event"') ? parseEvent(line) : null
  return event?.event === 'error' ? event : null
}

function parseEvent(text: string): ProbeEvent | null {
  try {
    return eventSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function teller(
  { suite, accelerator }: ProbeOptions,
  progress: Progress,
  notice: (sentence: string) => void,
): (event: ProbeEvent) => void {
  let total = suite.scenarios.reduce((sum, { runs }) => sum + runs, 0)
  let done = 0
  return event => {
    if (event.event === 'environment') {
      progress(
        `Python ${event.python}, ${event.framework}, torch ${event.torch}, numpy ${event.numpy} (${event.executable})`,
      )
    }
    if (event.event === 'device') {
      const sentence = `Runs on the ${event.accelerator.toUpperCase()}: ${event.why}`
      const isLess = accelerator === 'auto' && event.accelerator === 'cpu' && event.gpus !== null
      if (isLess) notice(sentence)
      else progress(sentence)
      progress('importing torch and Lightning in the parent process …')
    }
    if (event.event === 'ranks' && event.workers !== 'fork')
      progress(`DataLoader workers start by ${event.workers}, which takes longer than by fork`)
    if (event.event === 'ranks' && event.start === 'cold')
      notice(
        `Ranks start cold, because ${event.why}: the suite takes about ${event.times} times as long`,
      )
    if (event.event === 'ranks') progress(`${done}/${total} runs`, { done, total })
    if (event.event === 'repeats' && event.spared > 0) {
      total -= event.spared
      progress(`runs that equal what they are compared with are not repeated: ${event.spared} less`)
    }
    if (event.event === 'retried') progress(`${event.run} has ${event.reason}: started again`)
    if (event.event === 'finished') {
      done += 1
      progress(`${done}/${total} ${event.run} (${event.seconds.toFixed(1)} s)`, { done, total })
    }
  }
}

function howItEnded(
  { cut, code, signal, status }: Ended,
  { interpreter, timeout }: ProbeOptions,
  stage: string,
): Sentence {
  const command = interpreter.join(' ')
  if (cut === 'late') return timedOut(timeout, stage)
  if (cut === 'loud') return `the probe has printed more than ${MAX_BYTES} bytes`
  if (code === 'ENOENT') return `the interpreter '${command}' does not exist`
  if (code === 'EACCES') return `the interpreter '${command}' cannot be executed`
  if (code) return `the interpreter '${command}' cannot be started: ${code}`
  if (signal) return `the probe was killed by ${signal}`
  return `the probe, started by '${command}', ended with status ${status} and no record`
}

const timedOut =
  (seconds: number, stage: string): Sentence =>
  spell =>
    `timed out after ${durationInWords(seconds)} while ${stage}; raise ${spell('timeout')}`

/** What a probe does that has gone silent after an event. */
function stageAfter(last: ProbeEvent | undefined): string {
  if (last === undefined) return 'starting Python'
  return last.event === 'environment' || last.event === 'device' ? 'importing torch' : 'training'
}

/** What may be wrong around it. */
function inWords(env: NodeJS.ProcessEnv): string {
  const set = settingsIn(env)
  return set.length ? `Set around the probe, and not always harmless: ${set.join(', ')}` : ''
}

const tail = (text: string) => text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
