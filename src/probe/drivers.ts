import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { wrongInput } from '../lib/errors.ts'
import { ROOT } from '../root.ts'

const FILE = 'python-probe/lddpr/drivers.json'

/** The signs of a GPU that python-probe/lddpr/device.py knows: a file, and whose driver makes it. */
const drivers = (): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')))

/** The first of the signs on this machine; null where there is none. */
export const driver = (signs: readonly string[] = Object.keys(drivers())): string | null =>
  signs.find(path => existsSync(path)) ?? null

/** What wants a GPU: an input, what it says, and what to do where there is none. */
interface Wish {
  input: string
  expected: string
  remedy: string
}

const ACCELERATOR: Wish = {
  input: 'accelerator',
  expected: 'a GPU',
  remedy: 'take a machine with a GPU, or the CPU',
}

/** Throws on a machine without any: to install torch first would tell nothing more. */
export function mustHaveDriver(
  { input, expected, remedy }: Wish = ACCELERATOR,
  signs: readonly string[] = Object.keys(drivers()),
): void {
  if (driver(signs)) return
  throw wrongInput(
    input,
    `expected ${expected}, found no driver of a GPU on this machine (none of ${signs.join(', ')} exists); ${remedy}`,
  )
}
