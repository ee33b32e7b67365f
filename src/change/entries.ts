import { ExpectedError } from '../lib/errors.ts'
import { type Checkout, canBring } from './checkout.ts'
import type { Git } from './git.ts'

export interface Entry {
  /** From the top of the repository. */
  path: string
  object: string
  isLink: boolean
}

/** The files of a commit; submodules have none. Throws ExpectedError where they are not to be had. */
export const entriesOf = (checkout: Checkout, commit: string): Promise<Entry[]> =>
  whole(checkout, commit, () => listEntries(checkout.git, commit))

/** What is asked for, brought from a remote where a partial or shallow clone lacks it. */
async function whole<T>(
  { git, remotes, place }: Checkout,
  commit: string,
  ask: () => Promise<T | null>,
): Promise<T> {
  for (const remote of [null, ...remotes]) {
    if (remote && !(await canBring(git, remote, [commit], 'files'))) continue
    const found = await ask()
    if (found !== null) return found
  }
  throw new ExpectedError(
    `expected all files of commit ${commit.slice(0, 9)} in ${place.root}, found a part of them, as in a partial clone; ` +
      'fetch the commit, or check out without `filter`',
    { kind: 'git' },
  )
}

async function listEntries(git: Git, commit: string): Promise<Entry[] | null> {
  const text = await git.ask(['ls-tree', '-r', '-z', '--full-tree', commit])
  if (text === null) return null
  return text.split('\0').flatMap(line => {
    const [, mode, object = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    return mode && isSafe(path) ? [{ path, object, isLink: mode === '120000' }] : []
  })
}

/** Git's own tools make no other names, and whoever writes them means no good. */
const isSafe = (path: string) =>
  path.split('/').every(part => !/^(|\.|\.\.|\.git)$/i.test(part) && !part.includes('\\'))

const CHUNK = 64 * 1024 * 1024

interface Content extends Entry {
  size: number
  content: Buffer
}

export async function* contentsOf(
  checkout: Checkout,
  commit: string,
  entries: readonly Entry[],
  limitOf: (path: string) => number = () => Number.POSITIVE_INFINITY,
): AsyncGenerator<Content> {
  const sizes = await whole(checkout, commit, () => sizesOf(checkout.git, entries))
  const sized = entries.map((entry, at) => ({ ...entry, size: sizes[at] ?? 0 }))
  const fits = ({ path, size }: { path: string; size: number }) => size <= limitOf(path)
  for (const entry of sized) if (!fits(entry)) yield { ...entry, content: Buffer.alloc(0) }
  for (const chunk of chunksOf(sized.filter(fits))) {
    const all = await checkout.git.tell(['cat-file', '--batch'], asInput(chunk))
    let at = 0
    for (const entry of chunk) {
      const start = all.indexOf('\n', at) + 1
      const end = start + Number(all.subarray(at, start).toString().split(' ')[2])
      yield { ...entry, content: all.subarray(start, end) }
      at = end + 1
    }
  }
}

const asInput = (entries: readonly Entry[]) => entries.map(({ object }) => `${object}\n`).join('')

async function sizesOf(git: Git, entries: readonly Entry[]): Promise<number[] | null> {
  const text = await git.ask(['cat-file', '--batch-check=%(objectsize)'], asInput(entries))
  return text === null || text.includes(' missing') ? null : text.split('\n').map(Number)
}

function chunksOf<T extends { size: number }>(entries: readonly T[]): T[][] {
  const chunks: T[][] = []
  let room = 0
  for (const entry of entries) {
    const { size } = entry
    if (chunks.length === 0 || size > room) {
      chunks.push([])
      room = CHUNK
    }
    chunks.at(-1)?.push(entry)
    room -= size
  }
  return chunks
}
