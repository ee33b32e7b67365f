import { randomBytes } from 'node:crypto'
import { readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import { ExpectedError } from '../../lib/errors.ts'
import { interruption } from '../../lib/interrupt.ts'
import { parseJson, reason, writeAtomically } from '../../lib/json.ts'

/**
 * The right to build one entry of the cache: a file that its owner touches again and again. It is a
 * courtesy between jobs, not a lock: a job that takes it from an owner that still works builds a second
 * time and harms nothing. So none waits for an owner that is gone or stopped.
 */

export interface Patience {
  /** How often the owner says that it lives, in milliseconds. */
  beat: number
  /** How long after its last word it counts as gone. */
  gone: number
  look: number
}
const PATIENCE: Patience = { beat: 2000, gone: 20_000, look: 250 }

const ownerSchema = z.strictObject({
  token: z.string(),
  host: z.string(),
  pid: z.int(),
  /** The directory that it fills, once it does. */
  directory: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
})
type Owner = z.infer<typeof ownerSchema>

export interface Waiting {
  patience?: Patience
  /** Whether what was waited for is there: then there is no need to own anything. */
  enough: () => Promise<boolean>
  waiting: (owner: string) => void
  broken: (why: string) => void
  abandoned: (directory: string) => Promise<void>
}

export class Lease implements AsyncDisposable {
  private readonly file: string
  private owner: Owner | null
  private readonly heart: NodeJS.Timeout | undefined

  private constructor(file: string, owner: Owner | null, beat: number) {
    this.file = file
    this.owner = owner
    if (!owner) return
    this.heart = setInterval(() => {
      const now = new Date()
      utimes(file, now, now).catch(() => {})
    }, beat)
    this.heart.unref()
  }

  /** Returns when the file is ours, or when there is no need for it any more. */
  static async take(file: string, options: Waiting): Promise<Lease> {
    const { patience = PATIENCE, enough, waiting, broken, abandoned } = options
    const host = await thisHost()
    const owner = { token: randomBytes(8).toString('hex'), host, pid: process.pid }
    let said = false
    let last = { beat: -1, seen: performance.now() }
    while (!(await create(file, owner))) {
      const other = await readOwner(file)
      const beat = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => -1,
      )
      // Its beats are timed with our own clock: that of another host may be wrong.
      if (beat !== last.beat) last = { beat, seen: performance.now() }
      const silent = performance.now() - last.seen > patience.gone
      const dead = other?.host === host && hasEnded(other.pid)
      if (dead || silent) {
        broken(dead ? 'the job that built this environment is gone' : 'another job has stopped')
        await rm(file, { force: true })
        if (dead && other?.directory) await abandoned(other.directory).catch(() => {})
        continue
      }
      if (!said && other) {
        waiting(`process ${other.pid} on ${other.host}`)
        said = true
      }
      await setTimeout(patience.look)
      interruption.throwIfAborted()
      if (await enough()) return new Lease(file, null, patience.beat)
    }
    return new Lease(file, owner, patience.beat)
  }

  /** Notes the directory that is being filled, for the job that finds it abandoned. */
  async builds(directory: string): Promise<void> {
    if (!this.owner) return
    this.owner = { ...this.owner, directory }
    await writeAtomically(this.file, JSON.stringify(this.owner))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.heart)
    const current = this.owner && (await readOwner(this.file))
    if (current && current.token === this.owner?.token) await rm(this.file, { force: true })
  }
}

async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: 'environment' })
  }
}

/** Null if it is gone, or was begun and not written. */
const readOwner = (file: string): Promise<Owner | null> =>
  readFile(file, 'utf8').then(
    text => {
      try {
        return parseJson(ownerSchema, text, file)
      } catch {
        return null
      }
    },
    () => null,
  )

/** Where process numbers are the same: containers may share the name of their host. */
async function thisHost(): Promise<string> {
  const processes = await readlink('/proc/self/ns/pid').catch(() => '')
  return [hostname(), ...(/\d+/.exec(processes) ?? [])].join(' ')
}

/** A number may be another process's by now: then its file falls silent. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
