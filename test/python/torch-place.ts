import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import type { Scope } from '../../src/python/recipe.ts'
import type { TorchChoice, TorchWish } from '../../src/python/torch-build.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Index, indexWith, type Package, toolbox } from '../../support/packages.ts'

/** An index like PyPI's with tiny packages, and one like PyTorch's for CPUs, from which real tools install. */

const CUDA = ['nvidia-cublas-cu12', 'triton', 'cuda-bindings'] as const
const USUAL: readonly Package[] = [
  ...['9.1', '9.2', '9.3'].map(version => ['torch', version, 'sympy', ...CUDA] as const),
  ['torchvision', '9.1', 'torch==9.1', 'numpy'],
  ['lightning', '9.1', 'torch', 'numpy'],
  ['numpy', '9.1'],
  ['sympy', '9.1'],
  ['unrelated', '9.1', 'numpy'],
  ['nvidia_cublas_cu12', '9.1'],
  ['triton', '9.1'],
  ['cuda_bindings', '9.1'],
]
export const FOR_CPU: readonly Package[] = [
  ['torch', '9.1+cpu', 'sympy'],
  ['torch', '9.2+cpu', 'sympy'],
  ['torchvision', '9.1+cpu', 'torch==9.1', 'numpy'],
]
const FOR_CUDA: readonly Package[] = [['torch', '9.1+cu128', 'sympy', ...CUDA]]
export const NEEDED = ['lightning 9.1', 'numpy 9.1', 'sympy 9.1', 'torch 9.1+cpu']
export const PINNED = [
  'cuda-bindings 9.1',
  'lightning 9.1',
  'numpy 9.1',
  'nvidia-cublas-cu12 9.1',
  'sympy 9.1',
  'torch 9.1',
  'triton 9.1',
]
export const PROJECT = `[project]
name = "x"
version = "1"
requires-python = ">=3.10"
dependencies = ["lightning", "torch==9.1", "unrelated"]
`

export let place: Awaited<ReturnType<typeof temporary>>
export let usual: Index
export let cpu: Index
export let cuda: Index
let tools: Record<'all' | 'uv' | 'none', string>
export let caches = 0
let cache: string

beforeAll(async () => {
  place = await temporary()
  usual = await indexWith(join(place.path, 'packages'), USUAL)
  cpu = await indexWith(join(place.path, 'cpu-packages'), FOR_CPU)
  cuda = await indexWith(join(place.path, 'cuda-packages'), FOR_CUDA)
  const make = (name: string, ...list: string[]) => toolbox(join(place.path, name), ...list)
  tools = {
    all: await make('all', 'uv', 'poetry', 'pdm', 'pipenv'),
    uv: await make('only-uv', 'uv'),
    none: await make('none'),
  }
  await mkdir(join(place.path, 'home'))
})
beforeEach(() => {
  cache = join(place.path, `cache-${caches++}`)
})
afterAll(async () => {
  await usual[Symbol.asyncDispose]()
  await cpu[Symbol.asyncDispose]()
  await cuda[Symbol.asyncDispose]()
  await place[Symbol.asyncDispose]()
})

export const withTools = (
  name: keyof typeof tools,
  env: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv => ({
  HOME: join(place.path, 'home'),
  PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
  PIP_CONFIG_FILE: '/dev/null',
  PIP_INDEX_URL: usual.url,
  UV_NO_CACHE: '1',
  ...env,
  PATH: `${tools[name]}${delimiter}${process.env.PATH}`,
})

let projects = 0
export async function project(files: Record<string, string>): Promise<string> {
  const directory = join(place.path, `project-${projects++}`)
  await mkdir(directory)
  for (const [file, text] of Object.entries(files)) await writeFile(join(directory, file), text)
  return directory
}

interface Wish extends Partial<TorchWish> {
  scope?: Scope
  install?: boolean
}

/** What an environment that is built from a directory has, and what was said. */
export async function built(
  cwd: string,
  env: NodeJS.ProcessEnv,
  { scope = 'needed', install = true, ...wish }: Wish = {},
) {
  const said: string[] = []
  const notices: string[] = []
  let choice: TorchChoice | undefined
  for (const { files } of [usual, cpu, cuda]) files.length = 0
  const [python] = await prepareInterpreter(
    await readPins(cwd),
    install,
    {
      cwd,
      env: { ...env, LDDPR_CACHE: cache },
      progress: message => said.push(message),
      notice: sentence => notices.push(sentence),
    },
    {
      scope,
      torch: { build: 'auto', index: cpu.url, gpu: null, spell: name => name, ...wish },
      chosen: found => {
        choice = found
      },
    },
  )
  const list = `import importlib.metadata as m
print("\\n".join(sorted(f"{d.name.replace('_', '-')} {d.version}" for d in m.distributions())))`
  const { stdout } = await execa(python, ['-I', '-c', list])
  const has = stdout.split('\n').filter(line => !/^(pip|setuptools) /.test(line))
  return { python, has, said: said.join('\n'), notices, choice }
}

const isCuda = (file: string) => /^(nvidia|triton|cuda|torch-)/.test(file)

export const onlyForCpu = () => {
  expect(usual.files.filter(isCuda)).toEqual([])
  expect(cpu.files.map(file => file.split('-')[0])).toContain('torch')
}
export const source = () => `[[tool.uv.index]]\nurl = "${usual.url}"\ndefault = true\n`
