import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { lddpr, readReport, survivors, temporary } from '../../support/lddpr.ts'
import { ENVIRONMENTS, pythonOf, root } from '../../support/python.ts'

/** Everything that is not as it must be: one clear message, exit 2, nothing half written. */

const STACK = /^\s+at .*:\d+:\d+|Traceback/m

function expectError(
  result: { exitCode?: number; stdout: string; stderr: string },
  message: RegExp,
) {
  expect(result.stdout + result.stderr).toMatch(message)
  expect(result.stdout + result.stderr).not.toMatch(STACK)
  expect(result.exitCode).toBe(2)
}

describe('usage', () => {
  test.each([
    [
      ['check', '--sute', 'quick'],
      /unknown flag '--sute'; did you mean --suite\? \(lddpr check --help/,
    ],
    [
      ['chek'],
      /unknown command 'chek', expected one of check, record, compare, init, accept, pins/,
    ],
    [['check', '--suite', 'huge'], /--suite: .*expected.*quick.*standard.*found "huge"/],
    [['check', '--devices', 'two'], /--devices: expected a whole number from 1 to 64, found "two"/],
    [['check', '--fail-on', 'drift,all'], /--fail-on: expected some of .*found "drift,all"/],
    [['check', '--cwd', '/nonexistent'], /cannot check \/nonexistent: it does not exist/],
    [['accept', 'a', 'b'], /expected one PENDING, found 2 operands/],
    [['record'], /--out: expected a file/],
    [['pins', '/nonexistent'], /cannot read \/nonexistent: it does not exist/],
    [['pins', '--platform', 'amiga'], /--platform: expected one of linux-x86_64.*found "amiga"/],
    [
      ['pins', '--python-version', 'three'],
      /--python-version: expected a version such as 3.12.*found "three"/,
    ],
    [['pins', '--manifest', 'no.lock'], /--manifest: cannot read .*no.lock: it does not exist/],
    [
      ['pins', '--manifest', '../x.lock'],
      /expected a file in .*found "..\/x.lock", which is outside/,
    ],
  ])('%j', async (args, message) => expectError(await lddpr(args), message))

  test('--help explains every command and every flag', async () => {
    const { stdout } = await lddpr(['--help'])
    for (const name of ['check', 'record', 'compare', 'accept', 'pins']) {
      expect(stdout).toContain(`lddpr ${name}`)
      const { stdout: help, exitCode } = await lddpr([name, '--help'])
      expect({ exitCode, help }).toMatchObject({ exitCode: 0, help: expect.stringContaining('--') })
    }
  })
})

describe('files', () => {
  test.each([
    ['cut short', '{"schemaVersion": 1', /is not JSON/],
    ['of something else', '{"kind": "cake"}', /schemaVersion: .*expected 1/],
    ['with a digest that is none', '', /channels\.rank0\/order\.0\.digest: .*found a text/],
  ])('a record %s', async (_, text, message) => {
    await using place = await temporary()
    const file = join(place.path, 'record.json')
    const { goodRecord } = await import('../../support/record.ts')
    const record = goodRecord()
    const order = record.runs[0]?.channels['rank0/order']?.[0]
    if (order) order.digest = 'zz'
    await writeFile(file, text || JSON.stringify(record))
    expectError(await lddpr(['compare', file], { cwd: place.path }), message)
    expect(await readdir(place.path)).toEqual(['record.json'])
  })

  test('a malformed baseline', async () => {
    await using place = await temporary()
    await cp(ENVIRONMENTS.example, place.path, { recursive: true })
    const baseline = join(place.path, '.lddpr', 'cpu-x2.json')
    await writeFile(baseline, '{"schemaVersion": 1, "kind": "baseline", "class": 7}')
    const python = await pythonOf('example')
    const flags = ['check', '--cwd', place.path, '--python', python, '--suite', 'quick']
    expectError(await lddpr(flags), /the baseline .*cpu-x2.json: class: .*expected string, found 7/)
    expect((await readReport(place.path)).verdict).toBe('error')
    expect(await readdir(join(place.path, 'lddpr-report'))).not.toContain('pending')
  })
})

describe('interpreters', () => {
  const check = async (...flags: string[]) => {
    await using place = await temporary()
    await mkdir(join(place.path, 'repo'))
    return await lddpr(['check', '--cwd', join(place.path, 'repo'), ...flags])
  }
  test('without Lightning', async () => {
    await using place = await temporary()
    await execa('python3', ['-m', 'venv', '--without-pip', place.path])
    expectError(
      await check('--python', join(place.path, 'bin/python')),
      /bin\/python has neither lightning nor pytorch-lightning\. Install one there/,
    )
  })
  test('with a switch that hides its packages', async () =>
    expectError(await check('--python', 'python3 -S'), /--python: expected no -S, which hides/))
  test('with a variable that keeps it from starting, which the error names', async () => {
    await using place = await temporary()
    const flags = ['--cwd', place.path, '--python', await pythonOf('example')]
    const env = { PYTHONHASHSEED: 'abc' }
    expectError(await lddpr(['check', ...flags], { env }), /PYTHONHASHSEED=abc/)
  })
  test('that does not exist', async () =>
    expectError(
      await check('--python', '/nonexistent/python'),
      /'\/nonexistent\/python' does not exist/,
    ))
  test('that is none', async () =>
    expectError(
      await check('--python', '/bin/false'),
      /'\/bin\/false', ended with status 1 and no record/,
    ))
  test('that nobody named', async () =>
    expectError(await check(), /has no uv.lock, .*requirements.*--python/))
  test('that must not be built', async () => {
    await using place = await temporary()
    const repository = ENVIRONMENTS['lightning-2.6.1']
    const flags = ['--no-install', '--report-dir', join(place.path, 'report')]
    const env = { LDDPR_CACHE: join(place.path, 'cache') }
    const result = await lddpr(['check', '--cwd', repository, ...flags], { env })
    expectError(result, /no environment is cached for .*requirements.txt, and --no-install/)
  })
})

describe('a probe that fails', () => {
  /** Starts a check whose Python runs `code` on start-up, as a broken dependency would. */
  async function broken(place: string, code: string, ...flags: string[]) {
    await cp(ENVIRONMENTS.example, place, { recursive: true })
    const site = join(place, 'site')
    await mkdir(site)
    await writeFile(join(site, 'sitecustomize.py'), code)
    const args = [
      'check',
      '--cwd',
      place,
      '--python',
      await pythonOf('example'),
      '--suite',
      'quick',
    ]
    return lddpr([...args, ...flags], { env: { PYTHONPATH: site, TMPDIR: place } })
  }

  async function expectNothingLeft(place: string) {
    expect((await readReport(place)).verdict).toBe('error')
    const reports = await readdir(join(place, 'lddpr-report'))
    expect(reports.filter(name => name !== 'logs').sort()).toEqual([
      '.gitignore',
      '.written-by-lddpr',
      'report.html',
      'report.json',
      'report.md',
    ])
    expect(
      (await readdir(place)).filter(name => name.startsWith('lddpr-') && name !== 'lddpr-report'),
    ).toEqual([])
    expect(await survivors(place)).toEqual([])
  }

  test('because the record of a rank is missing', async () => {
    await using place = await temporary()
    const lose = `
import os
replace = os.replace
os.replace = lambda a, b: None if str(b).endswith('rank1.json') else replace(a, b)
`
    expectError(await broken(place.path, lose), /rank 1 left no record/)
    await expectNothingLeft(place.path)
  })

  test('because rank 1 raises', async () => {
    await using place = await temporary()
    const fail = `
import os, torch.optim
step = torch.optim.SGD.step
def broken(self, *args, **kwargs):
    if os.environ.get('LOCAL_RANK') == '1':
        raise ValueError('rank 1 has had enough')
    return step(self, *args, **kwargs)
torch.optim.SGD.step = broken
`
    expectError(
      await broken(place.path, fail),
      /rank 1: ValueError: rank 1 has had enough \(traceback: lddpr-report\/logs\/[a-z]+-[01]\.rank1\.traceback\.txt\)/,
    )
    const logs = await readdir(join(place.path, 'lddpr-report/logs'))
    expect(logs.filter(name => /rank1\.traceback/.test(name)).length).toBeGreaterThan(0)
    await expectNothingLeft(place.path)
  })

  test('because it is killed half way', async () => {
    await using place = await temporary()
    const running = broken(place.path, '')
    let killed = 0
    while (!killed) {
      await setTimeout(50)
      for (const line of await survivors('lddpr.suite'))
        if (line.includes(place.path)) {
          await setTimeout(2000)
          process.kill(Number(line.split(' ')[0]), 'SIGKILL')
          killed += 1
        }
    }
    expectError(await running, /the probe was killed by SIGKILL/)
    await expectNothingLeft(place.path)
  })

  test('because it takes too long', async () => {
    await using place = await temporary()
    const slow = 'import sys, time\nif "lddpr.warm" in sys.orig_argv: time.sleep(60)'
    expectError(
      await broken(place.path, slow, '--timeout', '2'),
      /timed out after 2 s while importing torch and lightning; raise --timeout/,
    )
    await expectNothingLeft(place.path)
  })
})

test('the tests run under the Node that action.yml declares', async () => {
  const { readFile } = await import('node:fs/promises')
  const { parse } = await import('yaml')
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8'))
  expect(`node${process.versions.node.split('.')[0]}`).toBe(action.runs.using)
})
