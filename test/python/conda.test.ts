import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { askPython } from '../../src/python/find-python.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { packageIndex, standIn } from '../../support/packages.ts'
import { pythonOf } from '../../support/python.ts'

/** The command lines of tools that are not to be had here. That they do what is meant is not shown. */

const LOCK = `version: 1
metadata: {platforms: [linux-64]}
package:
  - {name: pytorch, version: 2.5.1, manager: conda, platform: linux-64, category: main}
`
const MANIFEST = 'dependencies: [python=3.11, pytorch=2.5.1]'
const PIXI = '[workspace]\nchannels = []\nplatforms = []\n[dependencies]\npytorch = "==2.5.1"\n'

describe('conda and its like', () => {
  test.each([
    ['micromamba', 'environment.yml', MANIFEST, ['create', '--yes', '-p', 'DIR', '-f', 'FILE']],
    ['mamba', 'environment.yml', MANIFEST, ['env', 'create', '--yes', '-p', 'DIR', '-f', 'FILE']],
    ['conda', 'environment.yml', MANIFEST, ['env', 'create', '--yes', '-p', 'DIR', '-f', 'FILE']],
    ['conda-lock', 'conda-lock.yml', LOCK, ['install', '-p', 'DIR', 'FILE']],
    ['micromamba', 'conda-lock.yml', LOCK, ['create', '--yes', '-p', 'DIR', '-f', 'FILE']],
    ['pixi', 'pixi.toml', PIXI, ['install', '--manifest-path', 'DIR']],
  ] as const)('%s with %s', async (tool, file, text, words) => {
    await using place = await temporary()
    const cwd = join(place.path, 'repository')
    await mkdir(cwd)
    await writeFile(join(cwd, file), text)
    const base = await pythonOf('managers')
    const said = await standIn(join(place.path, 'bin'), tool, base)
    const prepare = async (install: boolean) => {
      const [python] = await prepareInterpreter(await readPins(cwd), install, {
        cwd,
        env: { PATH: [dirname(said), '/usr/bin', '/bin'].join(delimiter), LDDPR_CACHE: place.path },
        progress: () => {},
      })
      return python
    }
    const python = await prepare(true)
    const arguments_ = (await readFile(said, 'utf8')).trim().split('\n')
    const directory = python.replace(/(\/\.pixi.*)?\/bin\/python$/, '')
    const meant = words.map(word => ({ DIR: directory, FILE: file })[word as 'DIR'] ?? word)
    expect(arguments_).toEqual(meant)
    expect(await prepare(false)).toBe(python)
  })

  test('a pixi.lock is taken as it is, in a copy', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'repository')
    await mkdir(cwd)
    await writeFile(join(cwd, 'pixi.toml'), PIXI)
    await writeFile(join(cwd, 'pixi.lock'), 'version: 6\nenvironments: {}\npackages: []\n')
    const said = await standIn(join(place.path, 'bin'), 'pixi', await pythonOf('managers'))
    const env = {
      PATH: [dirname(said), '/usr/bin', '/bin'].join(delimiter),
      LDDPR_CACHE: place.path,
    }
    const pins = await readPins(cwd, { manifest: 'pixi.lock' })
    const [python] = await prepareInterpreter(pins, true, { cwd, env, progress: () => {} })
    expect(await readFile(said, 'utf8')).toMatch(/^install\n--frozen\n--manifest-path\n/)
    const copy = python.replace(/\/\.pixi.*/, '')
    expect(await readFile(join(copy, 'pixi.toml'), 'utf8')).toBe(PIXI)
  })

  test('a lock with packages of pip is not for micromamba, which leaves them out', async () => {
    await using place = await temporary()
    const lock = `${LOCK}  - {name: lightning, version: 2.6.1, manager: pip, platform: linux-64, category: main}\n`
    await writeFile(join(place.path, 'conda-lock.yml'), lock)
    const said = await standIn(join(place.path, 'bin'), 'micromamba', '/nowhere')
    const env = { PATH: dirname(said), LDDPR_CACHE: join(place.path, 'cache') }
    const pins = await readPins(place.path)
    const surroundings = { cwd: place.path, env, progress: () => {} }
    await expect(prepareInterpreter(pins, true, surroundings)).rejects.toThrow(
      /conda-lock.yml needs conda-lock, and none is installed/,
    )
  })

  test('conda that only CONDA leads to, as on the images of GitHub', async () => {
    await using place = await temporary()
    await writeFile(join(place.path, 'environment.yml'), MANIFEST)
    const home = join(place.path, 'miniconda')
    const said = await standIn(join(home, 'bin'), 'conda', await pythonOf('managers'))
    const env = { PATH: '/usr/bin:/bin', CONDA: home, LDDPR_CACHE: join(place.path, 'cache') }
    const surroundings = { cwd: place.path, env, progress: () => {} }
    await prepareInterpreter(await readPins(place.path), true, surroundings)
    expect(await readFile(said, 'utf8')).toMatch(/^env\ncreate\n/)
  })

  test('packages of pip alone need no conda, but the Python that the file names', async () => {
    await using place = await temporary()
    await using index = await packageIndex(join(place.path, 'packages'))
    const version =
      (await askPython('python3', { cwd: '.', env: process.env, progress: () => {} }))?.version ??
      ''
    const minor = version.split('.').slice(0, 2).join('.')
    await writeFile(join(place.path, 'more.txt'), 'torch==9.1\n')
    await writeFile(
      join(place.path, 'environment.yml'),
      `name: train
channels: [conda-forge, nodefaults]
dependencies:
  - python=${minor}
  - pip
  - pip:
    - --extra-index-url ${index.url}
    - lightning==9.1
    - -r more.txt
`,
    )
    const lines: string[] = []
    const env = {
      ...process.env,
      PIP_CONFIG_FILE: '/dev/null',
      PIP_INDEX_URL: index.url,
      LDDPR_CACHE: join(place.path, 'cache'),
    }
    const [python] = await prepareInterpreter(await readPins(place.path), true, {
      cwd: place.path,
      env,
      progress: message => lines.push(message),
    })
    expect(lines[0]).toMatch(/installing environment.yml with (uv|pip), all of it/)
    const script = 'import sys, torch, lightning; print(*sys.version_info[:2], torch.version)'
    const { stdout } = await execa(python, ['-c', script])
    expect(stdout).toBe(`${minor.replace('.', ' ')} 9.1`)
  })

  test.each([
    ['on GitHub', 'true', /^Add to the steps .*:\n\n- uses: mamba-org\/setup-micromamba@/],
    ['on a terminal', '', /^curl -L micro.mamba.pm/],
  ])(
    'where there is none, the lines to add are those for a reader %s',
    async (_, github, lines) => {
      await using place = await temporary()
      await writeFile(join(place.path, 'environment.yml'), MANIFEST)
      const env = { PATH: '/usr/bin:/bin', GITHUB_ACTIONS: github, LDDPR_CACHE: place.path }
      const surroundings = { cwd: place.path, env, progress: () => {} }
      await expect(
        prepareInterpreter(await readPins(place.path), true, surroundings),
      ).rejects.toMatchObject({ detail: expect.stringMatching(lines) })
    },
  )

  test('where there is none, it is a clear error', async () => {
    await using place = await temporary()
    await writeFile(join(place.path, 'environment.yml'), MANIFEST)
    const env = { PATH: '/usr/bin:/bin', LDDPR_CACHE: join(place.path, 'cache') }
    const surroundings = { cwd: place.path, env, progress: () => {} }
    await expect(
      prepareInterpreter(await readPins(place.path), true, surroundings),
    ).rejects.toThrow(
      /environment.yml needs micromamba or mamba or conda, and none is installed; .*with python/,
    )
  })
})
