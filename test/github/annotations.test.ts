import { expect, test } from 'vitest'
import { annotate, lineOf } from '../../src/github/annotations/annotations.ts'
import { ExpectedError } from '../../src/lib/errors.ts'
import type { Report } from '../../src/model/report.ts'
import { reportFailure } from '../../src/pipeline/report.ts'

const FILES: Record<string, [text: string, line: number]> = {
  'requirements.txt': ['# torch==2.12.0\nlightning==2.6.6\nTorch [extra] == 2.13.0  # why\n', 3],
  'constraints with a comment above': [
    'numpy==2.4.6\n\ntorch==2.13.0 \\\n    --hash=sha256:00\n',
    3,
  ],
  'uv.lock': [
    '[[package]]\nname = "lightning"\nversion = "2.6.6"\ndependencies = [\n  { name = "torch" },\n]\n\n' +
      '[[package]]\nname = "torch"\nversion = "2.13.0"\n',
    10,
  ],
  'poetry.lock': [
    '[[package]]\nname = "lightning"\nversion = "2.6.6"\n\n[package.dependencies]\ntorch = ">=2.1.0,<4.0"\n\n' +
      '[[package]]\nname = "torch"\nversion = "2.13.0"\n',
    10,
  ],
  'Pipfile.lock': [
    '{\n "default": {\n  "torch": {\n   "hashes": [\n    "sha256:00"\n   ],\n   "version": "==2.13.0"\n  }\n }\n}\n',
    7,
  ],
  'environment.yml': ['dependencies:\n  - python=3.12\n  - pytorch=2.13.0=cpu_0\n', 3],
  'environment.yml with pip': ['dependencies:\n  - pip:\n    - "torch==2.13.0"\n', 3],
  'conda-lock.yml': [
    'package:\n- name: numpy\n  version: 2.4.6\n- name: pytorch\n  version: 2.13.0\n  manager: conda\n',
    5,
  ],
  'pixi.lock': [
    '- pypi: https://x.invalid/torch-2.13.0.whl\n  name: torch\n  version: 2.13.0\n',
    3,
  ],
  'pyproject.toml': ['[project]\ndependencies = [\n  "torch==2.13.0",\n]\n', 3],
  'poetry in pyproject.toml': [
    '[tool.poetry.dependencies]\npython = "^3.12"\ntorch = "2.13.0"\n',
    3,
  ],
  'setup.cfg': ['[options]\ninstall_requires =\n    torch==2.13.0\n', 3],
  'a range': ['lightning>=2.5\ntorch>=2.0\n', 2],
  'Windows line ends': ['lightning==2.6.6\r\ntorch==2.13.0\r\n', 2],
  'another version of another platform first': [
    'torch==2.12.0; sys_platform == "darwin"\ntorch==2.13.0; sys_platform == "linux"\n',
    2,
  ],
  'a longer version': ['torch==2.13.0.1; extra\ntorch==2.13.0\n', 2],
}

test.for(Object.entries(FILES))('torch 2.13.0 is found in %s', ([, [text, line]]) => {
  expect(lineOf(text, 'torch', '2.13.0+cpu')).toBe(line)
})

test.for([
  'torchvision==2.13.0',
  '# torch==2.13.0',
  'pytorch-lightning==2.13.0',
  'my-torch==2.13.0',
  '',
])('torch is not in %j', text => {
  expect(lineOf(text, 'torch', '2.13.0')).toBeNull()
})

test('a name is the same however it is separated', () => {
  expect(lineOf('Pytorch_Lightning==2.6.6', 'pytorch-lightning', '2.6.6')).toBe(1)
})

test('a name with the marks of a regular expression is a name', () => {
  expect(lineOf('a+b(c==1', 'a+b(c', '1')).toBe(1)
})

const report = (changes: Partial<Report>): Report => ({
  ...reportFailure(new ExpectedError('x'), 'quick', {}, String).report,
  verdict: 'drift',
  ...changes,
})
const change = (name: string, from: string | null, to: string | null, base?: string) => ({
  name,
  from,
  to,
  imported: true,
  link: null,
  ...(base && { base }),
})
const checked = {
  scenario: 'seeded',
  detail: 'd',
  subjects: [],
  issues: [],
  unexplained: [],
  fix: 'f',
  explanation: 'e',
  link: null,
}
const LOCK = 'numpy==2.4.6\nlightning==2.6.6\ntorch==2.13.0\n'

test('packages that moved are marked where they are, and checks that fail at the first of them', () => {
  const found = annotate(
    report({
      verdict: 'violation',
      changedPackages: [
        change('lightning', '2.5.0', '2.6.6'),
        change('torch', null, '2.13.0+cpu'),
        change('fsspec', '1', '2'),
        change('numpy', '2', null),
      ],
      checks: [
        { ...checked, id: 'main-streams-agree', status: 'fail' },
        { ...checked, id: 'init-weights-agree', status: 'pass' },
      ],
    }),
    LOCK,
  )
  expect(found).toMatchObject([
    { level: 'error', line: 2, title: 'Do not merge: main-streams-agree fails' },
    { level: 'warning', line: 2, message: 'lightning was 2.5.0 in the baseline and is 2.6.6 now' },
    { level: 'warning', line: 3, message: 'torch 2.13.0+cpu is new since the baseline' },
  ])
})

test('what a package was before is said with where that is known from', () => {
  const said = (changes: Partial<Report>) => annotate(report(changes), LOCK)[0]?.message
  const moved = [change('torch', '2.12.0', '2.13.0')]
  expect(said({ changedPackages: moved })).toContain('2.12.0 in the baseline')
  expect(said({ changedPackages: moved, comparedWith: 'base' })).toContain(
    '2.12.0 in the base commit',
  )
  expect(said({ changedPackages: [change('torch', '2.9.0', '2.13.0', '2.12.1')] })).toContain(
    'was 2.12.1 in the base commit',
  )
})

test('a match marks nothing', () => {
  const changedPackages = [change('torch', '2.12.0', '2.13.0')]
  expect(annotate(report({ verdict: 'match', changedPackages }), LOCK)).toEqual([])
})

test('of many packages as many are marked as GitHub shows, the most important first', () => {
  const names = [...Array(30).keys()].map(number => `package-${number}`)
  const found = annotate(
    report({ changedPackages: names.map(name => change(name, '1', '2')) }),
    names.map(name => `${name}==2`).join('\n'),
  )
  expect(found).toHaveLength(8)
  expect(found[0]?.message).toContain('package-0 was 1')
  expect(found[7]?.message).toMatch(/… and 22 more$/)
})
