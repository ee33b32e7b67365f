import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../../root.ts'
import { interruption } from '../interrupt.ts'
import { pythons, readSaid, type Said } from './guard.ts'
import { endAll, kill, MARK, type Root } from './processes.ts'

/**
 * The one way in which programs are started that are not ours: installers, interpreters, the probe. What such
 * a program leaves running does not keep us waiting, and does not stay.
 */

export type Command = readonly [string, ...string[]]

export interface Task {
  command: Command
  cwd: string
  env: NodeJS.ProcessEnv
  /** When it is ended, if it has not ended by itself. */
  seconds: number
  limit?: number
  /** False for a question that runs nothing of a package: it is answered sooner. */
  guarded?: boolean
  /** Hears what it prints, piece by piece. */
  hear?: (text: string, stream: keyof Output) => void
}

interface Output {
  stdout: string
  stderr: string
  /** Both, as they came. */
  all: string
}

export interface Ended extends Output {
  /** Null if it did not end by itself. */
  status: number | null
  signal: NodeJS.Signals | null
  /** Why it could not be started, such as `ENOENT`. */
  code: string | null
  /** Why it was ended: its time was over, or it has printed too much. */
  cut: 'late' | 'loud' | null
  /** What it had left running: it is ended. */
  left: readonly string[]
  kept: readonly string[]
}

const GUARD = join(ROOT, 'python-probe/lddpr/guard.py')
const LIMIT = 100 * 1024 * 1024
/** For a program to end when it is asked to, and for its guard to end the rest. */
const FORCE_MS = 2500
/** For the last words: a process that holds a stream after that may keep it. */
const CLOSE_MS = 1000
const MOST_NAMED = 5

/** Throws Interrupted if a signal ends it, and nothing else. */
export async function runForeign(task: Task): Promise<Ended> {
  const { command, cwd, env, guarded = true } = task
  if (guarded)
    for await (const python of pythons(command, cwd, env)) {
      const ended = await withGuard(python, task)
      if (ended) return ended
    }
  return withoutGuard(task)
}

/** Null if the guard does not start: then the program has not started either. */
async function withGuard(python: string, task: Task): Promise<Ended | null> {
  const running = start([python, '-I', '-S', GUARD], task, true)
  const { child, root, output } = running
  const voice = child.stdio[3] as Readable
  let words = ''
  voice.setEncoding('utf8').on('data', (text: string) => {
    words += text
  })
  const silence = new Promise(resolve => voice.once('close', resolve))
  child.stdin?.on('error', () => {}) // it has ended
  child.stdin?.write([task.command.length, ...task.command, ''].join('\0'))
  const { cut, ...ending } = await follow(running, task, () => child.stdin?.end())
  await within(silence)
  const said = readSaid(words)
  const swept = said.ended === null && said.failed === null ? await endAll(root) : []
  await close(running)
  if (said.started === null && said.failed === null && cut === null) return null
  return {
    ...output,
    cut,
    ...howEnded(said, ending.signal),
    code: nameOf(constants.errno, said.failed),
    left: [...said.left, ...swept],
    kept: said.kept,
  }
}

/** Where a signal ended the guard itself, the program was ended because of that. */
function howEnded(
  { ended }: Said,
  signal: NodeJS.Signals | null,
): Pick<Ended, 'status' | 'signal'> {
  if (signal !== null || ended === null) return { status: null, signal }
  return ended >= 0
    ? { status: ended, signal: null }
    : { status: null, signal: nameOf(constants.signals, -ended) }
}

async function withoutGuard(task: Task): Promise<Ended> {
  const running = start(task.command, task, false)
  const { child, root, output } = running
  const { cut, ...ending } = await follow(running, task, () => child.kill('SIGTERM'))
  const isQuestion = task.guarded === false && !cut
  kill(-root.pid)
  const left = ending.code || isQuestion ? [] : await endAll(root)
  await close(running)
  return { ...output, ...ending, cut, left, kept: [] }
}

interface Running {
  child: ChildProcess
  root: Root
  output: Output
  closing: Promise<unknown>
}

function start([program, ...words]: Command, { cwd, env }: Task, guard: boolean): Running {
  interruption.throwIfAborted()
  const mark = randomUUID()
  const child = spawn(program, words, {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: guard ? ['pipe', 'pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // leads a session, whose members are found
  })
  const closing = new Promise(resolve => child.once('close', resolve))
  const output = { stdout: '', stderr: '', all: '' }
  return { child, root: { pid: child.pid ?? 0, mark, guard }, output, closing }
}

/** How a process ended: it is asked to when its time is over, and made to if it does not. */
async function follow(
  { child, root, output }: Running,
  { seconds, limit = LIMIT, hear = () => {} }: Task,
  ask: () => void,
): Promise<Pick<Ended, 'status' | 'signal' | 'code' | 'cut'>> {
  let cut: Ended['cut'] = null
  let force: NodeJS.Timeout | undefined
  const end = (why: Ended['cut']) => {
    if (force) return
    cut = why
    ask()
    force = setTimeout(() => endAll(root).then(() => child.kill('SIGKILL')), FORCE_MS)
  }
  const onAbort = () => end(null)
  interruption.addEventListener('abort', onAbort)
  const time = setTimeout(() => end('late'), seconds * 1000)
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      if (output.all.length > limit) return
      output[stream] += text
      output.all += text
      hear(text, stream)
      if (output.all.length > limit) end('loud')
    })
  const ending = await new Promise<Pick<Ended, 'status' | 'signal' | 'code'>>(resolve => {
    child.on('exit', (status, signal) => resolve({ status, signal, code: null }))
    child.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve({ status: null, signal: null, code: code ?? null }),
    )
  })
  interruption.removeEventListener('abort', onAbort)
  clearTimeout(time)
  clearTimeout(force)
  return { ...ending, cut }
}

/** Waits for its last words; then a process that still holds a stream talks to nobody. */
async function close({ child, closing }: Running): Promise<void> {
  await within(closing)
  for (const stream of child.stdio) stream?.destroy()
  interruption.throwIfAborted()
}

const within = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise, sleep(CLOSE_MS, null, { ref: false })])

const nameOf = <T extends string>(numbers: Record<T, number>, wanted: number | null): T | null =>
  (Object.keys(numbers) as T[]).find(name => numbers[name] === wanted) ?? null

/** The notice about processes that a program had left running when it had ended by itself. */
export function aboutLeft(program: string, { status, cut, left, kept }: Ended): string[] {
  const byItself = status !== null && cut === null
  return [
    ...(byItself && left.length
      ? [`${program} left processes running; they are ended: ${nameSome(left)}`]
      : []),
    ...(kept.length
      ? [`${program} left processes running that cannot be ended: ${nameSome(kept)}`]
      : []),
  ]
}

function nameSome(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`
}
