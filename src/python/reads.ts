import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { logicalLines, unescapeUrl } from '../pins/index.ts'

/** What an installer reads beside the files that fix the versions, as those files and its settings name it. */

export type Read =
  /** Counts by what it says, wherever it says it. */
  | { kind: 'text'; text: string; path?: string }
  /** Its bytes count. A directory is a project that is built, and a build may read anything. */
  | { kind: 'file'; path: string }
  /** A directory of packages, a page of links to them, an index of such pages. */
  | { kind: 'links'; path: string }
  /** What says nothing lasting of what will be read. */
  | { kind: 'unknown'; why: string }

/** What a word stands for: a package, places to look for packages, a file with more lines. */
export type Role = 'package' | 'links' | 'index' | 'lines'

export interface At {
  cwd: string
  env: NodeJS.ProcessEnv
  /** The directory of the file that names the word. */
  from: string
  /** Whether projects of the repository are built where a line names them. */
  builds: boolean
  /** Files of lines that are being read: they may include each other. */
  seen?: Set<string>
}

const REPOSITORY = /^(?:git|hg|svn|bzr)\+/i
const COMMIT = /[@#][0-9a-f]{40}(?=[#&?;\s]|$)/
const ON_THE_NET = /^(?:[a-z][a-z0-9+.-]+:)?\/\/(?!\/)|^(?:https?|ftp|s3|gs|ssh|oci):/i
const HASHED = /[#&](?:sha256|sha384|sha512)=[0-9a-f]{64}/i
const ARCHIVE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i

/** Null for what changes nothing, such as an index: packages of a version are what they are there. */
const NET: Readonly<Record<Role, string | null>> = {
  package: 'a URL without a hash',
  links: 'a page of links on the net',
  index: null,
  lines: 'a file of requirements on the net',
}

export function readsOfWord(word: string, role: Role, at: At, hashed = false): Read[] {
  const text: Read = { kind: 'text', text: word }
  if (REPOSITORY.test(word))
    return COMMIT.test(word) ? [text] : [text, unknown('a repository without its commit')]
  const local = localPath(word)?.replace(/^~(?=\/)/, homeOf(at.env))
  if (local === undefined) {
    const fixed = NET[role] === null || (role === 'package' && (hashed || HASHED.test(word)))
    return fixed ? [text] : [text, unknown(NET[role] ?? '')]
  }
  const places = new Set([resolve(at.from, local), resolve(at.cwd, local)])
  return [...places].flatMap((path): Read[] => {
    if (role === 'lines') return readsOfLinesIn(path, at)
    return [{ kind: role === 'package' ? 'file' : 'links', path }]
  })
}

const unknown = (why: string): Read => ({ kind: 'unknown', why })

export const homeOf = (env: NodeJS.ProcessEnv) => env.HOME || homedir()

/** The path that a word names; null if it names something on the net. */
function localPath(word: string): string | null {
  const url = /^file:(?:\/\/[^/]*)?([^#?]*)/i.exec(word)?.[1]
  if (url !== undefined) return unescapeUrl(url)
  return ON_THE_NET.test(word) ? null : word
}

/** What a file of requirements or constraints reads, wherever it lies. */
function readsOfLinesIn(path: string, at: At): Read[] {
  const seen = at.seen ?? new Set<string>()
  if (seen.has(path)) return []
  seen.add(path)
  return [
    { kind: 'file', path },
    ...readsOfLines(textOf(path) ?? '', { ...at, seen, from: dirname(path) }),
  ]
}

const MAX_TEXT = 16 * 1024 * 1024

export function textOf(path: string): string | null {
  try {
    const { size } = statSync(path)
    return isFile(path) && size <= MAX_TEXT ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

export function readsOfLines(text: string, at: At): Read[] {
  return logicalLines(text).flatMap(line => readsOfLine(line, at))
}

/** pip takes any beginning of an option for it. */
const OPTIONS: readonly { long: string; short?: string; role: Role }[] = [
  { long: '--requirement', short: '-r', role: 'lines' },
  { long: '--constraint', short: '-c', role: 'lines' },
  { long: '--find-links', short: '-f', role: 'links' },
  { long: '--index-url', short: '-i', role: 'index' },
  { long: '--extra-index-url', role: 'index' },
  { long: '--editable', short: '-e', role: 'package' },
]

function readsOfLine(line: string, at: At): Read[] {
  const expanded = expand(line, at.env)
  const variables: Read[] = expanded === line ? [] : [{ kind: 'text', text: expanded }]
  const found = expanded.startsWith('-')
    ? readsOfOptions(expanded, at)
    : readsOfRequirement(expanded, at)
  return [...variables, ...found]
}

/** As pip and uv do. */
const expand = (line: string, env: NodeJS.ProcessEnv) =>
  line.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name) => env[name] ?? whole)

function readsOfOptions(line: string, at: At): Read[] {
  const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']+)+/g)].map(([word]) =>
    word.replace(/["']/g, ''),
  )
  return words.flatMap((word, index) => {
    const [, name = word, attached] =
      /^(--[^=]+)=(.*)$/.exec(word) ?? /^(-[a-z])=?(.+)$/.exec(word) ?? []
    return OPTIONS.filter(({ long, short }) =>
      name.startsWith('--') ? name.length > 2 && long.startsWith(name) : name === short,
    ).flatMap(({ role }) => {
      const value = attached ?? words[index + 1] ?? ''
      return role === 'package' ? readsOfPackage(value, at) : readsOfWord(value, role, at)
    })
  })
}

function readsOfRequirement(line: string, at: At): Read[] {
  const hashed = /\s--hash[\s=]/.test(line)
  const named = /^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(\S+)/.exec(line)?.[1]
  const word = named ?? /^\S+/.exec(line)?.[0] ?? ''
  const isPlace = named !== undefined || /[/\\:]|^\.+(?:\[|$)/.test(word) || ARCHIVE.test(word)
  return isPlace ? readsOfPackage(word, at, hashed) : []
}

/** A project of the repository is not built, or nobody can tell what it reads. */
function readsOfPackage(word: string, at: At, hashed = false): Read[] {
  const place = word.replace(/\[[^\]]*\]$/, '').replace(/;$/, '')
  const isProject = /^\.{1,2}(?:[/\\]|$)/.test(place) && !ARCHIVE.test(place)
  return isProject && !at.builds ? [] : readsOfWord(place, 'package', at, hashed)
}

/** What the names of options, variables and keys say of their values. */
const ROLES: readonly [RegExp, Role | 'requirements'][] = [
  [/^find-links$/, 'links'],
  [
    /^(?:extra-)?index-url$|^(?:default-)?index$|^url$|^channels?$|^channel-alias$|^pypi-mirror$/,
    'index',
  ],
  [/^(?:build-)?constraints?$|^requirements?$|^overrides?$|^excludes?$/, 'lines'],
  [/-dependencies$|^dependencies$|^pip$/, 'requirements'],
]

/** The value of an option: words between blanks or commas, of which an index may have a name. */
export function readsOfOption(name: string, value: string, at: At): Read[] {
  const option = name.toLowerCase().replaceAll('_', '-')
  const role = ROLES.find(([pattern]) => pattern.test(option))?.[1]
  if (role === 'requirements') return readsOfLines(value, at)
  const words = new Set(
    [...value.split(/[,\n]/), ...value.split(/[\s,]+/)].map(each => each.trim()),
  )
  return [...words].filter(Boolean).flatMap(word => {
    if (role) return readsOfWord(role === 'index' ? word.replace(/^[\w-]+=/, '') : word, role, at)
    // What the option is for is not known here; a file that it names will be read.
    const path = localPath(word)
    const isNamed = path !== null && /[/\\]/.test(path) && isFile(resolve(at.cwd, path))
    return isNamed ? [{ kind: 'file' as const, path: resolve(at.cwd, path) }] : []
  })
}

/** Tables of a manifest or of settings, by the keys that words stand under. */
export function readsOfTable(value: unknown, at: At, key = ''): Read[] {
  if (typeof value === 'string') return readsOfOption(key, value, at)
  if (Array.isArray(value)) return value.flatMap(each => readsOfTable(each, at, key))
  if (value === null || typeof value !== 'object') return []
  const table = value as Record<string, unknown>
  return [
    ...readsOfSource(table, at),
    ...Object.entries(table).flatMap(([name, each]) => readsOfTable(each, at, name)),
  ]
}

/** `{ path = "…" }`, `{ git = "…", rev = "…" }`, `{ url = "…", sha256 = "…" }`: where one package comes from. */
export function readsOfSource(table: Readonly<Record<string, unknown>>, at: At): Read[] {
  const word = (...keys: string[]) =>
    keys.map(key => table[key]).find((each): each is string => typeof each === 'string')
  const [path, git, url] = [word('path', 'file', 'directory'), word('git'), word('url')]
  const hashed = /sha(?:256|512)|"hash/.test(JSON.stringify({ ...table, url: '' }))
  const rev = word('rev', 'revision', 'ref', 'resolved_reference', 'commit-id') ?? ''
  return [
    ...(path === undefined ? [] : readsOfWord(path, 'package', at)),
    ...(git === undefined ? [] : readsOfWord(`git+${git}@${rev}`, 'package', at)),
    ...(url !== undefined && ARCHIVE.test(url.replace(/[?#].*/, ''))
      ? readsOfWord(url, 'package', at, hashed)
      : []),
  ]
}
