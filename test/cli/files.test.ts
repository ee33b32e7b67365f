import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { place, RECORD, root } from './messages-place.ts'

/** The files of the program: what a run leaves of an earlier one, and one in the place of another. */

describe('a run that could not measure', () => {
  const files = ['record.json', 'pending/cpu-x2.json', 'report.md', 'report.html', 'report.json']

  /** What a good run, and then one that fails, leave. */
  async function failing() {
    const here = await place()
    await rm(here.baseline)
    const reports = join(here.cwd, 'lddpr-report')
    const read = (directory: string, name: string) => readFile(join(directory, name), 'utf8')
    const good = await here.run('compare', RECORD)
    expect(good.exitCode).toBe(5)
    const before = await Promise.all(files.map(name => read(reports, name)))
    const failed = await here.run('check', '--python', '/nope')
    expect(failed.exitCode).toBe(2)
    return {
      ...here,
      reports,
      read,
      before,
      failed,
      [Symbol.asyncDispose]: here[Symbol.asyncDispose],
    }
  }

  test('keeps the record and the proposal of the run before, and says whose they are', async () => {
    await using here = await failing()
    for (const at of [0, 1])
      expect(await here.read(here.reports, files[at] ?? '')).toBe(here.before[at])
    const sentence = 'record.json, pending/cpu-x2.json are of an earlier run'
    expect(here.failed.stdout).toContain(sentence)
    expect(await here.read(here.reports, 'report.md')).toContain('of an earlier run')
  })

  test('keeps the last good report apart, however often it fails', async () => {
    await using here = await failing()
    await here.run('check', '--python', '/nope')
    const earlier = join(here.reports, 'earlier')
    for (const at of [2, 3, 4])
      expect(await here.read(earlier, files[at] ?? '')).toBe(here.before[at])
    expect(JSON.parse(await here.read(here.reports, 'report.json')).verdict).toBe('error')
  })

  test('ends its keeping with the next run that measures', async () => {
    await using here = await failing()
    expect((await here.run('compare', RECORD)).exitCode).toBe(5)
    expect(await readdir(here.reports)).not.toContain('earlier')
    expect(JSON.parse(await here.read(here.reports, 'report.json')).notices.join()).not.toContain(
      'earlier run',
    )
  })

  test('leaves a proposal that nobody accepts unknowingly', async () => {
    await using here = await failing()
    const accept = ['accept', '--reason', 'as we train', '--author', 'Ada']
    const refused = await here.run(...accept)
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toMatch(
      /is of an earlier run: the last one could not measure \(.*'\/nope'/,
    )
    const told = await here.run(...accept, 'lddpr-report/pending/cpu-x2.json')
    expect(told.exitCode).toBe(0)
    expect(told.stderr).toContain('warning: ')
    expect(told.stderr).toContain('is of an earlier run')
  })
})

describe('the wrong file', () => {
  test.each([
    [
      ['accept', '.lddpr/cpu-x2.json'],
      /expected a proposed baseline, found a committed baseline: it counts already/,
    ],
    [['accept', '.lddpr'], /found a committed baseline/],
    [
      ['accept', 'lddpr-report/report.json'],
      /found a report: a proposal lies in lddpr-report\/pending/,
    ],
    [['accept', 'lddpr-report/record.json'], /a proposal lies in lddpr-report\/pending/],
    [['accept', 'lddpr-report/pending/gpu.json'], /it does not exist; .*pending has cpu-x2\.json/],
    [['accept', 'empty'], /empty has no proposed baseline; `lddpr check` writes one/],
    [
      ['compare', '.lddpr/cpu-x2.json'],
      /expected a record, found a committed baseline: .*lddpr compare RECORD BASELINE/,
    ],
    [['compare', 'lddpr-report/report.json'], /expected a record, found a report/],
    [
      ['compare', 'lddpr-report', 'lddpr-report/pending/cpu-x2.json'],
      /expected a committed baseline, found a proposed baseline: `lddpr accept`/,
    ],
  ])('%j', async (args, message) => {
    await using here = await place()
    await rm(here.baseline)
    await mkdir(join(here.cwd, 'empty'))
    await here.run('compare', RECORD)
    await cp(join(root, 'examples/minimal/.lddpr'), join(here.cwd, '.lddpr'), { recursive: true })
    const flags = args[0] === 'accept' ? ['--reason', 'as we train', '--author', 'Ada'] : []
    const { exitCode, stdout, stderr } = await here.run(...args, ...flags)
    expect(stdout + stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  test.each([[[]], [['lddpr-report']], [['lddpr-report/pending']]])(
    'accept %j takes the only proposal that there is',
    async operands => {
      await using here = await place()
      await rm(here.baseline)
      await here.run('compare', RECORD)
      const { exitCode, stdout } = await here.run(
        'accept',
        ...operands,
        '--reason',
        'as we train',
        '--author',
        'Ada',
      )
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: expect.stringContaining('accepted '),
      })
    },
  )
})
