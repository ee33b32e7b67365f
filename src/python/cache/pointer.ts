import { hash } from 'node:crypto'
import { readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { readJson, writeAtomically } from '../../lib/json.ts'
import type { Manifest } from './manifest.ts'

/** `KEY.json`: where the entry lies, and the list of its files. Its time says when it was last used. */

const name = z.string().regex(/^[\w-]+$/)
const pointerSchema = z.strictObject({
  directory: name,
  bytes: z.number().optional(),
  /** Its name ends in its own digest. Absent: from a time when none was kept. */
  files: name.optional(),
})
export type Pointer = z.infer<typeof pointerSchema>

export const readPointer = (file: string): Promise<Pointer | null> =>
  readJson(pointerSchema, file).catch(() => null)

/** Null if there is none that is whole. */
export async function readManifest(
  cache: string,
  { files = '' }: Pointer,
): Promise<Manifest | null> {
  const text = files && (await readFile(join(cache, files), 'utf8').catch(() => ''))
  return text && files.endsWith(digestOf(text)) ? JSON.parse(text) : null
}

/** The list first, under a name of its own: a reader finds the old ones or the new ones. */
export async function writePointer(
  file: string,
  cache: string,
  { directory, bytes }: Pointer,
  manifest: Manifest,
): Promise<void> {
  const text = JSON.stringify(manifest)
  const files = `${directory}-${digestOf(text)}`
  await writeAtomically(join(cache, files), text)
  await writeAtomically(file, JSON.stringify({ directory, bytes, files }))
}

const digestOf = (text: string) => hash('sha256', text).slice(0, 16)

/** Says that the entry is in use. A cache that can only be read is good enough. */
export async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => {})
}
