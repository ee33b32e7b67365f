import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ROOT } from '../root.ts'

/** A sign that this machine may have a GPU, as python-probe/lddpr/device.py looks for it; null where there is none. */
export function driver(): string | null {
  const text = readFileSync(join(ROOT, 'python-probe/lddpr/drivers.json'), 'utf8')
  const signs = Object.keys(z.record(z.string(), z.string()).parse(JSON.parse(text)))
  return signs.find(path => existsSync(path)) ?? null
}
