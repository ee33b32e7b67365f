import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { Repository, readPins } from '../../src/pins/index.ts'
import type { BasePython } from '../../src/python/find-python.ts'
import type { Job } from '../../src/python/recipe.ts'
import { chooseTorch, onlyPinned, type TorchWish } from '../../src/python/torch-build.ts'
import type { Wanted } from '../../src/python/wanted.ts'
import { temporary } from '../../support/lddpr.ts'

/** A choice of a build of torch, of an index that answers as indexes do. Nothing is installed. */

export const HASH = 'a'.repeat(64)
const BASE: BasePython = {
  path: 'python3',
  version: '3.11.7',
  platform: 'linux-x86_64',
  identity: '',
}

let place: Awaited<ReturnType<typeof temporary>>
let server: Server
/** What it is asked, and how it answers. */
export const index = { url: '', asked: [] as string[], answer: (() => {}) as RequestListener }
let directories = 0

beforeAll(async () => {
  place = await temporary()
  server = createServer((request, response) => {
    index.asked.push(`${request.method} ${request.url}`)
    index.answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  index.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/whl/cpu`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  await place[Symbol.asyncDispose]()
})
beforeEach(() => {
  index.asked = []
  index.answer = page(`torch-2.12.0%2Bcpu-cp311-cp311-manylinux_2_28_x86_64.whl#sha256=${HASH}`)
})

/** A page as PyTorch has it. */
export const page =
  (...links: string[]): RequestListener =>
  ({ method, url = '' }, response) => {
    const isPage = url === '/whl/cpu/torch/'
    if (method === 'HEAD') response.setHeader('content-length', 191794682)
    response.statusCode = isPage || method === 'HEAD' ? 200 : 404
    response.setHeader('content-type', 'text/html')
    response.end(
      isPage
        ? links.map(each => `<a href="/whl/cpu/${each}" data-x="y">torch</a><br/>`).join('\n')
        : '',
    )
  }

export const torch = (more: Partial<Wanted> = {}): Wanted => ({
  name: 'torch',
  version: '2.12.0',
  url: null,
  hashes: [`sha256:${'b'.repeat(64)}`],
  size: 900e6,
  index: null,
  place: 'index',
  ...more,
})

export interface Given extends Partial<TorchWish> {
  list?: readonly Wanted[] | null
  file?: string
  text?: string
  env?: NodeJS.ProcessEnv
  base?: Partial<BasePython>
}

export async function choose({
  list = [torch()],
  file = 'requirements.txt',
  text = 'torch==2.12.0\n',
  env = {},
  base = {},
  ...wish
}: Given = {}) {
  const cwd = join(place.path, `repository-${directories++}`)
  await mkdir(cwd)
  await writeFile(join(cwd, file), text)
  const pins = await readPins(cwd, { manifest: file })
  if (!pins?.source) throw new Error('there are no pins')
  const said: string[] = []
  const notices: string[] = []
  const python = { ...BASE, ...base }
  const job: Job = {
    pins: { ...pins, source: pins.source },
    files: new Repository(cwd),
    scope: 'needed',
    surroundings: {
      cwd,
      env: { LDDPR_CACHE: join(cwd, 'cache'), ...env },
      progress: message => said.push(message),
      notice: sentence => notices.push(sentence),
    },
    uv: false,
    base: async () => python,
    first: async () => null,
    withUv: async () => null,
    torch: { build: 'auto', index: index.url, gpu: null, spell: name => name, ...wish },
  }
  const choice = /^environment/.test(file) ? onlyPinned(job) : await chooseTorch(job, python, list)
  return { choice, said, notices, again: () => chooseTorch(job, python, list) }
}
