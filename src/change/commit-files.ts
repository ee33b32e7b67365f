import { posix } from 'node:path'
import { type FileSystem, limitOf } from '../pins/index.ts'
import type { Checkout } from './checkout.ts'
import { contentsOf, type Entry } from './entries.ts'

/** The files of a commit in memory: nothing that runs later can change what they say. */
export class CommitFiles implements FileSystem {
  readonly #root: string
  readonly #files = new Map<string, { content: Buffer; size: number }>()
  readonly #links = new Map<string, string>()
  readonly #directories = new Map<string, Map<string, boolean>>([['', new Map()]])

  private constructor(root: string) {
    this.#root = root
  }

  /** `root` is how the top of the commit is called in messages. */
  static async read(
    checkout: Checkout,
    commit: string,
    entries: readonly Entry[],
    root: string,
  ): Promise<CommitFiles> {
    const files = new CommitFiles(root)
    if (checkout.place.prefix) files.#enter(`${checkout.place.prefix}.`, true)
    const contents = contentsOf(checkout, commit, entries, limitOf)
    for await (const { path, isLink, content, size } of contents) {
      files.#enter(path)
      if (isLink) files.#links.set(path, content.toString())
      else files.#files.set(path, { content, size })
    }
    return files
  }

  #enter(path: string, isDirectory = false): void {
    const directory = path.includes('/') ? posix.dirname(path) : ''
    if (!this.#directories.has(directory)) {
      this.#directories.set(directory, new Map())
      this.#enter(directory, true)
    }
    this.#directories.get(directory)?.set(posix.basename(path), isDirectory)
  }

  realpath = (path: string): string => {
    let links = 0
    const walk = (parts: readonly string[], done: readonly string[] = []): readonly string[] => {
      const [part, ...rest] = parts
      if (part === undefined) return done
      if (part === '' || part === '.') return walk(rest, done)
      if (part === '..') return done.length ? walk(rest, done.slice(0, -1)) : ['..']
      const here = [...done, part]
      const target = this.#links.get(here.join('/'))
      if (target === undefined) return walk(rest, here)
      if (++links > MAX_LINKS || target.startsWith('/')) return ['..']
      return walk([...target.split('/'), ...rest], done)
    }
    const found = walk(this.#within(path).split('/')).join('/')
    if (!this.#files.has(found) && !this.#directories.has(found) && found !== '..')
      throw Object.assign(new Error('it does not exist'), { code: 'ENOENT' })
    return posix.join(this.#root, found)
  }

  stat = (path: string) => {
    const file = this.#files.get(this.#within(path))
    return {
      kind: file ? ('file' as const) : ('directory' as const),
      size: file?.size ?? 0,
      changed: 0,
    }
  }

  read = (path: string): Buffer => this.#files.get(this.#within(path))?.content ?? Buffer.alloc(0)

  list = (path: string) =>
    [...(this.#directories.get(this.#within(path)) ?? [])].map(([name, directory]) => ({
      name,
      directory,
    }))

  #within = (path: string) => posix.relative(this.#root, path)
}

const MAX_LINKS = 40
