import { posix } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import * as yaml from 'yaml'
import * as z from 'zod'
import { conflictIn } from '../lib/conflict.ts'
import { ExpectedError } from '../lib/errors.ts'
import { explain } from '../lib/issues.ts'
import { withoutQuotes } from '../lib/json.ts'
import type { Directory } from './directory.ts'

type Language = 'TOML' | 'YAML' | 'JSON'

const PARSERS: Record<Language, (text: string) => unknown> = {
  TOML: text => parseToml(text, { maxDepth: 100 }),
  YAML: parseYaml,
  JSON: text => JSON.parse(text),
}

/** A file that is being read, with the ways to others that it names. */
export class SourceFile {
  readonly path: string
  readonly text: string
  /** Every file that was read on the way from the first, by path. */
  readonly trail: Map<string, string>
  private readonly repository: Directory

  constructor(
    repository: Directory,
    path: string,
    text: string,
    trail: Map<string, string> = new Map(),
  ) {
    this.repository = repository
    this.path = path
    this.text = text
    this.trail = trail
    trail.set(path, text)
  }

  static open(repository: Directory, path: string): SourceFile | null {
    const text = repository.read(path)
    return text === null ? null : new SourceFile(repository, path, text)
  }

  get name(): string {
    return this.repository.name(this.path)
  }

  get directory(): string {
    return posix.dirname(this.path)
  }

  get base(): string {
    return posix.basename(this.path)
  }

  resolve(target: string): string {
    return this.repository.resolve(this.directory, target, this.path)
  }

  /** A file by its path relative to this one; null if there is none. */
  beside(target: string): SourceFile | null {
    const path = this.resolve(target)
    const text = this.repository.read(path)
    return text === null ? null : new SourceFile(this.repository, path, text, this.trail)
  }

  /** The same file, from which other files are read without a trail. */
  alone(): SourceFile {
    return new SourceFile(this.repository, this.path, this.text)
  }

  /** What `look` finds first for a name, beside this file or in a directory above it. */
  upwards<T>(name: string, look: (target: string) => T | null): T | null {
    const steps = this.directory === '.' ? 0 : this.directory.split('/').length
    for (let up = 0; up <= steps; up++) {
      const found = look(`${'../'.repeat(up)}${name}`)
      if (found !== null) return found
    }
    return null
  }

  nearest(name: string): SourceFile | null {
    return this.upwards(name, target => this.beside(target))
  }

  /** The text of a file beside this one, which says nothing about versions. */
  peek(target: string): string | null {
    return this.repository.read(this.resolve(target))
  }

  /** A file that this one cannot be understood without. */
  include(target: string): SourceFile {
    let found: SourceFile | null
    try {
      found = this.beside(target)
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      throw new ExpectedError(`${this.path} includes ${target}: ${error.message}`)
    }
    if (found) return found
    const name = this.repository.name(this.resolve(target))
    throw new ExpectedError(
      `${this.path} includes ${target}: cannot read ${name}: it does not exist`,
    )
  }

  wrong(field: string, problem: string): ExpectedError {
    return new ExpectedError(`${this.name}: ${field}: ${problem}`)
  }

  /** What the file says, as a schema sees it: parsed once for all who ask. */
  parse<T>(language: Language, schema: z.ZodType<T>, text = this.text): T {
    const key = text === this.text ? this.path : `${this.path}\0${text}`
    const value = this.repository.remember(language, key, () => {
      try {
        return PARSERS[language](text)
      } catch (error) {
        const conflict = conflictIn(text, this.name)
        if (conflict) throw conflict
        const problem =
          error instanceof RangeError ? 'it is nested too deeply' : withoutQuotes(error)
        throw new ExpectedError(`${this.name} is not ${language}: ${problem}`)
      }
    })
    return this.repository.remember(schema, key, () => {
      const result = schema.safeParse(value, { reportInput: true })
      if (result.success) return result.data
      throw new ExpectedError(`${this.name}: ${explain(result.error)}`)
    })
  }

  /** A part of what it says, which its own schema leaves open. */
  part<T>(schema: z.ZodType<T>, value: unknown, ...at: string[]): T {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const [issue] = result.error.issues
    throw this.wrong([...at, ...(issue?.path ?? [])].join('.'), issue?.message ?? '')
  }

  whole(language: Language): unknown {
    return this.parse(language, anything)
  }
}

const anything = z.unknown()

export const maybeText = z.string().optional()
export const maybeTexts = z.array(z.string()).optional()

export const table = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

/** Null for what cannot be read and need not be. */
export function orNull<T>(
  work: () => T,
  note: (error: ExpectedError) => void = () => {},
): T | null {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    note(error)
    return null
  }
}

/** A value of a shape, or null: for parts of files that are not ours. */
export function asShape<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const result = schema.safeParse(value)
  return result.success ? result.data : null
}

/** Every scalar as the text that it is: `3.10` is no number. Aliases are followed a few times at most. */
function parseYaml(text: string): unknown {
  const document = yaml.parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false, // to look for them takes the square of their number
    prettyErrors: true,
    logLevel: 'silent',
  })
  const [problem] = document.errors
  if (problem) throw new Error(problem.message)
  return document.toJS({ maxAliasCount: 100 })
}
