import { access, chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FakeGitHub } from '../../support/github/fake-github.ts'
import { survivors, temporary } from '../../support/lddpr.ts'
import { type Step, workplace } from './workplace.ts'

/** A step that is cancelled has no verdict: it ends what it has started, and says nothing to anybody. */

const STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const SIGNALS = Object.entries(STATUS) as [keyof typeof STATUS, number][]
const inputs = { 'check-run': 'streams', comment: 'always' }

/** A repository with the reports of an earlier run. */
async function judged() {
  const place = await workplace()
  const first = await place.spawnStep({ inputs: { comment: 'never' } })
  expect(first.status).toBe(5)
  const reports = join(place.repository, 'lddpr-report')
  const files = async () => {
    const names = (await readdir(reports, { recursive: true })).filter(name => /\./.test(name))
    return Promise.all(
      names.sort().map(async name => [name, await readFile(join(reports, name), 'utf8')]),
    )
  }
  const before = await files()

  /** What is the same, however a step is cancelled. */
  async function cancelled(signal: keyof typeof STATUS, step: Step) {
    const signals = step.signals ?? [signal]
    const ended = await place.spawnStep({ ...step, inputs: { ...inputs, ...step.inputs }, signals })
    expect(ended.log).toContain(`interrupted by ${signal}: nothing is judged`)
    expect(ended).toMatchObject({
      status: STATUS[signal],
      summary: '',
      outputs: { verdict: 'error' },
    })
    expect(place.github.comments).toEqual([])
    expect(await files()).toEqual(before)
    expect(await survivors(dirname(place.repository))).toEqual([])
    return ended
  }
  return { ...place, cancelled }
}

/** GitHub does not answer the next request of a kind until the test is over. Tells whether it has come. */
function held(github: FakeGitHub, on: string): () => boolean {
  let asked = false
  let over = false
  onTestFinished(() => {
    over = true
  })
  const until = () => {
    asked = true
    return over
  }
  github.faults = [{ on, times: 1, status: 502, until }]
  return () => asked
}

test.for(SIGNALS)('%s while the probe runs', async ([signal]) => {
  const { github, cancelled } = await judged()
  const killWhen = () => github.checks.length === 1
  const { log } = await cancelled(signal, { probe: '--hangs --holds', killWhen })
  expect(log).not.toContain('::error')
  expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
})

test.for(SIGNALS)('%s when the probe has ended', async ([signal]) => {
  const { github, cancelled } = await judged()
  await cancelled(signal, { probe: `--interrupts=${signal}` })
  expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
})

test('while an environment is built: half of it is not kept', async () => {
  const { repository, github, cancelled } = await judged()
  await using place = await temporary()
  await writeFile(join(repository, 'requirements.txt'), 'lightning==2.6.6\n')
  const begun = join(place.path, 'begun')
  await writeFile(
    join(place.path, 'uv'),
    `#!/bin/sh\n[ "$1" = --version ] && exit 0\ntouch ${begun}; sleep 600 & sleep 600\n`,
  )
  await chmod(join(place.path, 'uv'), 0o755)
  let installing = false
  const watch = setInterval(async () => {
    // The directory may have gone before the interval has.
    installing = await access(begun).then(
      () => true,
      () => false,
    )
  }, 20)
  onTestFinished(() => clearInterval(watch))
  const cache = join(place.path, 'cache')
  const env = { PATH: `${place.path}:${process.env.PATH}`, LDDPR_CACHE: cache, HOME: place.path }
  await cancelled('SIGINT', { inputs: { python: '' }, env, killWhen: () => installing })
  expect(github.checks).toMatchObject([{ conclusion: 'cancelled' }])
  expect(await readdir(cache)).toEqual([])
})

test('while the check run is created: the end of the job completes it', async () => {
  const { github, cancelled } = await judged()
  const asked = held(github, 'create')
  await cancelled('SIGINT', { killWhen: asked })
  expect(github.checks).toEqual([])
})

test('GitHub that does not answer holds up nobody: the end of the job says that it was cancelled', async () => {
  const { github, cancelled } = await judged()
  const asked = held(github, 'update')
  const killWhen = () => github.checks.length === 1
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGINT']
  const { post } = await cancelled('SIGINT', { probe: '--hangs', killWhen, signals })
  expect(asked()).toBe(true)
  expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
  expect(post).toContain('the check run streams is cancelled')
})

test('while the comment is written: what is out is out, and nothing more begins', async () => {
  const { github, spawnStep } = await workplace()
  const asked = held(github, 'list-comments')
  const { status, outputs } = await spawnStep({ inputs, killWhen: asked, signals: ['SIGINT'] })
  expect(status).toBe(130)
  expect(outputs.verdict).toBe('new') // It was settled, and its reports are whole.
  expect(github.comments).toEqual([])
  expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
})

test.for(['check', 'record'])('mode %s keeps the record of an earlier run', async mode => {
  const { github, repository, spawnStep } = await workplace()
  await mkdir(join(repository, 'lddpr-report'))
  const file = join(repository, 'lddpr-report', 'record.json')
  await writeFile(file, 'of an earlier run')
  const { status } = await spawnStep({
    inputs: { mode, 'check-run': '' },
    probe: '--interrupts=SIGINT',
  })
  expect(status).toBe(130)
  expect(await readFile(file, 'utf8')).toBe('of an earlier run')
  expect(github.comments).toEqual([])
})
