import { expect, test } from 'vitest'
import { effectOf } from '../../src/change/edit.ts'

test('two pyproject.toml ask for the same', () => {
  const effect = (before: string, now: string) => effectOf('p/pyproject.toml', before, now)
  expect(effect('[project]\nversion = "1"', '[project]\nversion = "2"')).toBe('nothing')
  expect(effect('', '[tool.uv]\nindex-url = "x"')).toBe('lock')
  expect(effect('', 'no toml')).toBe('lock')
})

test.each([
  [
    'pyproject.toml',
    '[tool.poetry]\ndescription = "a"',
    '[tool.poetry]\ndescription = "b"',
    'installation',
  ],
  ['pyproject.toml', '', '[tool.poetry.group.dev.dependencies]\nx = "1"', 'lock'],
  ['pyproject.toml', '', '[tool.ruff]', 'nothing'],
  ['Pipfile', '[packages]', '# x\n[packages]', 'nothing'],
  ['Pipfile', '[packages]', '[packages]\nnumpy = "*"', 'lock'],
  ['environment.yml', 'dependencies: [numpy]', '# x\ndependencies:\n  - numpy', 'nothing'],
  ['environment.yml', 'dependencies: [numpy]', 'dependencies: [scipy]', 'lock'],
  ['requirements.txt', 'numpy', 'numpy # x\n\n', 'nothing'],
  ['requirements.txt', 'p @ git+https://x/p#egg=p', 'p @ git+https://x/p#egg=q', 'lock'],
  ['requirements.txt', 'a\nb', 'b\na', 'lock'],
] as const)('%s: from %j to %j moves %s', (path, before, now, effect) => {
  expect(effectOf(path, before, now)).toBe(effect)
})

test('a file that comes or goes may move anything', () => {
  expect(effectOf('requirements.txt', null, '')).toBe('lock')
  expect(effectOf('requirements.txt', '', null)).toBe('lock')
})
