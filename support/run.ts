import { readdir, readFile } from 'node:fs/promises'
import { execa } from 'execa'

/** What a command and everything that it started have used. */
export interface Used {
  seconds: number
  /** Processor time, of every process that somebody has waited for. */
  cpu: number
  /** The largest sum of the proportional memory of its processes, in MiB; 0 unless sampled. */
  peak: number
  stdout: string
}

interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Look at the memory every so often. It takes time itself: not for runs that are timed. */
  sample?: boolean
}

const TIMEOUT_MS = 240_000
const SAMPLE_MS = 40
const TICKS_PER_SECOND = 100

/** Runs a command to its end, and throws unless it went well. Nothing of its group is left. */
export async function run(
  program: string,
  args: string[],
  { env = process.env, sample = false }: RunOptions = {},
): Promise<Used> {
  const before = await childrenSeconds()
  const start = performance.now()
  const child = execa(program, args, {
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    detached: true, // a session of its own, whose members are counted
    cleanup: false,
    timeout: TIMEOUT_MS,
    maxBuffer: 4 * 1024 * 1024,
  })
  const { pid } = child
  const interrupted = () => end(pid, 'SIGTERM')
  process.prependOnceListener('SIGINT', interrupted)
  let peak = 0
  let running = true
  const sampling = (async () => {
    while (sample && running && pid) {
      peak = Math.max(peak, await sessionMemory(pid))
      await new Promise(resolve => setTimeout(resolve, SAMPLE_MS))
    }
  })()
  const result = await child
  const seconds = (performance.now() - start) / 1000
  running = false
  process.off('SIGINT', interrupted)
  await sampling
  end(pid, 'SIGKILL') // what is left, if it went wrong
  if (result.failed) throw new Error(`${args.slice(0, 2).join(' ')}: ${howItFailed(result)}`)
  return { seconds, cpu: (await childrenSeconds()) - before, peak, stdout: result.stdout }
}

function end(group: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (group) process.kill(-group, signal)
  } catch {
    // It has ended.
  }
}

function howItFailed(result: { timedOut: boolean; stdout: string; stderr: string }): string {
  if (result.timedOut) return `not finished after ${TIMEOUT_MS / 1000} s`
  const lines = `${result.stdout}\n${result.stderr}`.trimEnd().split('\n')
  return lines.findLast(line => /error/i.test(line)) ?? lines.at(-1) ?? 'failed'
}

/** The fields of a process after its name: state, parent, group, session, … Empty if it is gone. */
async function stat(pid: number | string): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** Processor time of this process's children that have ended, and of theirs. */
async function childrenSeconds(): Promise<number> {
  const fields = await stat('self')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND // cutime, cstime
}

async function sessionMemory(session: number): Promise<number> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const sizes = pids.map(async pid => {
    if ((await stat(pid))[3] !== String(session)) return 0
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    return Number(/^Pss: +(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1024
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
