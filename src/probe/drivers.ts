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

/** Throws on a machine without any: to install torch first would tell nothing more. */
export function mustHaveDriver(signs: readonly string[] = Object.keys(drivers())): void {
  if (driver(signs)) return
  throw wrongInput(
    'accelerator',
    `expected a GPU, found no driver of one on this machine (none of ${signs.join(', ')} exists); take a machine with a GPU, or the CPU`,
  )
}
