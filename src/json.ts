import { randomBytes } from 'node:crypto'
import { open, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'
import { InputError } from './errors.ts'

/** No file that this program reads is legitimately larger. */
const MAX_BYTES = 256 * 1024 * 1024

/** Parses text with a schema; the error names the file, the field, what was found and expected. */
export function parseJson<T>(schema: z.ZodType<T>, text: string, source: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new InputError(`${source} is not JSON: ${(error as Error).message}`)
  }
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new InputError(`${source}: ${explain(result.error)}`)
}

/** The first issue of a zod error as a sentence with the field's path and the value found. */
export function explain(error: z.ZodError): string {
  const [outer] = error.issues
  if (!outer) return 'not valid'
  const issue = innermost(outer)
  const field = issue.path.length ? issue.path.join('.') : 'the whole value'
  const found = 'input' in issue ? `, found ${shorten(JSON.stringify(issue.input))}` : ''
  return `${field}: ${issue.message.replace(/, received .*$/, '')}${found}`
}

/** What is wrong in the alternative that was meant, the one that goes deepest, or with a key. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const below =
    issue.code === 'invalid_union'
      ? issue.errors.flat()
      : issue.code === 'invalid_key'
        ? issue.issues
        : []
  const depth = ({ path }: z.core.$ZodIssue) => path.length
  const [deepest] = below.map(innermost).sort((a, b) => depth(b) - depth(a))
  return deepest ? { ...deepest, path: [...issue.path, ...deepest.path] } : issue
}

function shorten(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

export async function readJson<T>(schema: z.ZodType<T>, file: string): Promise<T> {
  const text = await readText(file, MAX_BYTES)
  if (text === null) throw new InputError(`cannot read ${file}: it does not exist`)
  return parseJson(schema, text, file)
}

/** The text of a file, or null if there is none. Its size is looked at before anything is read. */
export async function readText(file: string, maxBytes: number): Promise<string | null> {
  try {
    await using handle = await open(file)
    const found = await handle.stat()
    if (!found.isFile()) throw new InputError(`cannot read ${file}: it is not a file`)
    if (found.size > maxBytes)
      throw new InputError(`${file}: expected at most ${maxBytes} bytes, found ${found.size}`)
    return await handle.readFile('utf8')
  } catch (error) {
    if (error instanceof InputError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new InputError(`cannot read ${file}: ${reason(error)}`)
  }
}

/**
 * The same for a file that a change may have put there: a link that leads out of its directory is not
 * followed, because what is wrong in a file is quoted in the report, where everybody can read it.
 */
export async function readOwnText(file: string, maxBytes: number): Promise<string | null> {
  let real: string
  let home: string
  try {
    home = await realpath(dirname(file))
    real = await realpath(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new InputError(`cannot read ${file}: ${reason(error)}`)
  }
  if (dirname(real) === home) return readText(real, maxBytes)
  throw new InputError(
    `${file}: expected a file of its directory, found a link that leads out of it`,
  )
}

/** Writes a file whole or not at all. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const partial = `${file}.${randomBytes(4).toString('hex')}.partial`
  try {
    await writeFile(partial, text)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw new InputError(`cannot write ${file}: ${reason(error)}`)
  }
}

/** What the operating system said, in words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  const words: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission denied',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is not a directory',
    ENOSPC: 'no space left on the device',
  }
  return (code && words[code]) || (error as Error).message
}
