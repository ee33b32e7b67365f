import { createHash } from 'node:crypto'

/** Whether a working file is the same as a blob of git, which may be kept in another form. */

/** The name that git gives to a file's content, in a repository of SHA-1 (40 digits) or SHA-256 (64). */
export const blobDigest = (content: Uint8Array, digits: number): string =>
  createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex')

export function isSame(blob: Buffer, working: Buffer): boolean {
  const text = blob.toString('latin1')
  const pointer = /^version https:\/\/git-lfs[^\n]*\noid sha256:([0-9a-f]{64})\n/.exec(text)?.[1]
  if (pointer) return pointer === createHash('sha256').update(working).digest('hex')
  return text.replaceAll('\r\n', '\n') === working.toString('latin1').replaceAll('\r\n', '\n')
}
