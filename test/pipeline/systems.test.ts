import { expect, test } from 'vitest'
import { aboutSystem } from '../../src/pipeline/systems.ts'

test('Linux needs no word', () => expect(aboutSystem('linux')).toEqual([]))

test('of macOS a report says that nobody has tested it', () =>
  expect(aboutSystem('darwin')).toEqual([expect.stringMatching(/macOS, where nobody has tested/)]))

test.for(['win32', 'freebsd', 'aix'] as const)('%s is refused in one sentence', system =>
  expect(() => aboutSystem(system)).toThrow(
    `the probe runs on Linux, found ${system}; take a Linux runner, a container, or WSL 2`,
  ),
)
