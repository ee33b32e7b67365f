import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import * as z from 'zod'
import type { Interpreter, Surroundings } from '../environment/interpreter.ts'
import { InputError } from '../errors.ts'
import { parseJson, readJson } from '../json.ts'
import type { Progress } from '../progress.ts'
import { probeEnvironment } from './environment.ts'
import { type ProbeRecord, recordSchema } from './schema.ts'
import type { Suite } from './suite.ts'

export interface ProbeOptions {
  /** The directory that holds the probe's package `lddpr`. */
  probe: string
  interpreter: Interpreter
  suite: Suite
  framework: 'auto' | 'lightning' | 'pytorch-lightning'
  accelerator: 'auto' | 'cpu' | 'gpu'
  /** Runs at the same time. */
  jobs: number
  /** Seconds for the whole suite. */
  timeout: number
  /** Where a directory for temporary files may be made. */
  temporary: string
}

/** The probe ends by its own deadline; this is how much later we stop waiting for it. */
const GRACE_SECONDS = 5
const TAIL_LINES = 15
const VANISH_MS = 2000
const POLL_MS = 10

const eventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('environment'),
    python: z.string(),
    executable: z.string(),
    framework: z.string(),
    torch: z.string().nullable(),
    numpy: z.string().nullable(),
  }),
  z.object({ event: z.literal('finished'), run: z.string(), seconds: z.number() }),
  z.object({ event: z.literal('retried'), run: z.string(), reason: z.string() }),
  z.object({ event: z.literal('error'), message: z.string(), detail: z.string() }),
  z.object({ event: z.literal('done') }),
])
type ProbeEvent = z.infer<typeof eventSchema>

/**
 * Runs the probe in a session of its own and returns its record. Whatever happens, nothing of the
 * session is left. Throws InputError if there is no complete record.
 */
export async function runProbe(
  options: ProbeOptions,
  { cwd, env, progress }: Surroundings,
): Promise<ProbeRecord> {
  const work = await mkdtemp(join(options.temporary, 'lddpr-'))
  try {
    const plan = join(work, 'plan.json')
    const { suite, framework, accelerator, jobs, timeout } = options
    await writeFile(plan, JSON.stringify({ suite, framework, accelerator, jobs, timeout }))
    const [program, ...rest] = options.interpreter
    const child = execa(program, [...rest, '-m', 'lddpr.suite', plan, join(work, 'out')], {
      cwd,
      env: probeEnvironment(env, options.probe),
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      detached: true, // a new session, so that all of it can be found and ended
      cleanup: false,
      timeout: (timeout + GRACE_SECONDS) * 1000,
      killSignal: 'SIGTERM',
      forceKillAfterDelay: 2000,
      maxBuffer: 4 * 1024 * 1024,
    })
    const stop = () => killSession(child.pid)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    let last: ProbeEvent | undefined
    const tell = teller(suite, progress)
    try {
      for await (const line of child.iterable({ from: 'stdout' })) {
        const event = readEvent(line)
        if (event) tell(event)
        last = event ?? last
      }
    } catch {
      // The child failed, or said what is no event; how it ended is in its result.
    }
    const result = await child
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop)
    await killSession(child.pid)
    if (last?.event === 'error' && !result.timedOut) throw new InputError(last.message, last.detail)
    if (last?.event !== 'done' || result.failed)
      throw new InputError(howItEnded(result, options), tail(result.stderr))
    return await readJson(recordSchema, join(work, 'out', 'record.json'))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Null for what is not an event: a line that the interpreter's own start-up code printed. */
function readEvent(line: string): ProbeEvent | null {
  if (!line.startsWith('{"event"')) return null
  return parseJson(eventSchema, line, 'the progress of the probe')
}

/** Puts events into words, and counts the runs. */
function teller(suite: Suite, progress: Progress): (event: ProbeEvent) => void {
  const total = suite.scenarios.reduce((sum, { runs }) => sum + runs, 0)
  let done = 0
  return event => {
    if (event.event === 'environment') {
      progress(
        `Python ${event.python}, ${event.framework}, torch ${event.torch}, numpy ${event.numpy} (${event.executable})`,
      )
      progress(`0/${total} runs`, { done, total })
    }
    if (event.event === 'retried') progress(`${event.run} has ${event.reason}: started again`)
    if (event.event === 'finished') {
      done += 1
      progress(`${done}/${total} ${event.run} (${event.seconds.toFixed(1)} s)`, { done, total })
    }
  }
}

function howItEnded(
  result: {
    timedOut: boolean
    signal?: string | undefined
    exitCode?: number | undefined
    code?: string | undefined
  },
  { interpreter, timeout }: ProbeOptions,
): string {
  const command = interpreter.join(' ')
  if (result.timedOut) return `the probe was not finished after ${timeout} s`
  if (result.code === 'ENOENT') return `the interpreter '${command}' does not exist`
  if (result.code === 'EACCES') return `the interpreter '${command}' cannot be executed`
  if (result.signal) return `the probe was killed by ${result.signal}`
  return `the probe, started by '${command}', ended with status ${result.exitCode} and no record`
}

const tail = (text: string | undefined) =>
  (text ?? '').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')

/** Ends every process of a session, and waits until none is left: what is killed takes a moment. */
async function killSession(leader: number | undefined): Promise<void> {
  if (leader === undefined) return
  const deadline = performance.now() + VANISH_MS
  let left: number[]
  do {
    left = await membersOf(leader)
    for (const target of [-leader, ...left]) {
      try {
        process.kill(target, 'SIGKILL')
      } catch {
        // It ended meanwhile.
      }
    }
    if (left.length > 0) await setTimeout(POLL_MS)
  } while (left.length > 0 && performance.now() < deadline)
}

/** The living processes of a session, on Linux: also those that have left its process group. */
async function membersOf(leader: number): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const members = await Promise.all(
    pids.map(async pid => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // After the name in parentheses: state, parent, process group, session.
      const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return session === String(leader) && state !== 'Z' && state !== 'X' ? Number(pid) : 0
    }),
  )
  return members.filter(pid => pid > 0)
}
