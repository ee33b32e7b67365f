import { expect, test } from 'vitest'
import { effectOf, findUnexplained } from '../../src/change/edit.ts'

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

test('a line is explained by the package that moved, not by one whose name begins alike', () => {
  const bumps = [{ name: 'pytest', from: { version: '8.0.0' }, to: { version: '8.1.0' } }]
  const told = (before: string, now: string) => findUnexplained(before, now, bumps)
  expect(told('pytest==8.0.0', 'pytest==8.1.0')).toBeNull()
  expect(told('version = "8.0.0"', 'version = "8.1.0"')).toBeNull()
  expect(told('', '{ url = "https://x/pytest-8.1.0-py3-none-any.whl" }')).toBeNull()
  expect(told('', '# a comment')).toBeNull()
  expect(told('pytest-cov==1 --hash=a', 'pytest-cov==1 --hash=b')).toContain('pytest-cov')
  expect(told('my-pytest==1 -i a', 'my-pytest==1 -i b')).toContain('my-pytest')
  expect(told('python = "8.0.0"', 'python = "8.1.0"')).toContain('python')
  expect(told('x', 'x\nx')).toBe('x')
})
