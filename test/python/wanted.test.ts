import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Repository, readPins } from '../../src/pins/index.ts'
import type { Scope, Source } from '../../src/python/recipe.ts'
import { wantedFor } from '../../src/python/wanted.ts'
import { temporary } from '../../support/lddpr.ts'

const H = (digit: string) => `sha256:${digit.repeat(64)}`
const LINUX = { version: '3.12.4', platform: 'linux-x86_64' }
const wheel = (name: string, tags: string) => `https://files.example/${name}-1.0-${tags}.whl`

/** What is to be installed of the files of a repository. */
async function listed(files: Record<string, string>, scope: Scope = 'needed', python = LINUX) {
  await using place = await temporary()
  for (const [name, text] of Object.entries(files)) await writeFile(join(place.path, name), text)
  const repository = new Repository(place.path)
  const pins = (await readPins(repository)) as Source
  return wantedFor({ files: repository, pins, scope }, python)
}

const PROJECT = `[project]
name = "x"
version = "1"
requires-python = ">=3.10"
dependencies = ["lightning", "torch"]
`
const entry = (name: string, rest: string, needs: string[] = []) => `[[package]]
name = "${name}"
version = "1.0"
${rest}
dependencies = [${needs.map(need => `{ name = "${need}" }`).join(', ')}]
`
const PYPI = 'source = { registry = "https://pypi.org/simple" }'
const UV_LOCK = [
  'version = 1',
  entry('x', 'source = { virtual = "." }', ['lightning', 'torch', 'unrelated']),
  entry(
    'lightning',
    `${PYPI}\nwheels = [{ url = "${wheel('lightning', 'py3-none-any')}", hash = "${H('1')}", size = 10 }]`,
    ['torch'],
  ),
  entry(
    'torch',
    `source = { registry = "https://download.example/cpu" }
wheels = [
  { url = "${wheel('torch', 'cp311-cp311-manylinux_2_28_x86_64')}", hash = "${H('2')}", size = 11 },
  { url = "${wheel('torch', 'cp312-cp312-manylinux_2_28_x86_64')}", hash = "${H('3')}", size = 12 },
  { url = "${wheel('torch', 'cp312-cp312-musllinux_1_2_x86_64')}", hash = "${H('4')}", size = 13 },
  { url = "${wheel('torch', 'cp312-cp312-macosx_11_0_arm64')}", hash = "${H('5')}", size = 14 },
]`,
    ['numpy'],
  ),
  entry(
    'numpy',
    `${PYPI}\nsdist = { url = "https://files.example/numpy-1.0.tar.gz", hash = "${H('6')}", size = 15 }`,
  ),
  entry(
    'unrelated',
    'source = { git = "https://git.example/u?rev=main#0123456789012345678901234567890123456789" }',
  ),
].join('\n')

describe('what is to be installed, before anything is', () => {
  const files = { 'uv.lock': UV_LOCK, 'pyproject.toml': PROJECT }

  test('of a uv.lock: file, size, hashes and index of what the probe needs', async () => {
    expect(await listed(files)).toEqual([
      {
        name: 'lightning',
        version: '1.0',
        url: wheel('lightning', 'py3-none-any'),
        hashes: [H('1')],
        size: 10,
        index: null,
        place: 'index',
      },
      {
        name: 'numpy',
        version: '1.0',
        url: 'https://files.example/numpy-1.0.tar.gz',
        hashes: [H('6')],
        size: 15,
        index: null,
        place: 'index',
      },
      {
        name: 'torch',
        version: '1.0',
        url: wheel('torch', 'cp312-cp312-manylinux_2_28_x86_64'),
        hashes: [H('2'), H('3'), H('4'), H('5')],
        size: 12,
        index: 'https://download.example/cpu',
        place: 'index',
      },
    ])
  })

  test.each([
    ['3.11.7', 'linux-x86_64', 11],
    ['3.12.4', 'darwin-arm64', 14],
    ['3.12.4', 'windows-amd64', null],
  ])('the wheel is the one for Python %s on %s', async (version, platform, size) => {
    const torch = (await listed(files, 'needed', { version, platform }))?.find(
      ({ name }) => name === 'torch',
    )
    expect(torch?.size).toBe(size)
  })

  test('of the whole also what is from a repository, by its commit', async () => {
    const all = await listed(files, 'whole')
    expect(all?.map(({ name }) => name)).toEqual(['lightning', 'numpy', 'torch', 'unrelated'])
    expect(all?.at(-1)).toMatchObject({
      url: 'git+https://git.example/u@0123456789012345678901234567890123456789',
      place: 'repository',
      hashes: [],
    })
  })

  test('of two entries of one version the one whose markers hold', async () => {
    const torch = (index: string, marker: string) =>
      entry(
        'torch',
        `source = { registry = "https://${index}.example" }\nresolution-markers = ["${marker}"]`,
        ['numpy'],
      )
    const lock = UV_LOCK.replace(
      /\[\[package\]\]\nname = "torch"[\s\S]*?(?=\[\[package\]\]\nname = "numpy")/,
      () => torch('here', "sys_platform == 'linux'") + torch('there', "sys_platform != 'linux'"),
    )
    const found = await listed({ ...files, 'uv.lock': lock })
    expect(found?.find(({ name }) => name === 'torch')?.index).toBe('https://here.example')
  })

  const PINNED = 'torch==2.9.0\nlightning==2.6.1\nnumpy==2.4.0\n'
  const names = async (text: string) =>
    (await listed({ 'requirements.txt': text }))?.map(({ name }) => name) ?? null

  test.each<[string, string, string[] | null]>([
    [
      'with hashes',
      PINNED.replaceAll('\n', ` --hash=${H('7')}\n`),
      ['lightning', 'numpy', 'torch'],
    ],
    [
      'that a compiler wrote',
      `# This file was autogenerated by uv\n${PINNED}`,
      ['lightning', 'numpy', 'torch'],
    ],
    [
      'with markers',
      `# This file is autogenerated by pip-compile\n${PINNED}triton==3 ; sys_platform == "win32"\n`,
      ['lightning', 'numpy', 'torch'],
    ],
    ['where the installer has to find the rest', PINNED, null],
    ['with a range', `# This file was autogenerated by uv\n${PINNED}fsspec>=1\n`, null],
    ['with the project', `# This file was autogenerated by uv\n-e .\n${PINNED}`, null],
  ])('of requirements %s', async (_, text, found) => {
    expect(await names(text)).toEqual(found)
  })

  test('of a pyproject.toml only an installer can tell', async () => {
    expect(await listed({ 'pyproject.toml': PROJECT })).toBeNull()
  })
})
