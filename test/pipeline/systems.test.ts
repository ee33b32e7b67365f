import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aboutSystem, type Machine, SYSTEMS, thisMachine } from '../../src/pipeline/systems.ts'
import { root } from '../../support/python.ts'

const linux: Machine = { platform: 'linux', arch: 'x64', musl: false }

describe('on Linux', () => {
  test('x86_64 needs no word', () => expect(aboutSystem(linux)).toEqual([]))

  test('of aarch64 a report says that nobody has tested it', () =>
    expect(aboutSystem({ ...linux, arch: 'arm64' })).toEqual([
      'This runs on aarch64, where nobody has tested it.',
    ]))

  test('musl is refused, whatever the processor', () => {
    for (const arch of ['x64', 'arm64'] as const)
      expect(() => aboutSystem({ ...linux, arch, musl: true })).toThrow(
        /^torch has no wheels for musl.*; take an image with glibc.*found linux on/,
      )
  })

  test('a processor without wheels is refused', () =>
    expect(() => aboutSystem({ ...linux, arch: 's390x' })).toThrow(
      /^torch has wheels for x86_64 and aarch64 only; .*\(found linux on s390x\)$/,
    ))

  test('Node tells which of the two C libraries it runs on', async () => {
    const maps = await readFile('/proc/self/maps', 'utf8')
    expect(thisMachine().musl).toBe(maps.includes('ld-musl'))
  })
})

test('of macOS a report says that nobody has tested it', () =>
  expect(aboutSystem({ ...linux, platform: 'darwin' })).toEqual([
    expect.stringMatching(/macOS, where nobody has tested/),
  ]))

test.for(['win32', 'freebsd', 'aix'] as const)('%s is refused in one sentence', platform =>
  expect(() => aboutSystem({ ...linux, platform })).toThrow(
    /^the probe (runs on Linux, and this is Windows|does not run on this system); take a Linux runner, a container, or WSL 2 \(found/,
  ),
)

test('the page has a row for each', async () => {
  const page = await readFile(join(root, 'docs/evidence/surroundings.md'), 'utf8')
  for (const { name, refused } of SYSTEMS)
    expect(page).toMatch(new RegExp(`^\\| ${name} \\| ${refused ? 'refused' : ''}`, 'm'))
})
