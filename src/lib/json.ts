import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'
import { ExpectedError, type Kind } from './errors.ts'
import { hide } from './secrets.ts'

/** No file that this program reads is legitimately larger. */
const MAX_BYTES = 256 * 1024 * 1024

/**
 * Parses text with a schema. The error names the file, the field, and what was expected: never a value, for
 * whoever chooses the file could make everybody read a secret in the report.
 */
export function parseJson<T>(
  schema: z.ZodType<T>,
  text: string,
  source: string,
  kind: Kind = 'input',
): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ExpectedError(`${source} is not JSON: ${withoutQuotes(error)}`, { kind })
  }
  return parseValue(schema, value, source, kind)
}

export function parseValue<T>(
  schema: z.ZodType<T>,
  value: unknown,
  source: string,
  kind: Kind = 'input',
): T {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new ExpectedError(`${source}: ${explain(result.error)}`, { kind })
}

/** What a parser says, without what it quotes of the text. */
export function withoutQuotes(error: unknown): string {
  const message = (error as Error).message.replace(/".*"|'.*'/s, '…')
  return message.split('\n')[0]?.replace(/:$/, '') ?? ''
}

/** The first issue of a zod error as a sentence with the field's path and the kind of what was found. */
export function explain(error: z.ZodError): string {
  const { path, problem } = firstIssue(error, kindOf)
  return `${path.length ? path.join('.') : 'the whole value'}: ${problem}`
}

export function firstIssue(
  error: z.ZodError,
  show: (value: unknown) => string,
): { path: PropertyKey[]; problem: string } {
  const [outer] = error.issues
  if (!outer) return { path: [], problem: 'not valid' }
  const issue = innermost(outer)
  const found = 'input' in issue ? `, found ${show(issue.input)}` : ''
  return { path: issue.path, problem: `${issue.message.replace(/, received .*$/, '')}${found}` }
}

/** No secret is so short. */
const short = /^.{1,4}$/

/** What may be said of a value that somebody else has written. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return short.test(String(value)) ? String(value) : 'a number'
  if (typeof value === 'string') return value ? 'a text' : 'an empty text'
  return glimpse(value)
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

const LONGEST = 80

/** A value that the user has typed, in short, however large it is and however deep. */
export function glimpse(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
    return keys.length
      ? `an object with ${shorten(keys.slice(0, 9).join(', '))}`
      : 'an empty object'
  }
  return shorten(JSON.stringify(value))
}

function shorten(text: string): string {
  const clean = hide(text)
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 3)}...` : clean
}

/** `kind` says who has written the file. */
export const readJson = async <T>(schema: z.ZodType<T>, file: string, kind?: Kind): Promise<T> =>
  parseJson(schema, await readPresent(file, MAX_BYTES), file, kind)

export async function readPresent(file: string, maxBytes: number, name = file): Promise<string> {
  const text = await readText(file, maxBytes)
  if (text !== null) return text
  throw new ExpectedError(`cannot read ${name}: it does not exist`, { kind: 'file' })
}

/** The text of a file, or null if there is none. Its size is looked at before anything is read. */
export const readText = (file: string, maxBytes: number): Promise<string | null> =>
  nullIfMissing(file, async () => {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK) // a pipe would wait
    const found = await handle.stat()
    if (!found.isFile())
      throw new ExpectedError(`cannot read ${file}: it is not a file`, { kind: 'file' })
    if (found.size > maxBytes)
      throw new ExpectedError(`${file}: expected at most ${maxBytes} bytes, found ${found.size}`)
    return (await handle.readFile('utf8')).replace(/^\uFEFF/, '') // editors of Windows write one
  })

/**
 * The same for a file that a change may have put there: a link that leads out of its directory is not
 * followed, because what is wrong in a file is quoted in the report, where everybody can read it.
 */
export const readOwnText = (file: string, maxBytes: number): Promise<string | null> =>
  nullIfMissing(file, async () => {
    const home = await realpath(dirname(file))
    const real = await realpath(file)
    if (dirname(real) === home) return readText(real, maxBytes)
    throw new ExpectedError(
      `${file}: expected a file of its directory, found a link that leads out of it`,
    )
  })

async function nullIfMissing<T>(file: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ExpectedError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ExpectedError(`cannot read ${file}: ${reason(error)}`, { kind: 'file' })
  }
}

export async function writeAtomically(file: string, text: string): Promise<void> {
  const partial = `${file}.${randomBytes(4).toString('hex')}.partial`
  try {
    await writeFile(partial, text)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {}) // its name may be what is wrong
    throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: 'file' })
  }
}

export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  const words: Record<string, string> = {
    ENOENT: 'it does not exist',
    EACCES: 'permission denied',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is not a directory',
    ENOSPC: 'no space left on the device',
    ENAMETOOLONG: 'its name is too long',
  }
  return (code && words[code]) || (error as Error).message
}
