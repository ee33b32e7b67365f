import { describe, expect, test } from 'vitest'
import { meets } from '../../src/model/packages.ts'
import { parseCondaSpec } from '../../src/pins/formats/conda-spec.ts'
import { parseRequirement } from '../../src/pins/pep/requirement.ts'
import { exactly, fromConda, fromPoetry } from '../../src/pins/pep/versions.ts'
import { choosePython, type parsePython } from '../../src/pins/target.ts'

test.each([
  ['^2.3.3', '>=2.3.3,<3.0'],
  ['^0.2.3', '>=0.2.3,<0.3'],
  ['^0.0.3', '>=0.0.3,<0.0.4'],
  ['^1.4.0.post0', '>=1.4.0.post0,<2.0'],
  ['~1.2.3', '>=1.2.3,<1.3'],
  ['~1', '>=1,<2.0'],
  ['1.2', '==1.2'],
  ['1.*', '==1.*'],
  ['*', ''],
  ['>=1.22, <2.0.0', '>=1.22,<2.0.0'],
  ['>= 1 <2', '>=1,<2'],
  ['<3.9 || ^3.11', '<3.9||>=3.11,<4.0'],
])('Poetry: %s', (text, range) => expect(fromPoetry(text)).toBe(range))

test.each([
  ['=2.5', '==2.5.*'],
  ['=1.19.2', '==1.19.2'],
  ['==1.2', '==1.2'],
  ['1.2.3', '==1.2.3'],
  ['2.*', '==2.*'],
  ['=2.*', '==2.*'],
  ['>=1,<2', '>=1,<2'],
  ['~=2.1.0', '~=2.1.0'],
  ['1.2|>=3', '==1.2||>=3'],
  ['*', ''],
])('conda: %s', (text, range) => expect(fromConda(text)).toBe(range))

test.each([
  ['pytorch::pytorch=2.5', 'torch', '==2.5.*', 'pytorch::pytorch=2.5'],
  ['numpy=1.26.4=py310_0', 'numpy', '==1.26.4', '=1.26.4=py310_0'],
  ['numpy 1.26.4 py310_0', 'numpy', '==1.26.4', '1.26.4 py310_0'],
  ['numpy >=1.2, <2', 'numpy', '>=1.2,<2', '>=1.2,<2'],
  ["numpy[version='>=1.2',build=x]", 'numpy', '>=1.2', '>=1.2'],
  ['PyTorch-Lightning', 'pytorch-lightning', '', ''],
])('match spec: %s', (spec, name, range, text) =>
  expect(parseCondaSpec(spec)).toMatchObject({ name, range, text }),
)

test.each([
  ['torch (>=1, <2)', { name: 'torch', range: '>=1,<2' }],
  [
    'Torch[A,b_c]==2 ; x == "y"',
    { name: 'torch', extras: ['a', 'b-c'], range: '==2', marker: 'x == "y"' },
  ],
  ['torch =1', { name: 'torch', range: null }],
  ['torch==', { name: 'torch', range: null }],
  ['torch @ git+https://git.example/torch@v2 ; x == "y"', { range: null, marker: 'x == "y"' }],
])('requirement: %s', (text, expected) => expect(parseRequirement(text)).toMatchObject(expected))

test.each(['', '.', './x', '/x/y', '--option', ';', '@'])('%j names no package', text =>
  expect(parseRequirement(text)).toBeNull(),
)

describe('ranges', () => {
  test('of one version', () => {
    expect(exactly('==2.6.5')).toBe('2.6.5')
    expect(exactly('>=2,==2.6.5+cu121')).toBe('2.6.5+cu121')
    for (const range of ['', '==2.*', '>=2', '==2||==3', '==$']) expect(exactly(range)).toBeNull()
  })

  test('before a release, and with a local part', () => {
    expect(meets('2.6.0.dev20251123', '<=2.6.0')).toBe(true)
    expect(meets('2.4.0+cu121', '==2.4.0')).toBe(true)
  })

  test('that are none', () => {
    expect(meets('2.4', '=>2')).toBe(false)
    expect(meets('two', '>=2')).toBeNull()
  })
})

test.each<[string | null, string | null, ReturnType<typeof parsePython>]>([
  [null, null, '3.12'],
  [null, '>=3.9', '3.12'],
  [null, '>=3.9,<3.11', '3.10'],
  [null, '>=3.13', '3.13'],
  [null, '==3.11.7', '3.11'],
  [null, '>=4', '3.12'],
  ['3.9', '>=3.11', '3.9'],
])('of %s and %s the Python is %s', (named, range, python) =>
  expect(choosePython(named, range)).toBe(python),
)
