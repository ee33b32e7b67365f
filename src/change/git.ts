import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { ExpectedError } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import { readText } from '../lib/json.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import { withoutSecrets } from '../lib/variables.ts'

/**
 * The only module that starts git. It never runs in a repository that it was not made for: it gets an empty
 * git directory of ours, which borrows the objects of a checkout. So no configuration, attribute, hook,
 * filter, monitor or remote of the checkout is read, whoever wrote them, and no list of them has to be complete.
 */

/** What git is told, with the reason. */
const SETTINGS = [
  ['core.commitGraph', 'false', 'a cache of the checkout, which would be believed'],
  ['core.multiPackIndex', 'false', 'the same'],
  ['protocol.allow', 'never', 'what may be asked is allowed by name'],
] as const

/** Inherited variables of git are left out: some name programs, and others name repositories. */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1', // what is missing is said, not fetched
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0', // nobody would answer
  GIT_OPTIONAL_LOCKS: '0',
  GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  LC_ALL: 'C',
}
const TIMEOUT_MS = 120_000
const MAX_BYTES = 512 * 1024 * 1024
const MAX_SHALLOW_BYTES = 16 * 1024 * 1024

/** Ways to a remote that start no program of somebody's choice. */
const PROTOCOLS = ['https', 'http', 'ssh', 'file']
/** Commits that are asked for at most, to find where two branches part. */
const HISTORY = 2000
/** What can be brought: a commit with the names of its files, or with these, or with the commits before it; files by their object. */
const BROUGHT = {
  names: ['--depth=1', '--filter=blob:none'],
  files: ['--depth=1'],
  history: [`--depth=${HISTORY}`, '--filter=tree:0'],
  contents: ['--filter=blob:none'],
} as const

export interface Git extends AsyncDisposable {
  ask: (words: readonly string[], input?: string) => Promise<string | null>
  /** The bytes that it prints. A failure is an ExpectedError with what git said. */
  tell: (words: readonly string[], input?: string, env?: NodeJS.ProcessEnv) => Promise<Buffer>
  /** Brings from a remote what is named. Throws ExpectedError if that fails. */
  bring: (from: Remote, names: readonly string[], what: keyof typeof BROUGHT) => Promise<void>
}

export interface Remote {
  url: string
  /** What opens it, if anything has to. */
  token: string
}

/** An empty repository that sees the objects below a directory. */
export async function openGit(
  { shared, own }: { shared: string; own: string },
  digits: number,
  env: NodeJS.ProcessEnv,
): Promise<Git> {
  const objects = join(shared, 'objects')
  if (/[\r\n]/.test(objects))
    throw new ExpectedError(
      `the path of the git repository has a line break: ${JSON.stringify(objects)}`,
      { kind: 'git' },
    )
  const work = await temporaryDirectory(temporaryPlace(env))
  const main = join(work.path, 'git')
  const fetched = join(work.path, 'fetched')
  const homeless = { HOME: work.path, XDG_CONFIG_HOME: work.path }
  await empty(main, digits)
  await writeFile(join(main, 'objects/info/alternates'), `${objects}\n`)
  for (const each of new Set([own, shared])) await addShallow(main, join(each, 'shallow'))
  const run = (directory: string, words: readonly string[], input = '', extra = {}) =>
    execa('git', [...SETTINGS.flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...words], {
      cwd: directory,
      env: { ...withoutGit(env), ...ENVIRONMENT, ...homeless, GIT_DIR: directory, ...extra },
      extendEnv: false,
      input,
      reject: false,
      encoding: 'buffer',
      timeout: TIMEOUT_MS,
      cancelSignal: interruption,
      maxBuffer: MAX_BYTES,
    })
  const tell: Git['tell'] = async (words, input, extra) =>
    bytesOf(await run(main, words, input, extra), words)
  return {
    tell,
    ask: async (words, input) => {
      const { failed, stdout } = await run(main, words, input)
      return failed ? null : Buffer.from(stdout).toString().trimEnd()
    },
    async bring(remote, names, what) {
      await empty(fetched, digits)
      const quiet = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head']
      const words = ['fetch', ...quiet, ...BROUGHT[what], '--stdin', '--', remote.url]
      // Not where objects are borrowed: git asks the lender for its branches, and reads its settings for that.
      const result = await run(
        fetched,
        words,
        names.map(name => `${name}\n`).join(''),
        opening(remote),
      )
      bytesOf(result, ['fetch', remote.url])
      await appendFile(join(main, 'objects/info/alternates'), `${join(fetched, 'objects')}\n`)
      if (what === 'history') await writeFile(join(main, 'shallow'), '')
      await addShallow(main, join(fetched, 'shallow'))
    },
    [Symbol.asyncDispose]: () => work[Symbol.asyncDispose](),
  }
}

async function empty(directory: string, digits: number): Promise<void> {
  const config =
    digits === 64
      ? '[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n'
      : '[core]\n\trepositoryformatversion = 0\n\tbare = true\n'
  for (const name of ['objects/info', 'refs'])
    await mkdir(join(directory, name), { recursive: true })
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n')
  await writeFile(join(directory, 'config'), config)
}

/** Where a history was cut off; git would take the commits before it for lost. */
async function addShallow(directory: string, file: string): Promise<void> {
  const text = await readText(file, MAX_SHALLOW_BYTES).catch(() => null)
  const commits = (text ?? '').split('\n').filter(line => /^[0-9a-f]{40,64}$/.test(line))
  if (commits.length) await appendFile(join(directory, 'shallow'), `${commits.join('\n')}\n`)
}

function opening({ url, token }: Remote): NodeJS.ProcessEnv {
  const settings = PROTOCOLS.map(name => [`protocol.${name}.allow`, 'always'])
  if (token) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
    settings.push([`http.${new URL(url).origin}/.extraheader`, `AUTHORIZATION: basic ${basic}`])
  }
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ])
}

/** Whether a remote's address starts no program but ssh. */
export function isPlain(url: string): boolean {
  if (url.includes('::') || /^-|[\s\p{Cc}]/u.test(url)) return false
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? []
  return scheme ? PROTOCOLS.includes(scheme) : /^(\/|[\w.-]+@[\w.-]+:(?!\/\/))/.test(url)
}

/** A setting of the user's own, which no repository has a say in; null if there is none. */
export async function ownSetting(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const { failed, stdout } = await execa('git', ['config', '--global', '--get', name], {
    cwd: tmpdir(),
    env: withoutGit(env),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  return failed ? null : stdout.trim() || null
}

const withoutGit = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(withoutSecrets(env)).filter(([name]) => !/^GIT_/i.test(name)))

interface Ended {
  failed: boolean
  stdout: Uint8Array
  stderr: Uint8Array
  shortMessage?: string | undefined
}

function bytesOf(
  { failed, stdout, stderr, shortMessage }: Ended,
  words: readonly string[],
): Buffer {
  if (!failed) return Buffer.from(stdout)
  throw new ExpectedError(`'git ${words.join(' ')}' failed`, {
    kind: 'git',
    detail:
      Buffer.from(stderr ?? [])
        .toString()
        .trimEnd() ||
      shortMessage ||
      '',
  })
}
