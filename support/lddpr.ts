import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Report } from '../src/model/report.ts'
import { root } from './python.ts'

/** Where Node keeps what it has compiled of the programs that the tests start: they start in less time. */
export const COMPILED = join(root, 'node_modules/.cache/compiled')

/** Runs the built program as a user would. */
export function lddpr(args: readonly string[], options: { cwd?: string; env?: object } = {}) {
  return execa(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: options.cwd ?? root,
    env: { NO_COLOR: '1', COLUMNS: '', NODE_COMPILE_CACHE: COMPILED, ...options.env },
    reject: false,
    stdin: 'ignore',
  })
}

/** A directory that is gone after the test. */
export async function temporary(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

export async function readReport(directory: string, reports = 'lddpr-report'): Promise<Report> {
  return JSON.parse(await readFile(join(directory, reports, 'report.json'), 'utf8'))
}

/** Process ids of everything that still runs and mentions the text on its command line or in its environment. */
export async function survivors(text: string): Promise<string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
    const [line, environment] = [await read('cmdline'), await read('environ')]
    if ((line + environment).includes(text) && Number(pid) !== process.pid)
      found.push(`${pid} ${line}`)
  }
  return found
}
