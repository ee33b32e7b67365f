import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Environment } from '../../src/model/record.ts'
import { type Variable, variables } from '../../src/probe/variables.ts'

/** What a run finds around it, on its way from plain to what a row of the table makes of it. */
export interface Around {
  env: Record<string, string | undefined>
  /** The repository that is checked: also the working directory. It need not exist. */
  directory: string
  /** For files; gone after the run. */
  work: string
  /** Ends what was started for this run. */
  cleanup: AsyncDisposableStack
}

/** Something that differs between two machines, or two jobs, and must not change the verdict. */
export interface Row {
  name: string
  why: string
  /** The first is plain. One that is named twice is drawn twice as often. */
  values: readonly string[]
  apply: (value: string, around: Around) => void | Promise<void>
  /** Whether a record shows that the value has reached the ranks, where it can be told. */
  reached?: (value: string, environment: Environment) => boolean
}

export const PLAIN = '–'

const setting =
  (...names: string[]) =>
  (value: string, { env }: Around) => {
    for (const name of names) env[name] = value
  }

const LONG = 'long-'.repeat(24)
const TORCHRUN = { RANK: '3', LOCAL_RANK: '1', WORLD_SIZE: '4', GROUP_RANK: '1' }
const SLURM = { SLURM_NTASKS: '4', SLURM_PROCID: '2', SLURM_JOB_ID: '7', SLURM_LOCALID: '0' }
const LEFT: Record<string, Record<string, string>> = {
  'PL_GLOBAL_SEED=7': { PL_GLOBAL_SEED: '7', PL_SEED_WORKERS: '0' },
  torchrun: TORCHRUN,
  SLURM,
}

const ROWS_BY_HAND: readonly Row[] = [
  {
    name: 'working directory',
    why: 'paths end up in commands, files and the import path',
    values: [PLAIN, 'mit Leerzeichen, Ümlauten und 日本', `${LONG}/${LONG}`],
    apply: (value, around) => {
      around.directory = join(around.work, value, 'repository')
    },
  },
  {
    name: 'TMPDIR',
    why: 'ranks and workers meet in sockets and files there',
    values: [PLAIN, 'blank ö', LONG],
    apply: async (value, { env, work }) => {
      env.TMPDIR = join(work, 'tmp', value)
      await mkdir(env.TMPDIR, { recursive: true })
    },
  },
  {
    name: 'TZ',
    why: 'something might be seeded by the clock',
    values: [PLAIN, 'UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati'],
    apply: setting('TZ'),
  },
  {
    name: 'LANG, LC_ALL',
    why: 'the order of names, the spelling of numbers and the encoding of files',
    values: [PLAIN, 'C', 'C.UTF-8', 'tr_TR.UTF-8'],
    apply: setting('LANG', 'LC_ALL'),
  },
  {
    name: 'PYTHONHASHSEED',
    why: 'the order of sets, and with it of whatever is iterated',
    values: [PLAIN, '0', '1', '4294967295'],
    apply: setting('PYTHONHASHSEED'),
    reached: (value, { hashSeed }) => hashSeed === value,
  },
  {
    name: 'OMP_NUM_THREADS',
    why: 'sums in another order: weights cannot be compared, all else can',
    values: [PLAIN, PLAIN, '1', '1', '2'], // more often so that they can
    apply: setting('OMP_NUM_THREADS'),
    // MKL's own number takes precedence in torch.
    reached: (value, { threads, variables }) =>
      threads === Number(value) || variables.some(({ name }) => name === 'MKL_NUM_THREADS'),
  },
  {
    name: 'ATEN_CPU_CAPABILITY',
    why: 'another CPU: weights cannot be compared, all else can',
    values: [PLAIN, PLAIN, PLAIN, PLAIN, 'default', 'avx2'],
    apply: setting('ATEN_CPU_CAPABILITY'),
    reached: (value, { cpuCapability }) => cpuCapability.toLowerCase() === value,
  },
  {
    name: 'CPU load',
    why: 'races: processes come in another order, or late',
    values: [PLAIN, '2 busy loops', '4 busy loops'],
    apply: (value, { cleanup }) => {
      for (let loop = 0; loop < Number.parseInt(value, 10); loop++) cleanup.defer(busyLoop())
    },
  },
  {
    name: 'MASTER_PORT',
    why: 'another rendezvous, or one that is taken',
    values: [PLAIN, '29500', 'one that is taken'],
    apply: async (value, { env, cleanup }) => {
      env.MASTER_PORT = value === '29500' ? value : String(await takenPort(cleanup))
    },
  },
  {
    name: 'left by another job',
    why: 'seeds and ranks that are not those of the probe',
    values: [PLAIN, ...Object.keys(LEFT)],
    apply: (value, { env }) => {
      Object.assign(env, LEFT[value])
    },
  },
]

/** So often plain, for each value: a run has some of them set, and not all. */
const PLAIN_SHARE = 4
const OWN = new Set(ROWS_BY_HAND.map(({ name }) => name))

/** `NAME=VALUE`, where a row of the table stands for many names. */
function settingOf({ name }: Variable, tried: string): [string, string] {
  const at = tried.indexOf('=')
  return name.endsWith('*') ? [tried.slice(0, at), tried.slice(at + 1)] : [name, tried]
}

/** What the table of variables names, and has no row above. */
const TABLE: readonly Row[] = variables()
  .filter(({ name, tried }) => tried.length > 0 && !OWN.has(name))
  .map(row => ({
    name: row.name,
    why: row.does,
    values: [...row.tried.flatMap(() => Array(PLAIN_SHARE).fill(PLAIN)), ...row.tried],
    apply(value, { env }) {
      const [name, set] = settingOf(row, value)
      env[name] = set
    },
  }))

export const ROWS: readonly Row[] = [...ROWS_BY_HAND, ...TABLE]

/** Variables that plain surroundings lack, whatever this machine has. */
export const UNSET: Record<string, undefined> = Object.fromEntries(
  [
    ...['TMPDIR', 'RUNNER_TEMP', 'TZ', 'LANG', 'LC_ALL', 'PYTHONHASHSEED', 'OMP_NUM_THREADS'],
    ...['ATEN_CPU_CAPABILITY', 'MASTER_PORT', ...Object.values(LEFT).flatMap(Object.keys)],
    ...variables().flatMap(row => row.tried.map(tried => settingOf(row, tried)[0])),
  ].map(name => [name, undefined]),
)

/** Keeps one core busy until the function that it returns is called, or for ten minutes. */
function busyLoop(): () => void {
  const script = 'const end = Date.now() + 6e5; while (Date.now() < end);'
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' })
  return () => void child.kill('SIGKILL')
}

async function takenPort(cleanup: AsyncDisposableStack): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanup.defer(() => new Promise<void>(resolve => void server.close(() => resolve())))
  return (server.address() as AddressInfo).port
}

/** For each run a value of every row, in an order that the seed decides, as often as the row says. */
export function draw(rows: readonly Row[], runs: number, seed: number): Map<Row, string>[] {
  const random = generator(seed)
  const drawn = Array.from({ length: runs }, () => new Map<Row, string>())
  for (const row of rows) {
    let deck: string[] = []
    for (const run of drawn) {
      if (deck.length === 0) deck = shuffled(row.values, random)
      run.set(row, deck.pop() ?? PLAIN)
    }
  }
  return drawn
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map(item => ({ item, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}

/** mulberry32: the same draws everywhere, for as long as nobody changes the table. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
