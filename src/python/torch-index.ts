import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { Agent as PlainAgent, request as plain } from 'node:http'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import * as z from 'zod'
import { readJson, reason, writeAtomically } from '../lib/json.ts'
import { archiveFor, type Target } from '../pins/index.ts'
import { cacheDirectory, cacheKey } from './cache/cache.ts'
import { touch } from './cache/pointer.ts'
import { limitsOf } from './cache/prune.ts'
import { meetsOthers, namespaceOf } from './cache/trust.ts'

/** The CPU builds that an index has of a package: a page of links (PEP 503), or the same as JSON (PEP 691). */

const wheelSchema = z.strictObject({
  name: z.string(),
  /** `2.13.0+cpu` */
  version: z.string(),
  file: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  /** SHA-256, as the index has it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes; null where nobody says. */
  size: z.number().nullable(),
})
export type Wheel = z.infer<typeof wheelSchema>

/** Longer than any index needs, and short enough that a wall that answers nothing costs little. */
const SECONDS = 8
const MAX_BYTES = 16 * 1024 * 1024
const MAX_REDIRECTS = 5
const TRIES = 2

/** Says why an index could not be asked; what it has not is no error. */
export class IndexError extends Error {
  override name = 'IndexError'
}

export interface Asking {
  index: string
  /** A normalised name. */
  name: string
  /** Without its local part; null: every version. */
  release: string | null
  target: Target
  env: NodeJS.ProcessEnv
}

/** The CPU wheels for this Python and platform, one a version. Of a version that is asked for by name what was found is kept. */
export async function cpuWheels(asking: Asking): Promise<Wheel[]> {
  const file = rememberedAs(asking)
  const known = file && (await readJson(z.array(wheelSchema).min(1), file).catch(() => null))
  if (known) {
    await touch(file)
    return known
  }
  const { index, name, release, target, env } = asking
  const links = await linksOf(index, name, env)
  const suiting = links.filter(
    ({ file: each }) => versionIn(each)?.endsWith('+cpu') && normal(each).startsWith(`${name}-`),
  )
  const byVersion = Map.groupBy(suiting, ({ file: each }) => versionIn(each) ?? '')
  const found: Wheel[] = []
  for (const [version, list] of byVersion) {
    if (release !== null && version !== `${release}+cpu`) continue
    const best = archiveFor(
      list.map(each => ({ ...each, name: each.file })),
      target,
    )
    if (!best?.hash) continue
    const size = best.size ?? (release === null ? null : await sizeOf(best.url, env))
    found.push({ name, version, file: best.file, url: best.url, hash: best.hash, size })
  }
  if (file && found.length) await remember(file, found).catch(() => {})
  return found
}

const normal = (file: string) =>
  file.toLowerCase().replace(/^([^-]+)/, name => name.replace(/[._]+/g, '-'))
const versionIn = (file: string) => /^[^-]+-([^-]+)-.*\.whl$/.exec(file)?.[1] ?? null

/**
 * Where an answer is kept, so that a cached environment needs no network. Not where jobs meet that are not trusted
 * alike, and not for ranges, whose answer is another one tomorrow.
 */
function rememberedAs({ index, name, release, target, env }: Asking): string | null {
  if (release === null || meetsOthers(env)) return null
  const key = cacheKey([namespaceOf(env), index, name, release, target.python, target.platform])
  return join(cacheDirectory(env), 'wheels', `${key}.json`)
}

async function remember(file: string, wheels: readonly Wheel[]): Promise<void> {
  const directory = join(file, '..')
  await mkdir(directory, { recursive: true })
  const { days } = limitsOf({})
  for (const name of await readdir(directory)) {
    const { mtimeMs } = await stat(join(directory, name))
    if (Date.now() - mtimeMs > days * 86_400_000) await rm(join(directory, name), { force: true })
  }
  await writeAtomically(file, JSON.stringify(wheels))
}

type Link = Pick<Wheel, 'file' | 'url' | 'size'> & { hash: string | null }

