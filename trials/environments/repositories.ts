import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { pythonOf } from '../../support/python.ts'

/** Repositories that pin one torch for CPUs, Lightning and NumPy, each in another kind of file. */

const TORCH = '2.13.0+cpu'
const PINS = [`torch==${TORCH}`, 'lightning==2.6.6', 'numpy==2.4.6']
const PYTHON = '>=3.11,<3.12'
const PROJECT = `[project]
name = "training"
version = "1"
requires-python = "${PYTHON}"
dependencies = [${[...PINS, 'iniconfig==2.3.1'].map(pin => JSON.stringify(pin)).join(', ')}]
`

export interface Repository {
  name: string
  cwd: string
  env: NodeJS.ProcessEnv
}

/** An index with the wheels of torch from the directory that pip is told to find links in. */
export async function torchIndex(): Promise<{ url: string; links: string } & AsyncDisposable> {
  const links = process.env.PIP_FIND_LINKS ?? ''
  const wheels = (await readdir(links).catch(() => [])).filter(name => name.startsWith('torch-'))
  if (wheels.length === 0)
    throw new Error(`PIP_FIND_LINKS: expected a directory with a wheel of torch ${TORCH}`)
  const server = createServer(async ({ url = '', method }, response) => {
    const file = decodeURIComponent(url.slice('/files/'.length))
    if (/^\/simple\/torch\/?$/.test(url)) {
      const anchors = wheels.map(name => `<a href="/files/${encodeURIComponent(name)}">${name}</a>`)
      response.setHeader('content-type', 'text/html')
      response.end(`<!DOCTYPE html><html><body>${anchors.join('')}</body></html>`)
    } else if (url.startsWith('/files/') && wheels.includes(file)) {
      response.setHeader('content-length', (await stat(join(links, file))).size)
      if (method === 'HEAD') response.end()
      else createReadStream(join(links, file)).pipe(response)
    } else {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    links,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export async function repositories(
  work: string,
  index: string,
  wanted: readonly string[],
  progress: (message: string) => void,
): Promise<Repository[]> {
  const bin = join(work, 'bin')
  await mkdir(bin)
  const tools = dirname(await pythonOf('managers', progress))
  for (const tool of ['uv', 'poetry']) await symlink(join(tools, tool), join(bin, tool))
  const withUv = { PATH: [bin, process.env.PATH].join(delimiter) }
  const links = process.env.PIP_FIND_LINKS ?? ''
  const make = async (name: string, files: Record<string, string>, env = {}) => {
    const cwd = join(work, name.replaceAll(/\W+/g, '-'))
    await mkdir(cwd)
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text)
    return { name, cwd, env }
  }
  const cpu = `[[tool.uv.index]]\nname = "cpu"\nurl = ${JSON.stringify(links)}\nformat = "flat"\nexplicit = true\n[tool.uv.sources]\ntorch = { index = "cpu" }\n`
  const uvProject = `${PROJECT}[tool.uv]\nenvironments = ["sys_platform == 'linux'"]\n${cpu}`

  const locked = async () => {
    const made = await make('uv.lock', { 'pyproject.toml': uvProject }, withUv)
    progress('uv lock')
    await execa('uv', ['lock', '--quiet'], { cwd: made.cwd, env: withUv })
    return made
  }
  const poetry = async (registry: string) => {
    const source = (name: string, url: string, priority: string) =>
      `[[tool.poetry.source]]\nname = "${name}"\nurl = "${url}"\npriority = "${priority}"\n`
    const text = `${PROJECT}[tool.poetry.dependencies]\ntorch = { source = "cpu" }\n${source('registry', registry, 'primary')}${source('cpu', index, 'explicit')}`
    const made = await make('poetry.lock', { 'pyproject.toml': text }, withUv)
    progress('poetry lock')
    await execa('poetry', ['lock', '--no-interaction'], { cwd: made.cwd, env: withUv })
    return made
  }
  const requirements = { 'requirements.txt': `${PINS.join('\n')}\niniconfig==2.3.1\n` }
  const made: Record<string, () => Promise<Repository>> = {
    'requirements.txt with pip': () => make('requirements.txt with pip', requirements),
    'requirements.txt': () => make('requirements.txt', requirements, withUv),
    'pyproject.toml': () => make('pyproject.toml', { 'pyproject.toml': PROJECT }, withUv),
    'uv.lock': locked,
    'poetry.lock': async () => poetry(await registryOf(await locked())),
  }
  const all: Repository[] = []
  for (const name of wanted) {
    const known = all.find(each => each.name === 'uv.lock')
    const repository =
      name === 'poetry.lock' && known ? await poetry(await registryOf(known)) : await made[name]?.()
    if (!repository) throw new Error(`--only ${name}: no such repository`)
    all.push(repository)
  }
  return all
}

/** The index that this machine takes packages from, as uv found it. */
export async function registryOf({ cwd }: { cwd: string }): Promise<string> {
  const lock = await readFile(join(cwd, 'uv.lock'), 'utf8')
  const url = /registry = "(https?:[^"]+)"/.exec(lock)?.[1]
  if (!url) throw new Error(`${cwd}/uv.lock names no index`)
  return `${url.replace(/\/$/, '')}/`
}
