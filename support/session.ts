import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './python.ts'
import { withResults } from './results.ts'

/** What the benchmark and every trial have: a directory of its own, gone at the end, and a voice with a clock. */
export async function session(): Promise<
  { work: string; progress: (message: string) => void } & AsyncDisposable
> {
  const work = await mkdtemp(join(tmpdir(), 'lddpr-session-'))
  const interrupted = () => {
    rmSync(work, { recursive: true, force: true })
    process.exit(130)
  }
  process.once('SIGINT', interrupted)
  const started = performance.now()
  return {
    work,
    progress(message) {
      const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4)
      process.stderr.write(`${seconds} s  ${message}\n`)
    },
    async [Symbol.asyncDispose]() {
      process.off('SIGINT', interrupted)
      await rm(work, { recursive: true, force: true })
    },
  }
}

/** Puts results between the markers of a page of `docs/`. */
export async function writeResults(name: string, results: string, table = ''): Promise<void> {
  const page = join(root, 'docs', name)
  await writeFile(page, withResults(await readFile(page, 'utf8'), results, table))
}

/** Says what is wrong with the command line, and ends. */
export function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
