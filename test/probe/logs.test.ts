import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectLogs, ProbeFailure } from '../../src/probe/logs.ts'
import { temporary } from '../../support/lddpr.ts'

async function out(files: Record<string, string>) {
  const place = await temporary()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(place.path, name, '..'), { recursive: true })
    await writeFile(join(place.path, name), text)
  }
  return place
}

test('tracebacks come first, then outputs, and nothing else is kept', async () => {
  await using place = await out({
    'parent0.txt': 'a parent',
    'parent1.txt': '',
    'record.json': '{}',
    'seeded-0/output.txt': 'said',
    'seeded-0/rank1.traceback.txt': 'Traceback',
    'seeded-0/rank0.json': '{}',
  })
  expect(await collectLogs(place.path)).toEqual([
    { name: 'seeded-0.rank1.traceback.txt', text: 'Traceback' },
    { name: 'seeded-0.output.txt', text: 'said' },
    { name: 'parent0.txt', text: 'a parent' },
  ])
})

test('of a long file the end is kept, and of many files some', async () => {
  const long = `${'x'.repeat(99)}\n`.repeat(10_000)
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`run-${at}/output.txt`, `${long}the end ${at}`]),
  )
  await using place = await out(many)
  const logs = await collectLogs(place.path)
  expect(logs).toHaveLength(16)
  for (const { text } of logs) {
    expect(text).toMatch(/^\[only the end of this file is kept\]\nx{99}\n[\s\S]*the end \d+$/)
    expect(text.length).toBeLessThan(66_000)
  }
})

test('a link, a pipe and a directory of that name are left alone', async () => {
  await using place = await out({ secret: 'secret', 'real/output.txt': 'said' })
  await mkdir(join(place.path, 'a'))
  await symlink('../secret', join(place.path, 'a/output.txt'))
  await mkdir(join(place.path, 'b/output.txt'), { recursive: true })
  await mkdir(join(place.path, 'c'))
  execFileSync('mkfifo', [join(place.path, 'c/output.txt')])
  expect((await collectLogs(place.path)).map(({ text }) => text)).toEqual(['said'])
})

test('nothing was written', async () => expect(await collectLogs('/nonexistent')).toEqual([]))

test('the traceback that the message names comes first', () => {
  const logs = ['launcher-0', 'seeded-0'].map(run => ({
    name: `${run}.rank1.traceback.txt`,
    text: '',
  }))
  const message = 'rank 1: no (traceback: /tmp/x/out/seeded-0/rank1.traceback.txt)'
  expect(new ProbeFailure(message, message, logs)).toMatchObject({
    message: 'rank 1: no',
    detail: 'rank 1: no',
    logs: [{ name: 'seeded-0.rank1.traceback.txt' }, {}],
  })
})

test('a file that is gone is not named', () => {
  const { message } = new ProbeFailure(
    'seeded, run 1: training failed on rank 0: OSError: no (traceback: /tmp/x/rank0.traceback.txt)',
    '',
    [],
  )
  expect(message).toBe('seeded, run 1: training failed on rank 0: OSError: no')
})
