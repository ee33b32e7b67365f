import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { root } from '../support/python.ts'

/** `npm start` and `npm run demo`, as far as they need no Python. */

const { withLightning, problemIn, opener } = await import(
  pathToFileURL(join(root, 'scripts/demo.mjs')).href
)
const read = (file: string) => readFile(join(root, file), 'utf8')

test('the demo sets back both packages of Lightning and nothing else', async () => {
  const before = (await read('examples/minimal/requirements.txt')).split('\n')
  const after = withLightning(before.join('\n'), '2.6.0').split('\n')
  const changed = after.filter((line: string, at: number) => line !== before[at])
  expect(changed).toEqual(['lightning==2.6.0', 'pytorch-lightning==2.6.0'])
})

const FAULT = { id: 'worker-streams-differ-across-epochs', status: 'fail' }

test.each([
  ['the fault', { verdict: 'violation', checks: [FAULT] }, null],
  ['nothing', { verdict: 'match', checks: [] }, /expected a violation .* found match\.$/],
  [
    'another fault',
    { verdict: 'violation', checks: [{ id: 'x', status: 'fail' }] },
    /violation, x/,
  ],
  ['no report', null, /found no report/],
])('a demo that finds %s', (_, report, expected) => {
  if (expected === null) expect(problemIn(report)).toBeNull()
  else expect(problemIn(report)).toMatch(expected)
})

const SCREEN = { PATH: '/bin:/usr/bin', DISPLAY: ':0' }

test.each([
  [{ platform: 'linux', isTTY: true, env: SCREEN }, '/usr/bin/xdg-open'],
  [{ platform: 'darwin', isTTY: true, env: { PATH: '/usr/bin' } }, '/usr/bin/open'],
  [{ platform: 'linux', isTTY: false, env: SCREEN }, null],
  [{ platform: 'linux', isTTY: true, env: { PATH: '/usr/bin' } }, null],
  [{ platform: 'linux', isTTY: true, env: { ...SCREEN, CI: 'true' } }, null],
  [{ platform: 'linux', isTTY: true, env: { ...SCREEN, PATH: '/bin' } }, null],
  [{ platform: 'win32', isTTY: true, env: SCREEN }, null],
])('%j: a browser opens by %s', (call, expected) => {
  const exists = (file: string) => /^\/usr\/bin\/(xdg-)?open$/.test(file)
  expect(opener({ ...call, exists })).toBe(expected)
})

test('the example is pinned in full, to what its baseline was measured with', async () => {
  const lines = (await read('examples/minimal/requirements.txt')).split('\n').filter(Boolean)
  const pins = lines.filter(line => !line.startsWith('#'))
  for (const line of pins)
    expect(line).toMatch(/^[a-z0-9-]+==[\w.]+(; python_version (<|>=) "3\.11")?$/)
  const { packages } = JSON.parse(await read('examples/minimal/.lddpr/cpu-x2.json'))
  for (const [name, version] of Object.entries<string>(packages)) {
    const pin = `${name.toLowerCase().replaceAll('_', '-')}==${version.split('+')[0]}`
    expect(pins.map(line => line.split(';')[0])).toContain(pin)
  }
})
