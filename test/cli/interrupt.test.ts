import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lddpr, survivors, temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** Ctrl-C, `kill`, a terminal that is closed: nothing is judged, and nothing is left. */

const PYTHON = `"${process.execPath}" "${join(root, 'support/github/playback.ts')}"`

/** Runs a program whose probe hangs, in `place`, and interrupts it there. */
async function interrupted(place: string, args: readonly string[], signal: NodeJS.Signals) {
  const flags = ['--python', `${PYTHON} --hangs --holds`, '--suite', 'quick']
  const running = lddpr([...args, ...flags], { cwd: place, env: { TMPDIR: join(place, 'tmp') } })
  const probing = async () => (await survivors(place)).some(line => line.includes('lddpr.suite'))
  while (!(await probing())) await setTimeout(20)
  running.kill(signal)
  return running
}

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('check, %s', async ([signal, status]) => {
  await using place = await temporary()
  await mkdir(join(place.path, 'tmp'))
  const reports = join(place.path, 'lddpr-report')
  await mkdir(reports)
  await writeFile(join(reports, 'report.json'), 'of an earlier run')
  const { exitCode, stdout, stderr } = await interrupted(place.path, ['check'], signal)
  expect({ exitCode, stdout }).toEqual({ exitCode: status, stdout: '' })
  expect(stderr.split('\n').at(-1)).toBe(
    `lddpr: interrupted by ${signal}: nothing is judged, and the files of an earlier run are as they were`,
  )
  expect((await readdir(reports)).filter(name => !name.startsWith('.'))).toEqual(['report.json'])
  expect(await readFile(join(reports, 'report.json'), 'utf8')).toBe('of an earlier run')
  expect(await readdir(join(place.path, 'tmp'))).toEqual([])
  expect(await survivors(place.path)).toEqual([])
})

test('record keeps the record of an earlier run', async () => {
  await using place = await temporary()
  await mkdir(join(place.path, 'tmp'))
  const out = join(place.path, 'record.json')
  await writeFile(out, 'of an earlier run')
  const { exitCode } = await interrupted(place.path, ['record', '--out', out], 'SIGINT')
  expect(exitCode).toBe(130)
  expect(await readFile(out, 'utf8')).toBe('of an earlier run')
  expect(await survivors(place.path)).toEqual([])
})

test('record says the digest of what it wrote, and compare judges nothing else', async () => {
  await using place = await temporary()
  const flags = ['--python', PYTHON, '--suite', 'quick', '--out', 'record.json']
  const { stdout } = await lddpr(['record', ...flags], { cwd: place.path })
  const digest = /^recorded record\.json, sha256 ([0-9a-f]{64})$/.exec(stdout)?.[1] ?? ''
  const compare = () =>
    lddpr(['compare', 'record.json', '--record-digest', digest], { cwd: place.path })
  expect((await compare()).exitCode).toBe(5)
  const file = join(place.path, 'record.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"retries":0', '"retries":1'))
  const { exitCode, stdout: said } = await compare()
  expect(exitCode).toBe(2)
  expect(said).toContain(`--record-digest: expected ${digest.slice(0, 16)}…, found `)
})
