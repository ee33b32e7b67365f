import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { keepLogs, removeLogs } from '../../src/pipeline/logs.ts'
import { ProbeFailure } from '../../src/probe/logs.ts'
import { temporary } from '../../support/lddpr.ts'

const TRACEBACK = { name: 'seeded-0.rank0.traceback.txt', text: 'Traceback' }
const OUTPUT = { name: 'seeded-0.output.txt', text: 'said' }

test('the message names the traceback where it is kept', async () => {
  await using place = await temporary()
  const reports = join(place.path, 'lddpr-report')
  const failure = new ProbeFailure('it failed', 'the end', [TRACEBACK, OUTPUT])
  const kept = (await keepLogs(failure, reports, place.path)) as ExpectedError
  expect(kept.message).toBe('it failed (traceback: lddpr-report/logs/seeded-0.rank0.traceback.txt)')
  expect(kept.detail).toBe('the end')
  expect(await readFile(join(reports, 'logs', OUTPUT.name), 'utf8')).toBe('said')
})

test('without a traceback the message names the directory', async () => {
  await using place = await temporary()
  const kept = await keepLogs(new ProbeFailure('it failed', '', [OUTPUT]), place.path, '/elsewhere')
  expect((kept as Error).message).toBe(`it failed (output: ${place.path}/logs)`)
})

test('what cannot be kept does not hide why', async () => {
  const failure = new ProbeFailure('it failed', '', [OUTPUT])
  expect(await keepLogs(failure, '/dev/null', '/')).toBe(failure)
  const other = new ExpectedError('another error')
  expect(await keepLogs(other, '/dev/null', '/')).toBe(other)
})

test('the next run removes what an earlier one has kept, and nothing else', async () => {
  await using place = await temporary()
  await keepLogs(new ProbeFailure('', '', [TRACEBACK]), place.path, '/')
  await keepLogs(new ProbeFailure('', '', [OUTPUT]), place.path, '/')
  expect(await readdir(join(place.path, 'logs'))).toEqual([OUTPUT.name])
  await writeFile(join(place.path, 'logs/notes.txt'), 'mine')
  await removeLogs(place.path)
  expect(await readdir(join(place.path, 'logs'))).toEqual(['notes.txt'])
  await mkdir(join(place.path, 'other/logs'), { recursive: true })
  await removeLogs(join(place.path, 'other'))
  expect(await readdir(join(place.path, 'other'))).toEqual([])
})
