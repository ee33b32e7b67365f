import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
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

  const locked = async (name = 'uv.lock', env: NodeJS.ProcessEnv = withUv) => {
    const made = await make(name, { 'pyproject.toml': uvProject }, env)
    progress('uv lock')
    await execa('uv', ['lock', '--quiet'], { cwd: made.cwd, env: withUv })
    return made
  }
  const poetry = async (
    registry: string,
    name = 'poetry.lock',
    env: NodeJS.ProcessEnv = withUv,
  ) => {
    const source = (name: string, url: string, priority: string) =>
      `[[tool.poetry.source]]\nname = "${name}"\nurl = "${url}"\npriority = "${priority}"\n`
    const text = `${PROJECT}[tool.poetry.dependencies]\ntorch = { source = "cpu" }\n${source('registry', registry, 'primary')}${source('cpu', index, 'explicit')}`
    const made = await make(name, { 'pyproject.toml': text }, env)
    progress('poetry lock')
    await execa('poetry', ['lock', '--no-interaction'], { cwd: made.cwd, env: withUv })
    return made
  }
  const requirements = { 'requirements.txt': `${PINS.join('\n')}\niniconfig==2.3.1\n` }
  const made: Record<string, () => Promise<Repository>> = {
    'requirements.txt with pip': () => make('requirements.txt with pip', requirements),
    'requirements.txt': () => make('requirements.txt', requirements, withUv),
    'pyproject.toml': () => make('pyproject.toml', { 'pyproject.toml': PROJECT }, withUv),
    'uv.lock': () => locked(),
    'uv.lock without uv': () => locked('uv.lock without uv', {}),
  }
  const POETRY: Record<string, NodeJS.ProcessEnv> = {
    'poetry.lock': withUv,
    'poetry.lock without uv and Poetry': {},
  }
  const all: Repository[] = []
  for (const name of wanted) {
    const known = all.find(each => each.name.startsWith('uv.lock'))
    const env = POETRY[name]
    const repository = env
      ? await poetry(await registryOf(known ?? (await locked('its index'))), name, env)
      : await made[name]?.()
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
