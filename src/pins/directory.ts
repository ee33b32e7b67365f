import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, posix, relative, sep } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { reason } from '../lib/json.ts'
import { isInGit } from '../lib/paths.ts'

/** Reads the files of one directory and nothing outside of it, however they point there. */

export interface FileSystem {
  realpath: (path: string) => string
  /** Null for what is neither a file nor a directory. */
  stat: (path: string) => {
    kind: 'file' | 'directory' | 'other'
    size: number
    /** When content, name or rights were last changed, in milliseconds; nobody can set it back. */
    changed?: number
  }
  read: (path: string) => Buffer
  list: (path: string) => { name: string; directory: boolean }[]
}

export const realFiles: FileSystem = {
  realpath: realpathSync,
  stat: path => {
    const found = statSync(path)
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other'
    return { kind, size: found.size, changed: found.ctimeMs }
  },
  read: path => readFileSync(path),
  list: path =>
    readdirSync(path, { withFileTypes: true }).map(entry => ({
      name: entry.name,
      directory: entry.isDirectory(),
    })),
}

const MAX_FILES = 1000
const MAX_BYTES = 256 * 1024 * 1024

/**
 * Each file is read once. Once it is sealed, because programs of the change are to run, nothing that was
 * written since is read.
 */
export class Directory {
  readonly root: string
  private readonly files: FileSystem
  private readonly limitOf: (path: string) => number
  private readonly texts = new Map<string, string | null>()
  private readonly values = new Map<unknown, Map<string, unknown>>()
  private readonly lists = new Map<string, { name: string; directory: boolean }[]>()
  private bytes = 0
  private sealed = Number.POSITIVE_INFINITY

  /** `limitOf` says how many bytes a file of a path may have. */
  constructor(root: string, files: FileSystem, limitOf: (path: string) => number) {
    this.files = files
    this.limitOf = limitOf
    this.root = this.attempt(root, () => files.realpath(root))
    const { kind } = this.attempt(root, () => files.stat(this.root))
    if (kind !== 'directory') throw new ExpectedError(`cannot read ${root}: it is not a directory`)
  }

  name(path: string): string {
    return join(this.root, path)
  }

  /** The path, relative to the root, of what a file in `directory` calls `target`. */
  resolve(directory: string, target: string, from = directory): string {
    const path = posix.normalize(posix.join(directory, target.replaceAll('\\', '/')))
    if (isAbsolute(target) || /^[A-Za-z]:/.test(target) || target.includes('\0') || outside(path))
      throw new ExpectedError(
        `${this.name(from)}: expected files in ${this.root}, found one that names a file outside`,
      )
    return path
  }

  read(path: string): string | null {
    const known = this.texts.get(path)
    if (known !== undefined) return known
    if (this.texts.size >= MAX_FILES)
      throw new ExpectedError(
        `${this.root}: expected at most ${MAX_FILES} files to read, found more`,
      )
    const text = this.load(path)
    this.texts.set(path, text)
    return text
  }

  /** What is worked out of a file, once however often it is asked for. `what` tells one result from another. */
  remember<T>(what: unknown, path: string, work: () => T): T {
    const known = this.values.get(what) ?? new Map<string, unknown>()
    this.values.set(what, known)
    if (!known.has(path)) known.set(path, work())
    return known.get(path) as T
  }

  list(directory: string): { name: string; directory: boolean }[] {
    const known = this.lists.get(directory)
    if (known) return [...known]
    const path = this.inside(directory)
    if (path !== null)
      this.mustBeOld(
        directory,
        this.attempt(path, () => this.files.stat(path)),
      )
    const found = path === null ? [] : this.attempt(path, () => this.files.list(path))
    this.lists.set(directory, found)
    return [...found]
  }

  seal(): void {
    this.sealed = Math.min(this.sealed, Date.now())
  }

  /** The files that say something else than when they were read. */
  changed(): string[] {
    const now = new Directory(this.root, this.files, this.limitOf)
    return [...this.texts].flatMap(([path, text]) => {
      try {
        return now.read(path) === text ? [] : path
      } catch {
        return path
      }
    })
  }

  private mustBeOld(path: string, { changed = 0 }: ReturnType<FileSystem['stat']>): void {
    if (changed < this.sealed) return
    throw new ExpectedError(
      `cannot read ${this.name(path)}: it was written after packages of this environment had been started`,
    )
  }

  private load(path: string): string | null {
    const real = this.inside(path)
    if (real === null) return null
    const found = this.attempt(real, () => this.files.stat(real))
    const { kind, size } = found
    if (kind !== 'file') throw new ExpectedError(`cannot read ${this.name(path)}: it is not a file`)
    const limit = this.limitOf(path)
    if (size > limit)
      throw new ExpectedError(`${this.name(path)}: expected at most ${limit} bytes, found ${size}`)
    this.mustBeOld(path, found)
    const content = this.attempt(real, () => this.files.read(real))
    this.bytes += content.length
    if (this.bytes > MAX_BYTES)
      throw new ExpectedError(
        `${this.root}: expected at most ${MAX_BYTES} bytes to read, found more`,
      )
    return decode(content)
  }

  /** Where a path leads when links are followed; null if nowhere. */
  private inside(path: string): string | null {
    if (outside(path)) throw new ExpectedError(`${path} is outside ${this.root}`)
    if (isInGit(path)) throw new ExpectedError(`cannot read ${this.name(path)}: it is git's own`)
    let real: string
    try {
      real = this.files.realpath(join(this.root, path))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      throw new ExpectedError(`cannot read ${this.name(path)}: ${reason(error)}`)
    }
    if (
      outside(relative(this.root, real).split(sep).join('/')) ||
      isAbsolute(relative(this.root, real))
    )
      throw new ExpectedError(`${this.name(path)} leads to ${real}, which is outside ${this.root}`)
    if (isInGit(relative(this.root, real)))
      throw new ExpectedError(`${this.name(path)} leads to ${real}, which is git's own`)
    return real
  }

  private attempt<T>(path: string, work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw new ExpectedError(`cannot read ${path}: ${reason(error)}`)
    }
  }
}

const outside = (path: string) => path === '..' || path.startsWith('../') || isAbsolute(path)

/** PowerShell's `pip freeze > requirements.txt` is UTF-16, and pip reads it. */
function decode(content: Buffer): string {
  const little = content[0] === 0xff && content[1] === 0xfe
  return content.toString(little ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
}
