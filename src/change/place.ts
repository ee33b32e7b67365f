import { realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { readText } from '../lib/json.ts'
import { isBelow } from '../lib/paths.ts'
import type { Where } from '../model/world.ts'

/** Where a repository of git lies: found by looking at files, so that no program reads its settings. */

export interface Place {
  root: string
  /** Where the directory lies in the tree: `` or `projects/train/`. */
  prefix: string
  /** What is this working tree's own: HEAD, the index. */
  own: string
  /** What all working trees of the repository share: objects, branches, remotes. */
  shared: string
}

const MAX_BYTES = 64 * 1024

/**
 * The repository that a directory belongs to; null if there is none. A directory counts only by its
 * `.git`: one that merely looks like a repository is content, which anybody can commit.
 */
export async function findPlace(directory: string, where: Where): Promise<Place | null> {
  const start = await realpath(directory).catch(() => resolve(directory))
  let found: Place | null = null
  for (const root of await candidates(start, where)) {
    const own = await gitDirectory(root)
    // Below another one only a submodule counts, whose repository lies in that one's own directory.
    if (!own || (found && !isBelow(join(found.shared, 'modules'), own))) continue
    const common = (await readLine(join(own, 'commondir'))) ?? '.'
    const prefix = relative(root, start).split(sep).join('/')
    found = { root, prefix: prefix && `${prefix}/`, own, shared: resolve(own, common) }
    if (where.look === 'upwards') return found
  }
  return found
}

async function candidates(start: string, where: Where): Promise<string[]> {
  if (where.look === 'nowhere') return []
  if (where.look === 'upwards') return [...above(start)]
  const top = await realpath(where.workspace).catch(() => resolve(where.workspace))
  if (!isBelow(top, start)) return []
  if (where.look === 'workspace') return [top]
  return [...above(start)].filter(each => isBelow(top, each)).reverse()
}

function* above(directory: string): Generator<string> {
  for (let each = directory; ; each = dirname(each)) {
    yield each
    if (dirname(each) === each) return
  }
}

/** `.git` of a working tree, or where the file of that name points: worktrees and submodules have one. */
async function gitDirectory(root: string): Promise<string | null> {
  const path = join(root, '.git')
  const found = await stat(path).catch(() => null)
  if (!found) return null
  const named = found.isFile() ? /^gitdir: (.+)$/.exec((await readLine(path)) ?? '')?.[1] : '.git'
  const directory = named ? resolve(root, named) : null
  return directory && (await readLine(join(directory, 'HEAD'))) !== null ? directory : null
}

async function readLine(file: string): Promise<string | null> {
  const text = await readText(file, MAX_BYTES).catch(() => null)
  return text === null ? null : text.trimEnd()
}

/** The tree that inputs may name paths in: the repository's or, where there is none, the directory itself. */
export async function workingTree(directory: string, where: Where): Promise<string> {
  if (where.look === 'upwards') return (await findPlace(directory, where))?.root ?? directory
  const top = where.workspace
  const real = await realpath(directory).catch(() => resolve(directory))
  return isBelow(await realpath(top).catch(() => resolve(top)), real) ? top : directory
}
