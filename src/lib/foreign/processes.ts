import { readdir, readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'

/** A variable that everything of one run inherits, unless it takes care not to. */
export const MARK = 'LDDPR_RUN'

const GONE_MS = 1000
const POLL_MS = 5

interface Process {
  pid: number
  name: string
  parent: number
  group: number
  session: number
}

export interface Root {
  /** Leads a session; 0 if it could not be started. */
  pid: number
  mark: string
  /** Ended last: while it lives it adopts what loses its parent, and so keeps it in sight. */
  guard: boolean
}

/**
 * Ends what is left of a run, and returns the names of it: descendants, members of its sessions, and whatever bears its
 * mark. Only a guard sees more than that.
 */
export async function endAll({ pid: root, mark, guard }: Root): Promise<string[]> {
  if (root <= 1) return [] // it has not started
  const names = new Map<number, string>()
  const sessions = new Set([root])
  const deadline = performance.now() + GONE_MS
  for (;;) {
    const ours = await belongingTo(root, mark, sessions)
    const rest = guard ? ours.filter(({ pid }) => pid !== root) : ours
    for (const { pid, group, name, session } of rest) {
      names.set(pid, `${name} (${pid})`)
      if (session > 1) sessions.add(session)
      kill(-group)
      kill(pid)
    }
    if (rest.length === 0) kill(-root)
    if (ours.length === 0 || performance.now() > deadline) return [...names.values()]
    await setTimeout(POLL_MS)
  }
}

/** A process, or the negative of a group; 0 and 1 would be ours, or everybody. */
export function kill(target: number): void {
  if (Math.abs(target) <= 1) return
  try {
    process.kill(target, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

async function belongingTo(root: number, mark: string, sessions: Set<number>): Promise<Process[]> {
  const all = await livingProcesses()
  const marked = await Promise.all(all.map(({ pid }) => bears(pid, mark)))
  const found = new Set(
    all
      .filter(({ session }, index) => sessions.has(session) || marked[index])
      .map(({ pid }) => pid),
  )
  for (let before = -1; found.size > before; ) {
    before = found.size
    for (const { pid, parent } of all) if (parent === root || found.has(parent)) found.add(pid)
  }
  return all.filter(({ pid }) => found.has(pid) && pid !== process.pid)
}

const bears = (pid: number, mark: string): Promise<boolean> =>
  readFile(`/proc/${pid}/environ`, 'latin1').then(
    text => `\0${text}`.includes(`\0${MARK}=${mark}\0`),
    () => false, // it has ended, or belongs to somebody else
  )

/** None where there is no /proc. */
async function livingProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const stats = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')),
  )
  return stats.flatMap((stat, index) => {
    const end = stat.lastIndexOf(')')
    const [state = 'X', parent, group, session] = stat.slice(end + 2).split(' ')
    if ('ZX'.includes(state)) return []
    const name = stat.slice(stat.indexOf('(') + 1, end)
    return {
      pid: Number(pids[index]),
      name,
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
    }
  })
}
