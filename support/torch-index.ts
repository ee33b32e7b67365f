import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transfers } from './transfers.ts'

export interface TorchIndex extends AsyncDisposable {
  url: string
  /** The directory that its wheels lie in. */
  links: string
  /** Of wheels. */
  sent: Transfers
}

/** An index like PyTorch's for CPUs, which sends parts of files, too. It has the wheels of torch from the directory that pip is told to find links in. */
export async function torchIndex(sent = new Transfers()): Promise<TorchIndex> {
  const links = process.env.PIP_FIND_LINKS ?? ''
  const wheels = (await readdir(links).catch(() => [])).filter(name => name.startsWith('torch-'))
  if (wheels.length === 0)
    throw new Error('PIP_FIND_LINKS: expected a directory with a wheel of torch for CPUs')
  const anchors = await Promise.all(
    wheels.map(async name => {
      const hash = await digestOf(join(links, name))
      return `<a href="/files/${encodeURIComponent(name)}#sha256=${hash}">${name}</a>`
    }),
  )
  const send = async (
    file: string,
    { method, headers }: IncomingMessage,
    response: ServerResponse,
  ) => {
    const { size } = await stat(join(links, file))
    const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '')
    const [first, last] = range ? rangeOf(range, size) : [0, size - 1]
    response.setHeader('accept-ranges', 'bytes')
    response.setHeader('content-length', last - first + 1)
    if (range) {
      response.statusCode = 206
      response.setHeader('content-range', `bytes ${first}-${last}/${size}`)
    }
    if (method === 'HEAD') return response.end()
    sent.bytes += last - first + 1
    const content = createReadStream(join(links, file), { start: first, end: last })
    return sent.during(() => pipeline(content, response))
  }
  const server = createServer(async (request, response) => {
    const { url = '' } = request
    const file = decodeURIComponent(url.slice('/files/'.length))
    if (/^\/simple\/torch\/?$/.test(url)) {
      response.setHeader('content-type', 'text/html')
      response.end(`<!DOCTYPE html><html><body>${anchors.join('')}</body></html>`)
    } else if (url.startsWith('/files/') && wheels.includes(file)) {
      await send(file, request, response).catch(() => response.destroy())
    } else {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    links,
    sent,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The first and the last byte of `bytes=2-5`, `bytes=2-` or `bytes=-4`. */
function rangeOf([, from, to]: RegExpExecArray, size: number): [number, number] {
  return from
    ? [Number(from), Math.min(size - 1, Number(to || size - 1))]
    : [size - Number(to), size - 1]
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
