import { existsSync } from 'node:fs'
import { access, chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FakeGitHub } from '../../support/github/fake-github.ts'
import { survivors, temporary } from '../../support/lddpr.ts'
import { type Step, workplace } from './workplace.ts'

/** A step that is cancelled has no verdict: it ends what it has started, and says nothing to anybody. */

const STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const SIGNALS = Object.entries(STATUS) as [keyof typeof STATUS, number][]
const inputs = { comment: 'always' }

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
  /** A probe that hangs, and whether it has begun. */
  const begun = join(dirname(place.repository), 'begun')
  const hanging = { probe: `--hangs --holds --begins=${begun}`, killWhen: () => existsSync(begun) }
  return { ...place, cancelled, hanging }
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
  const { cancelled, hanging } = await judged()
  const { log } = await cancelled(signal, hanging)
  expect(log).not.toContain('::error')
})

test.for(SIGNALS)('%s when the probe has ended', async ([signal]) => {
  const { cancelled } = await judged()
  await cancelled(signal, { probe: `--interrupts=${signal}` })
})

test('further signals change nothing', async () => {
  const { cancelled, hanging } = await judged()
  await cancelled('SIGINT', { ...hanging, signals: ['SIGINT', 'SIGTERM', 'SIGINT'] })
})

test('while an environment is built: half of it is not kept', async () => {
  const { repository, cancelled } = await judged()
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
  expect(await readdir(cache)).toEqual([])
})

test('while the comment is written: what is out is out, and nothing more begins', async () => {
  const { github, spawnStep } = await workplace()
  const asked = held(github, 'list-comments')
  const { status, outputs } = await spawnStep({ inputs, killWhen: asked, signals: ['SIGINT'] })
  expect(status).toBe(130)
  expect(outputs.verdict).toBe('new') // It was settled, and its reports are whole.
  expect(github.comments).toEqual([])
})

test.for(['check', 'record'] as const)('%s keeps the record of an earlier run', async uses => {
  const { github, repository, spawnStep } = await workplace()
  await mkdir(join(repository, 'lddpr-report'))
  const file = join(repository, 'lddpr-report', 'record.json')
  await writeFile(file, 'of an earlier run')
  const { status } = await spawnStep({
    uses,
    probe: '--interrupts=SIGINT',
  })
  expect(status).toBe(130)
  expect(await readFile(file, 'utf8')).toBe('of an earlier run')
  expect(github.comments).toEqual([])
})
