import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../../src/pins/pep/markers.ts'
import { DEFAULT_PLATFORM, type PLATFORMS } from '../../src/pins/target.ts'

const around = (python = '3.12', platform: keyof typeof PLATFORMS = DEFAULT_PLATFORM) => ({
  target: { python, platform, extras: new Set<string>(), groups: new Set<string>() },
  extras: new Set(['gpu-cu128']),
  groups: new Set(['dev']),
})

describe('markers', () => {
  test.each<[string, boolean | null]>([
    ['', true],
    ['python_version >= "3.11"', true],
    ["python_version < '3.9'", false], // as versions: as words 3.12 were less
    ['"3.11" < python_version', true],
    ['"3.13" <= python_version', false],
    ['python_version ~= "3.11"', true],
    ['python_version == "3.*"', true],
    ['python_version in "3.11 3.12"', true],
    ['python_version not in "3.11, 3.12"', false],
    ['python_full_version < "3.13"', true],
    ['python_full_version >= "3.12.4"', null], // which 3.12 it is, is not known
    ['python_full_version >= "3.12.4" and sys_platform == "win32"', false],
    ['python_full_version >= "3.12.4" or sys_platform == "linux"', true],
    ['sys_platform == "linux" and platform_machine == "x86_64"', true],
    ['platform_machine in "x86_64,arm64"', true],
    ["sys_platform != 'darwin' and (os_name == 'nt' or os_name == 'posix')", true],
    ['os_name == "nt" or os_name == "posix" and platform_system == "Darwin"', false],
    ["sys.platform == 'linux'", true],
    ['implementation_name == "cpython"', true],
    ['platform_python_implementation != "PyPy"', true],
    ['extra == "GPU_cu128"', true],
    ['extra != "gpu-cu128"', false],
    ['extra == "cpu"', false],
    ["'dev' in dependency_groups and 'docs' not in dependency_groups", true],
    ["'gpu-cu128' in extras", true],
    ['platform_release >= "5"', null],
    ['platform_version == "x" or python_version >= "3"', true],
    ['python_version', null],
    ['python_version >=', null],
    ['(python_version >= "3"', null],
    ['python_version >= "3") ', null],
    ['python_version >= "3" and', null],
    ['python_version >= 3', null],
    ['import os', null],
    [`${'('.repeat(1000)}os_name == "nt"${')'.repeat(1000)}`, null],
  ])('%s', (marker, expected) => expect(holds(marker, around())).toBe(expected))

  test('a Python that is known to its release', () => {
    expect(holds('python_full_version >= "3.12.4"', around('3.12.3'))).toBe(false)
    expect(holds('python_full_version >= "3.12.4"', around('3.12.11'))).toBe(true)
  })
})

/** Another way to the same answer: a tree that is written down as a marker, and is evaluated by itself. */
interface Tree {
  text: string
  value: boolean | null
}
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc
    .record({
      minor: fc.integer({ min: 6, max: 15 }),
      operator: fc.constantFrom('<', '<=', '==', '!=', '>=', '>'),
    })
    .map(({ minor, operator }) => {
      const relation = {
        '<': 12 < minor,
        '<=': 12 <= minor,
        '==': 12 === minor,
        '!=': 12 !== minor,
      }
      const value = { ...relation, '>=': 12 >= minor, '>': 12 > minor }[operator] ?? null
      return { text: `python_version ${operator} "3.${minor}"`, value }
    }),
  fc
    .constantFrom('linux', 'darwin', 'win32')
    .map(name => ({ text: `'${name}' == sys_platform`, value: name === 'linux' })),
  fc.constant({ text: 'platform_release == "6"', value: null }),
)
const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc
      .record({
        kind: fc.constantFrom('and', 'or'),
        of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      })
      .map(({ kind, of }) => {
        const values = of.map(({ value }) => value)
        const decisive = kind === 'or'
        const value = values.includes(decisive)
          ? decisive
          : values.includes(null)
            ? null
            : !decisive
        return { text: of.map(({ text }) => `(${text})`).join(` ${kind} `), value }
      }),
  ),
}))

test('property: a marker means what the tree means that it was written from', () => {
  fc.assert(
    fc.property(tree, ({ text, value }) => {
      expect(holds(text, around())).toBe(value)
    }),
  )
})

test('property: and binds closer than or', () => {
  fc.assert(
    fc.property(leaf, leaf, leaf, (a, b, c) => {
      const flat = holds(`${a.text} or ${b.text} and ${c.text}`, around())
      expect(flat).toBe(holds(`(${a.text}) or ((${b.text}) and (${c.text}))`, around()))
    }),
  )
})

test('property: any text has an answer', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    'and',
    'or',
    'not',
    'in',
    '==',
    '<',
    '"3.9"',
    'os_name',
    "'",
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 }))), words => {
      expect([true, false, null]).toContain(holds(words.join(' '), around()))
    }),
  )
})
