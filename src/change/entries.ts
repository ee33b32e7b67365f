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
  whole(checkout, commit, async () => {
    const found = await listEntries(checkout.git, commit)
    return found ?? { lacks: 'the names of its files', ways: [['names', [commit]]] }
  })

interface Lacking {
  lacks: string
  /** How it can be brought, the least first. */
  ways: readonly (readonly [what: Parameters<Git['bring']>[2], names: readonly string[]])[]
}

/** What is asked for; what a partial or shallow clone lacks of it is brought from a remote. */
async function whole<T>(
  { git, remotes, place }: Checkout,
  commit: string,
  ask: () => Promise<T[] | Lacking>,
): Promise<T[]> {
  let found = await ask()
  const ways = Array.isArray(found) ? [] : found.ways
  for (const remote of remotes)
    for (const [what, names] of ways)
      if (!Array.isArray(found) && (await canBring(git, remote, names, what))) found = await ask()
  if (Array.isArray(found)) return found
  throw new ExpectedError(
    `${place.root} lacks ${found.lacks} at commit ${commit.slice(0, 9)}, as a partial clone does, and no remote gives them; ` +
      'run `git fetch --refetch --no-filter origin`, or check out without `filter`',
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

export interface Content extends Entry {
  size: number
  content: Buffer
}

export async function* contentsOf(
  checkout: Checkout,
  commit: string,
  entries: readonly Entry[],
  limitOf: (path: string) => number = () => Number.POSITIVE_INFINITY,
): AsyncGenerator<Content> {
  const sizes = await whole(checkout, commit, () => sizesOf(checkout.git, commit, entries))
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

async function sizesOf(
  git: Git,
  commit: string,
  entries: readonly Entry[],
): Promise<number[] | Lacking> {
  const text = await git.tell(['cat-file', '--batch-check=%(objectsize)'], asInput(entries))
  const lines = text.toString().trimEnd().split('\n')
  const missing = entries.filter((_, at) => lines[at]?.endsWith(' missing'))
  const [first] = missing
  if (!first) return lines.map(Number)
  const others = missing.length > 1 ? ` and ${missing.length - 1} more files` : ''
  const objects = [...new Set(missing.map(({ object }) => object))]
  const ways = [['contents', objects] as const, ['files', [commit]] as const]
  return { lacks: `${first.path}${others}`, ways }
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
