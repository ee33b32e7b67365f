import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function pinsOf(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  return readPins(directory)
}

const nothing = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }

test.each([
  ['lightning==2.6.6', { lightning: '2.6.6' }],
  ['Lightning[extra] == 2.6.6  # why', { lightning: '2.6.6' }],
  ['pytorch_lightning===1.9.5', { 'pytorch-lightning': '1.9.5' }],
  ['torch==2.4.0+cu121 ; python_version > "3.8"', { torch: '2.4.0+cu121' }],
  ['numpy==2.4.6 \\\n    --hash=sha256:00', { numpy: '2.4.6' }],
  ['numpy==2.4.6; python_version>="3.11"\nnumpy==2.2.6; python_version<"3.11"', { numpy: '2.4.6' }],
  ['lightning~=2.6', {}],
  ['lightning==2.*', {}],
  ['lightning>=2,!=2.6.2', {}],
  ['# lightning==2.6.6', {}],
  ['lightning-utilities==0.15', {}],
])('requirements: %j', async (text, pins) => {
  expect((await pinsOf({ 'requirements.txt': text }))?.pins).toEqual({ ...nothing, ...pins })
})

test('included files count, and once', async () => {
  const found = await pinsOf({
    'requirements.txt': '-r sub/base.txt\nnumpy==2.4.6\n',
    'sub/base.txt': '-c ../limits.txt\ntorch==2.13.0\n-r ../requirements.txt',
    'limits.txt': 'lightning==2.6.6',
  })
  expect(found?.pins).toEqual({ ...nothing, numpy: '2.4.6', torch: '2.13.0', lightning: '2.6.6' })
  expect(found?.text).toContain('lightning==2.6.6')
})

test('an included file that is absent is named', async () => {
  await expect(pinsOf({ 'requirements.txt': '-r base.txt' })).rejects.toThrow(
    /requirements.txt includes base.txt: cannot read .*base.txt: it does not exist/,
  )
})

const lock = (...packages: [string, string][]) =>
  `version = 1\n${packages.map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`).join('')}`

test('uv.lock comes before requirements.txt', async () => {
  const found = await pinsOf({
    'uv.lock': lock(['lightning', '2.6.1'], ['torch', '2.13.0']),
    'requirements.txt': 'lightning==2.5.0',
  })
  expect(found).toMatchObject({ manager: 'uv', source: 'uv.lock' })
  expect(found?.pins).toEqual({ ...nothing, lightning: '2.6.1', torch: '2.13.0' })
})

test('a package that a lock forks by platform is not guessed', async () => {
  const found = await pinsOf({ 'uv.lock': lock(['torch', '2.13.0'], ['torch', '2.10.0']) })
  expect(found?.pins.torch).toBeNull()
})

test.each([
  ['not TOML', 'version = = 1', /uv.lock is not TOML/],
  ['not a lock', 'package = "x"', /uv.lock: package: .*found a text/],
])('a lock that is %s is an error', async (_, text, message) => {
  await expect(pinsOf({ 'uv.lock': text })).rejects.toThrow(message)
})

test('a directory without any is told from an empty one', async () => {
  expect(await readPins(directory)).toBeNull()
})
