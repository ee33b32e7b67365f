import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** PyPI through this machine, which counts what is downloaded. */
export interface Mirror extends AsyncDisposable {
  url: string
  bytes: () => number
}

const PYPI = 'https://pypi.org/simple/'
const FILES = 'https://files.pythonhosted.org/'

export async function countingMirror(): Promise<Mirror> {
  let bytes = 0
  const page = async (path: string, response: ServerResponse) => {
    const answer = await fetch(PYPI + path, { headers: { accept: 'text/html' } })
    response.statusCode = answer.status
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'text/html')
    response.end((await answer.text()).replaceAll(FILES, '/files/'))
  }
  const file = async (path: string, method: string, response: ServerResponse) => {
    const answer = await fetch(FILES + path, { method })
    response.statusCode = answer.status
    const length = answer.headers.get('content-length')
    if (length) response.setHeader('content-length', length)
    if (!answer.body) return response.end()
    const count = new Transform({
      transform(chunk, _, done) {
        bytes += chunk.length
        done(null, chunk)
      },
    })
    return pipeline(Readable.fromWeb(answer.body as never), count, response)
  }
  const server = createServer(({ url = '', method = 'GET' }, response) => {
    const work = url.startsWith('/files/')
      ? file(url.slice('/files/'.length), method, response)
      : page(url.slice('/simple/'.length), response)
    work.catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    bytes: () => bytes,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
