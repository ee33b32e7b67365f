import { join } from 'node:path'
import { type Fingerprint, fingerprint } from './fingerprint.ts'
import type { Read } from './reads.ts'
import { type Job, type Plan, placeOf } from './recipe.ts'
import { readsOfSettings } from './settings.ts'

/** All that decides what an environment is built from is built into, besides the text of its source. */
export function originOf(job: Job, { parts, tools, reads }: Plan): Fingerprint {
  const { cwd } = job.surroundings
  const source: Read = { kind: 'file', path: join(cwd, job.pins.source) }
  const found = fingerprint([source, ...reads, ...readsOfSettings(tools, placeOf(job))], cwd)
  return { ...found, parts: [...parts, ...found.parts] }
}
