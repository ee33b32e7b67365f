import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Transfers } from './transfers.ts'

/** PyPI through this machine, which counts what is downloaded. */
export interface Mirror extends AsyncDisposable {
  url: string
  sent: Transfers
}

const PYPI = 'https://pypi.org/simple/'
const FILES = 'https://files.pythonhosted.org/'

/** With `kept`, a directory, a file comes over the net only once. `sent` may be shared with another server. */
export async function countingMirror({
  kept,
  sent = new Transfers(),
}: {
  kept?: string
  sent?: Transfers
} = {}): Promise<Mirror> {
  if (kept) await mkdir(kept, { recursive: true })
  const page = async (path: string, response: ServerResponse) => {
    const answer = await fetch(PYPI + path, { headers: { accept: 'text/html' } })
    response.statusCode = answer.status
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/html')
    response.end((await answer.text()).replaceAll(FILES, '/files/'))
  }
  const counted = () =>
    new Transform({
      transform(chunk, _, done) {
        sent.bytes += chunk.length
        done(null, chunk)
      },
    })
  const copies = new Map<string, Promise<string | null>>()
  const copyOf = (directory: string, path: string) => {
    const copy = copies.get(path) ?? download(path, directory)
    copies.set(path, copy)
    return copy
  }
  const file = async (path: string, method: string, response: ServerResponse) => {
    const copy = kept ? await copyOf(kept, path) : null
    const answer = copy ? null : await fetch(FILES + path, { method })
    const length = copy ? (await stat(copy)).size : answer?.headers.get('content-length')
    response.statusCode = answer?.status ?? 200
    if (length) response.setHeader('content-length', length)
    const content = copy
      ? createReadStream(copy)
      : answer?.body && Readable.fromWeb(answer.body as never)
    if (!content || method === 'HEAD') return response.end()
    return pipeline(content, counted(), response)
  }
  const server = createServer(({ url = '', method = 'GET' }, response) => {
    const work = url.startsWith('/files/')
      ? sent.during(async () => file(url.slice('/files/'.length), method, response))
      : page(url.slice('/simple/'.length), response)
    work.catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    sent,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The path of a file's copy; null where there is no such file. */
async function download(path: string, directory: string): Promise<string | null> {
  const answer = await fetch(FILES + path)
  if (!answer.ok || !answer.body) return null
  const copy = join(directory, createHash('sha256').update(path).digest('hex'))
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(copy))
  return copy
}
