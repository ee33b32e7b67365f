import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { isReadForPins, limitOf } from '../pins/index.ts'
import type { Checkout } from './checkout.ts'
import { type Content, contentsOf, type Entry, entriesOf } from './entries.ts'

/** Files of a commit that are read, and not yet written. */
export interface Copy {
  /** Writes them into a directory. Returns where the checkout's own directory lies in it. */
  write: (directory: string) => Promise<string>
}

/** All that an environment may be built from. What is more than that is no manifest. */
const MAX_COPY_BYTES = 512 * 1024 * 1024

/** The files of a commit that pins are read from, and what is named, as the checkout's own directory sees it. */
export async function copyOf(
  checkout: Checkout,
  commit: string,
  named: readonly string[] = [],
): Promise<Copy> {
  const { prefix } = checkout.place
  const places = named.map(path => posix.join(prefix, path).replace(/\/$/, ''))
  const isNamed = (path: string) =>
    places.some(each => each === '.' || path === each || path.startsWith(`${each}/`))
  const isWanted = ({ path }: Entry) =>
    isNamed(path) || (path.startsWith(prefix) && isReadForPins(path))
  const limit = (path: string) => (isNamed(path) ? MAX_COPY_BYTES : limitOf(path))
  const wanted = (await entriesOf(checkout, commit)).filter(isWanted)
  const files: Content[] = []
  let bytes = 0
  for await (const file of contentsOf(checkout, commit, wanted, limit)) {
    bytes += file.content.length
    if (bytes > MAX_COPY_BYTES)
      throw new ExpectedError(
        `expected at most ${MAX_COPY_BYTES} bytes of commit ${commit.slice(0, 9)} to build its environment, found more`,
        { kind: 'git' },
      )
    if (file.size === file.content.length) files.push(file)
  }
  return { write: directory => write(files, directory, prefix) }
}

/** Links come last, so that nothing is written through one. */
async function write(files: readonly Content[], directory: string, prefix: string) {
  const place = join(directory, prefix)
  await mkdir(place, { recursive: true })
  for (const { path, isLink, content } of files.toSorted(
    (a, b) => Number(a.isLink) - Number(b.isLink),
  )) {
    const file = join(directory, path)
    await mkdir(dirname(file), { recursive: true })
    if (isLink) await symlink(content.toString(), file)
    else await writeFile(file, content)
  }
  return place
}

/**
 * The paths of a commit and of the index that differ from the working tree. What is wanted is compared as it
 * lies there; of anything else, what the index has is compared, so that no large file is read.
 */
export async function findDifferences(
  checkout: Checkout,
  commit: string,
  entries: readonly Entry[],
  wanted: (path: string) => boolean,
): Promise<string[]> {
  const { root } = checkout.place
  const before = new Map(entries.map(entry => [entry.path, entry]))
  const index = await indexOf(checkout)
  const found: string[] = []
  const doubtful: Entry[] = []
  for (const path of new Set([...before.keys(), ...index.keys()])) {
    const old = before.get(path)
    const known = index.get(path)
    if (!wanted(path) || known?.isLeftOut) {
      if (index.size > 0 && old?.object !== known?.object) found.push(path)
      continue
    }
    const now = await workingFile(join(root, path))
    if (!old && !now) continue
    if (!old || !now || old.isLink !== now.isLink) found.push(path)
    else if (blobDigest(now.content, old.object.length) !== old.object) doubtful.push(old)
  }
  // Line ends and large files: git may have written another form of the same content.
  for await (const { path, content } of contentsOf(checkout, commit, doubtful)) {
    const now = await workingFile(join(root, path))
    if (!now || !isSame(content, now.content)) found.push(path)
  }
  return found.sort()
}

/**
 * What is added, whether or not it is committed. It is read where it lies, and never written. A sparse checkout
 * leaves some of it out of the working tree.
 */
async function indexOf({ git, place }: Checkout) {
  const words = ['ls-files', '--cached', '--stage', '-t', '-z']
  const env = { GIT_INDEX_FILE: join(place.own, 'index') }
  const text = await git.tell(words, '', env).then(String, () => '')
  return new Map(
    text.split('\0').flatMap(line => {
      const [, tag, mode, object = '', path = ''] =
        /^(\S) (\d+) ([0-9a-f]+) \d\t(.*)$/s.exec(line) ?? []
      const isFile = tag && mode !== '160000'
      return isFile ? [[path, { object, isLeftOut: tag === 'S' }] as const] : []
    }),
  )
}

/** Null for what is no file: a directory, or nothing. */
async function workingFile(path: string): Promise<{ content: Buffer; isLink: boolean } | null> {
  const found = await lstat(path).catch(() => null)
  if (found?.isSymbolicLink()) return { content: Buffer.from(await readlink(path)), isLink: true }
  return found?.isFile() ? { content: await readFile(path), isLink: false } : null
}

/** The name that git gives to a file's content, in a repository of SHA-1 (40 digits) or SHA-256 (64). */
const blobDigest = (content: Uint8Array, digits: number): string =>
  createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex')

/** Whether a working file is the same as a blob, which git may keep in another form. */
function isSame(blob: Buffer, working: Buffer): boolean {
  const text = blob.toString('latin1')
  const pointer = /^version https:\/\/git-lfs[^\n]*\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1]
  if (pointer) return pointer === createHash('sha256').update(working).digest('hex')
  return text.replaceAll('\r\n', '\n') === working.toString('latin1').replaceAll('\r\n', '\n')
}
