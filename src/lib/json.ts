import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'
import { conflictIn } from './conflict.ts'
import { ExpectedError, type Kind } from './errors.ts'
import { explain } from './issues.ts'

/** No file that this program reads is legitimately larger. */
const MAX_BYTES = 256 * 1024 * 1024

/**
 * Parses text with a schema. The error names the file, the field, and what was expected: never a value, for
 * an author who chooses the file could show a secret to everybody in the report.
 */
export function parseJson<T>(
  schema: z.ZodType<T>,
  text: string,
  source: string,
  kind: Kind = 'input',
  /** What is wrong with the whole of it, before the schema is asked. */
  look: (value: unknown) => string | null = () => null,
): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw conflictIn(text, source) ?? notIn('JSON', source, error, kind)
  }
  const problem = look(value)
  if (problem !== null) throw new ExpectedError(`${source}: ${problem}`, { kind })
  return parseValue(schema, value, source, kind)
}

/** A file whose text its language does not allow. */
export const notIn = (language: string, source: string, error: unknown, kind: Kind = 'input') =>
  new ExpectedError(`${source} is not ${language}: ${withoutQuotes(error)}`, { kind })

export function parseValue<T>(
  schema: z.ZodType<T>,
  value: unknown,
  source: string,
  kind: Kind = 'input',
): T {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new ExpectedError(`${source}: ${explain(result.error, schema)}`, { kind })
}

/** What a parser says, without what it quotes of the text. */
export function withoutQuotes(error: unknown): string {
  const message = (error as Error).message.replace(/".*"|'.*'/s, '…')
  return message.split('\n')[0]?.replace(/:$/, '') ?? ''
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
    if (!found.isFile()) {
      const what = found.isDirectory() ? 'it is a directory' : 'it is not a file'
      throw new ExpectedError(`cannot read ${file}: ${what}`, { kind: 'file' })
    }
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
