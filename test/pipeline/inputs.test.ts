import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { flag } from '../../src/cli/command.ts'
import { spell } from '../../src/github/run/inputs.ts'
import { ExpectedError, wrongInput } from '../../src/lib/errors.ts'
import { actionInputs, parseInputs, planInputs, runInputs } from '../../src/pipeline/inputs.ts'
import { root } from '../../support/python.ts'

const SCHEMAS = [runInputs, actionInputs, planInputs]
/** Flags of single commands, which no schema has. */
const FLAGS = ['author', 'out', 'platform', 'pythonVersion', 'state', 'trainer']
const known = [...SCHEMAS.flatMap(schema => Object.keys(schema.shape)), ...FLAGS]

test('an error and a description name inputs that there are', async () => {
  const named = /(?:\bspell\(|\bwrongInput\(\s*)'(\w+)'/g
  for await (const file of glob('src/**/*.ts', { cwd: root }))
    for (const [, name] of (await readFile(join(root, file), 'utf8')).matchAll(named))
      expect(known, file).toContain(name)
  for (const schema of SCHEMAS)
    for (const { description = '' } of Object.values(schema.shape))
      for (const [, name] of description.matchAll(/\{(\w+)\}/g)) expect(known).toContain(name)
})

describe('an error is spelled as its reader spells inputs', () => {
  const caught = (work: () => unknown) => {
    try {
      return work()
    } catch (error) {
      return error as ExpectedError
    }
  }
  test.each([
    [
      wrongInput('reportDir', 'expected a directory'),
      '--report-dir: expected a directory',
      'report-dir: expected a directory',
    ],
    [
      wrongInput('cwd', 'expected a directory'),
      '--cwd: expected a directory',
      'working-directory: expected a directory',
    ],
    [
      new ExpectedError(name => `name one with ${name('manifest')}`),
      'name one with --manifest',
      'name one with manifest',
    ],
    [new ExpectedError('nothing'), 'nothing', 'nothing'],
    [
      caught(() => parseInputs(runInputs, { failOn: 'nonsense' })),
      '--fail-on: expected some of error, unstable, violation, drift, new, match, found "nonsense"',
      'fail-on: expected some of error, unstable, violation, drift, new, match, found "nonsense"',
    ],
  ] as [ExpectedError, string, string][])('%s', (error, onTerminal, onGitHub) => {
    expect(error.spelled(flag)).toBe(onTerminal)
    expect(error.spelled(spell)).toBe(onGitHub)
  })
})
