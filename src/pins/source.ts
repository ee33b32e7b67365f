import { posix } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import * as yaml from 'yaml'
import type * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import { explain, withoutQuotes } from '../lib/json.ts'
import type { Repository } from './repository.ts'

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
  private readonly repository: Repository

  constructor(
    repository: Repository,
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

  static open(repository: Repository, path: string): SourceFile | null {
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

  /** A file that this one names, seen from it; null if there is none. */
  beside(target: string): SourceFile | null {
    const path = this.resolve(target)
    const text = this.repository.read(path)
    return text === null ? null : new SourceFile(this.repository, path, text, this.trail)
  }

  /** The same file, from which other files are read without a trail. */
  alone(): SourceFile {
    return new SourceFile(this.repository, this.path, this.text)
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

  /** What the file says, as a schema sees it. */
  parse<T>(language: Language, schema: z.ZodType<T>, text = this.text): T {
    const value = this.repository.parsed(this.path, () => {
      try {
        return PARSERS[language](text)
      } catch (error) {
        const problem =
          error instanceof RangeError ? 'it is nested too deeply' : withoutQuotes(error)
        throw new ExpectedError(`${this.name} is not ${language}: ${problem}`)
      }
    })
    const result = schema.safeParse(value, { reportInput: true })
    if (result.success) return result.data
    throw new ExpectedError(`${this.name}: ${explain(result.error)}`)
  }
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
