import { join } from 'node:path'
import { readText } from '../lib/json.ts'
import type { Place } from './place.ts'

/** Names of commits, and the little that is wanted of a repository's settings, read as data. */

const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/
const NAME = /^(?!.*(^|\/)\.)(?!.*\.\.)[^\s~^:?*[\\\p{Cc}]+$/u
const MAX_REF_BYTES = 4096
const MAX_PACKED_BYTES = 64 * 1024 * 1024
const MAX_CONFIG_BYTES = 1024 * 1024
const MAX_LINKS = 5

export const isSha = (text: string) => SHA.test(text)

/** Where a short name is looked for, in git's order. */
const EXPANSIONS = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'] as const

/** What a branch, tag or remote's branch points at; null if there is none of that name. */
export async function readRef(place: Place, name: string): Promise<string | null> {
  if (!NAME.test(name)) return null
  for (const full of [...EXPANSIONS.map(each => each + name), `refs/remotes/${name}/HEAD`]) {
    const sha = /^(refs\/|[A-Z_]+$)/.test(full) ? await follow(place, full) : null
    if (sha) return sha
  }
  return null
}

async function follow(place: Place, name: string, links = 0): Promise<string | null> {
  if (links > MAX_LINKS || !NAME.test(name)) return null
  // HEAD is the working tree's own; branches belong to the whole repository.
  const home = name.startsWith('refs/') ? place.shared : place.own
  const text = (await readText(join(home, name), MAX_REF_BYTES).catch(() => null))?.trim()
  const target = /^ref: *(\S+)$/.exec(text ?? '')?.[1]
  if (target) return follow(place, target, links + 1)
  const [first = ''] = (text ?? '').split(/\s/) // FETCH_HEAD says more than the commit
  return SHA.test(first) ? first : readPackedRef(place, name)
}

async function readPackedRef({ shared }: Place, name: string): Promise<string | null> {
  const text = await readText(join(shared, 'packed-refs'), MAX_PACKED_BYTES).catch(() => null)
  const line = text?.split('\n').find(each => each.endsWith(` ${name}`))
  const sha = line?.slice(0, -name.length - 1) ?? ''
  return SHA.test(sha) ? sha : null
}

/** `url` of `[remote "origin"]`, `name` of `[user]`: one value, without includes or conditions. */
export async function readSetting(
  { shared }: Place,
  section: string,
  key: string,
): Promise<string | null> {
  const text = await readText(join(shared, 'config'), MAX_CONFIG_BYTES).catch(() => null)
  let current = ''
  let found: string | null = null
  for (const line of (text ?? '').split(/\r?\n/)) {
    current = /^\s*\[(.*)\]\s*$/.exec(line)?.[1] ?? current
    const [, name, value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (current === section && name === key) found = value.replace(/^"(.*)"$/, '$1')
  }
  return found
}