async function linksOf(index: string, name: string, env: NodeJS.ProcessEnv): Promise<Link[]> {
  const page = `${index.replace(/\/*$/, '')}/${name}/`
  for (let tried = 1; ; tried++)
    try {
      const { status, type, text, url } = await get('GET', page, env)
      if (status === 404) return []
      if (status !== 200) throw new IndexError(`${hostOf(page)} answered ${status}`)
      return /json/.test(type) ? linksInJson(text, url) : linksInPage(text, url)
    } catch (error) {
      if (tried === TRIES) throw new IndexError(reason(error))
    }
}

export const hostOf = (url: string) => new URL(url).host

const projectSchema = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()).default({}),
      size: z.number().optional(),
    }),
  ),
})

function linksInJson(text: string, base: string): Link[] {
  const { files } = projectSchema.parse(JSON.parse(text))
  return files.flatMap(({ filename, url, hashes, size }) =>
    linkOf(filename, url, base, hashes.sha256 ?? null, size ?? null),
  )
}

function linksInPage(text: string, base: string): Link[] {
  return [...text.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].flatMap(
    ([, double, single]) => {
      const href = (double ?? single ?? '').replaceAll('&amp;', '&')
      const hash = /#(?:.*&)?sha256=([0-9a-f]{64})/i.exec(href)?.[1] ?? null
      return linkOf(null, href, base, hash?.toLowerCase() ?? null, null)
    },
  )
}

function linkOf(
  name: string | null,
  href: string,
  base: string,
  hash: string | null,
  size: number | null,
): Link[] {
  if (!URL.canParse(href, base)) return []
  const url = new URL(href, base)
  url.hash = ''
  if (!/^https?:$/.test(url.protocol)) return []
  const last = url.pathname.split('/').at(-1) ?? ''
  const file = name ?? decoded(last)
  const isSafe = /^[\w.+-]+$/.test(file) && !/[\s"'<>\\]/.test(url.href)
  return isSafe && file ? [{ file, url: url.href, hash, size }] : []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function sizeOf(url: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  const answer = await get('HEAD', url, env).catch(() => null)
  return answer?.status === 200 && answer.length > 0 ? answer.length : null
}

interface Answer {
  status: number
  type: string
  length: number
  text: string
  /** Where it was found in the end. */
  url: string
}

const ACCEPT = 'application/vnd.pypi.simple.v1+json, text/html;q=0.5'

async function get(method: 'GET' | 'HEAD', from: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  let url = from
  const signal = AbortSignal.timeout(SECONDS * 1000)
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await ask(method, url, env, signal)
    if (!answer.to) return answer
    url = answer.to
  }
  throw new IndexError(`${hostOf(from)} redirects without end`)
}

/** One request, through the proxy of the environment. */
const ask = (method: string, url: string, env: NodeJS.ProcessEnv, signal: AbortSignal) =>
  new Promise<Answer & { to: string | null }>((resolve, reject) => {
    const fail = (error: Error) =>
      reject(
        new IndexError(
          signal.aborted
            ? `${hostOf(url)} did not answer in ${SECONDS} s`
            : `${hostOf(url)}: ${reason(error)}`,
        ),
      )
    const { protocol, username, password } = new URL(url)
    const isPlain = protocol === 'http:'
    const agent = isPlain ? new PlainAgent({ proxyEnv: env }) : new Agent({ proxyEnv: env })
    const headers = {
      accept: ACCEPT,
      'user-agent': 'lddpr',
      ...(username
        ? { authorization: `Basic ${btoa(`${decoded(username)}:${decoded(password)}`)}` }
        : {}),
    }
    const sent = (isPlain ? plain : request)(url, { method, agent, signal, headers }, response => {
      const { statusCode: status = 0, headers: got } = response
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MAX_BYTES) sent.destroy(new Error('the page is too long'))
        else chunks.push(chunk)
      })
      response.on('error', fail)
      response.on('end', () => {
        const moved = status >= 300 && status < 400 && got.location
        resolve({
          status,
          type: got['content-type'] ?? '',
          length: Number(got['content-length'] ?? 0),
          text: Buffer.concat(chunks).toString('utf8'),
          url,
          to: moved && URL.canParse(moved, url) ? new URL(moved, url).href : null,
        })
      })
    })
    sent.on('error', fail)
    sent.end()
  })
