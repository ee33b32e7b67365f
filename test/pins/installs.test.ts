import { describe, expect, test } from 'vitest'
import { askedInWords, rangeOf, versionOf } from '../../src/model/pins.ts'
import { readPins } from '../../src/pins/index.ts'
import { memoryFiles } from '../../support/files.ts'

/** What gets installed: versions, ranges and reasons are not taken for each other. */

const answer = (files: Record<string, string>) =>
  readPins('/repo', { files: memoryFiles(files).files })

test('a range is no version, and a marker is no part of it', async () => {
  const found = await answer({
    'requirements.txt':
      "lightning==2.6.6\ntrifast>=0.1.11; platform_system == 'Linux'\nnumpy\nother>1; platform_system == 'Windows'\n",
  })
  expect(found?.installs).toEqual({
    lightning: { version: '2.6.6' },
    trifast: { range: '>=0.1.11' },
    numpy: { range: '' },
  })
})

test('two requirements are one range', async () => {
  const found = await answer({ 'requirements.txt': 'torch>=2\ntorch<3\n' })
  expect(found?.installs.torch).toEqual({ range: '>=2, <3' })
})

test('a lock that leaves a version open says why, and gives no range', async () => {
  const lock =
    'version = 1\n[[package]]\nname = "p"\nversion = "1"\nsource = { virtual = "." }\n' +
    'dependencies = [{ name = "numpy" }]\n' +
    '[[package]]\nname = "numpy"\nversion = "1.0"\n[[package]]\nname = "numpy"\nversion = "2.0"\n'
  const found = await answer({ 'uv.lock': lock })
  expect(found?.installs).toEqual({
    numpy: { unknown: 'the lock has several that apply: 1.0, 2.0' },
  })
})

test('each is told in its own words', () => {
  const all = [{ version: '1' }, { range: '>1' }, { range: '' }, { unknown: 'why' }, null]
  expect(all.map(askedInWords)).toEqual(['1', '>1', 'any version', 'why', null])
  expect(all.map(versionOf)).toEqual(['1', null, null, null, null])
  expect(all.map(rangeOf)).toEqual([null, '>1', 'any version', null, null])
})

const PYPROJECT =
  '[project]\nname = "p"\nversion = "1"\ndependencies = ["numpy"]\n[dependency-groups]\ndev = ["coverage", "numpy"]\n'

describe('groups for development are told apart', () => {
  test.each<[string, Record<string, string>]>([
    [
      'uv.lock',
      {
        'pyproject.toml': PYPROJECT,
        'uv.lock':
          'version = 1\n[[package]]\nname = "p"\nversion = "1"\nsource = { virtual = "." }\n' +
          'dependencies = [{ name = "numpy" }]\n[package.dev-dependencies]\n' +
          'dev = [{ name = "coverage" }, { name = "numpy" }]\n' +
          '[[package]]\nname = "numpy"\nversion = "1.0"\n[[package]]\nname = "coverage"\nversion = "7.0"\n',
      },
    ],
    [
      'pdm.lock',
      {
        'pyproject.toml': PYPROJECT,
        'pdm.lock':
          '[metadata]\ngroups = ["default", "dev"]\nlock_version = "4.5.0"\n' +
          '[[package]]\nname = "numpy"\nversion = "1.0"\ngroups = ["default", "dev"]\n' +
          '[[package]]\nname = "coverage"\nversion = "7.0"\ngroups = ["dev"]\n',
      },
    ],
    [
      'an older pdm.lock',
      {
        'pyproject.toml': `${PYPROJECT}[tool.pdm]\n`,
        'pdm.lock':
          '[metadata]\nlock_version = "4.3"\n[[package]]\nname = "numpy"\nversion = "1.0"\n' +
          '[[package]]\nname = "coverage"\nversion = "7.0"\n',
      },
    ],
    [
      'poetry.lock',
      {
        'pyproject.toml':
          '[tool.poetry]\nname = "p"\n[tool.poetry.dependencies]\npython = ">=3.9"\nnumpy = "*"\n' +
          '[tool.poetry.group.dev.dependencies]\ncoverage = "*"\nnumpy = "*"\n',
        'poetry.lock':
          '[[package]]\nname = "numpy"\nversion = "1.0"\noptional = false\npython-versions = "*"\nfiles = []\n' +
          '[[package]]\nname = "coverage"\nversion = "7.0"\noptional = false\npython-versions = "*"\nfiles = []\n' +
          '[metadata]\nlock-version = "2.0"\npython-versions = ">=3.9"\ncontent-hash = "x"\n',
      },
    ],
    [
      'pylock.toml',
      {
        'pylock.toml':
          'lock-version = "1.0"\ncreated-by = "x"\ndefault-groups = ["dev"]\ndependency-groups = ["dev"]\n' +
          '[[packages]]\nname = "numpy"\nversion = "1.0"\n' +
          '[[packages]]\nname = "coverage"\nversion = "7.0"\nmarker = "\'dev\' in dependency_groups"\n',
      },
    ],
  ])('of %s', async (_, files) => {
    const found = await answer(files)
    expect(Object.keys(found?.installs ?? {}).sort()).toEqual(['coverage', 'numpy'])
    expect(found?.development).toEqual(['coverage'])
  })
  test('of no file without groups', async () =>
    expect((await answer({ 'requirements.txt': 'numpy==1\n' }))?.development).toEqual([]))
})
