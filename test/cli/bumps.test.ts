import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, fetchDistribution, installedIn } from '../../src/bisect/distributions.ts'
import { temporaryDirectory } from '../../src/lib/temporary.ts'
import { cacheDirectory } from '../../src/python/cache/cache.ts'
import { commit, git, repository } from '../../support/git.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'

/** A pull request of Lightning 2.6.0 → 2.6.1 with two innocent bumps, in real environments. */

const world = {
  spell: String,
  env: process.env,
  git: { look: 'upwards' as const },
  progress: () => {},
}
let place: Awaited<ReturnType<typeof temporaryDirectory>>
let cwd: string
let before: string
let now: string

beforeAll(async () => {
  const cache = cacheDirectory(process.env)
  now = await pythonOf('lightning-2.6.1')
  const old = await installedIn([await pythonOf('lightning-2.6.0')], world, { cwd: cache })
  place = await temporaryDirectory(cache)
  const innocent = [
    ['packaging', '25.0'],
    ['tqdm', '4.67.1'],
  ] as const
  const older = innocent.map(([name, version]) =>
    fetchDistribution(name, version, join(place.path, name), old, world),
  )
  const distributions = old.distributions.filter(({ name }) => !innocent.some(([n]) => n === name))
  const whole = { ...old, distributions: [...distributions, ...(await Promise.all(older))] }
  const [python] = await compose(join(place.path, 'env'), whole, world)
  before = python
  cwd = join(place.path, 'tree')
  await mkdir(join(cwd, '.lddpr'), { recursive: true })
  await repository(cwd, {
    'requirements.txt': 'lightning==2.6.0\npackaging==25.0\ntqdm==4.67.1\n',
    // Half of the time of each run, and not what this is about.
    '.lddpr/config.yml': 'scenarios: { launcher: false }\n',
  })
  await git(cwd, 'checkout', '--quiet', '-b', 'bump')
  await commit(cwd, { 'requirements.txt': 'lightning==2.6.1\npackaging\ntqdm\n' })
})
afterAll(() => place[Symbol.asyncDispose]())

const pythons = (head: string, base: string) => ['--python', head, '--base-python', base]
const flags = ['--suite', 'quick', '--cwd']
const DIFFERS = '--allow-version-mismatch'

describe('compare-with: base', () => {
  const check = async (head: string, base: string, ...more: string[]) => {
    const args = ['--compare-with', 'base', '--base', 'main', ...pythons(head, base), ...more]
    const result = await lddpr(['check', ...flags, cwd, ...args])
    return { ...result, report: await readReport(cwd) }
  }
  let bump: Awaited<ReturnType<typeof check>>
  let pending: string
  beforeAll(async () => {
    bump = await check(now, before)
    pending = await readFile(join(cwd, bump.report.pending?.file ?? ''), 'utf8')
  })

  test('needs no baseline, and says what changed and what got better', async () => {
    const { exitCode, report } = bump
    expect({ exitCode, verdict: report.verdict, with: report.comparedWith }).toEqual({
      exitCode: 1,
      verdict: 'drift',
      with: 'base',
    })
    expect(report.improvements.map(each => each.check)).toContain(
      'worker-streams-differ-across-epochs',
    )
    expect(report.changedPackages[0]).toMatchObject({
      name: 'lightning',
      from: '2.6.0',
      to: '2.6.1',
      base: '2.6.0',
      imported: true,
    })
    expect(report.candidates.map(({ id }) => id)).toEqual(['lightning-2.6.1-seed-mixing'])
    expect(report.base?.commit).toBe(await git(cwd, 'rev-parse', 'main'))
  })

  test('finds what the change breaks, but not what was broken before', async () => {
    const worse = await check(before, now, DIFFERS)
    expect(worse.report.verdict).toBe('violation')
    expect(worse.exitCode).toBe(3)
    const same = await check(before, before, DIFFERS)
    expect({ exit: same.exitCode, verdict: same.report.verdict }).toEqual({
      exit: 0,
      verdict: 'match',
    })
    const broken = same.report.checks.find(({ id }) => id === 'worker-streams-differ-across-epochs')
    expect(broken).toMatchObject({ status: 'known' })
    expect(broken?.detail).toContain('the base commit')
  })

  test('is met by accepting what it found', async () => {
    const file = join(place.path, 'pending.json')
    await writeFile(file, pending)
    const accept = ['accept', file, '--cwd', cwd, '--reason', 'meant']
    expect((await lddpr([...accept, '--author', 'me'])).exitCode).toBe(0)
    const accepted = await check(now, before)
    expect({ exit: accepted.exitCode, verdict: accepted.report.verdict }).toEqual({
      exit: 0,
      verdict: 'match',
    })
    expect(accepted.report.notices.join()).toContain('not with the base commit')
    await git(cwd, 'clean', '--quiet', '--force', '-d', '-x')
  })

  test.each([
    [
      'one interpreter for both',
      ['--python', 'python'],
      'takes --python and --base-python, or neither',
    ],
    ['a base that is not there', ['--base', 'nowhere'], 'found "nowhere", which is not there'],
    ['no base at all', [], 'is not known; name it with --base'],
  ])('%s is an error, never a match', async (_, args, message) => {
    const result = await lddpr(['check', ...flags, cwd, '--compare-with', 'base', ...args])
    const named = args.includes('--python')
      ? await lddpr(['check', ...flags, cwd, '--compare-with', 'base', '--base', 'main', ...args])
      : result
    expect(named.exitCode).toBe(2)
    expect(named.stdout).toContain(message)
  })
})

describe('bisect', () => {
  const bisect = async (...args: string[]) => {
    const result = await lddpr(['bisect', ...args, ...flags, cwd])
    return { ...result, lines: result.stdout.split('\n') }
  }

  test('names the release in few runs, and goes on where it was cut short', async () => {
    const first = await bisect('main', ...pythons(now, before))
    expect(first.stderr).not.toContain('error')
    expect(first.lines[0]).toMatch(
      /^lightning 2\.6\.1 gives drift, relative to commit [0-9a-f]{9}: /,
    )
    const state = join(cwd, 'lddpr-bisect')
    const found = JSON.parse(await readFile(join(state, 'bisect.json'), 'utf8'))
    expect(found.changes).toHaveLength(3)
    expect(found.culprits.map((each: { name: string }) => each.name)).toEqual(['lightning'])
    expect(found.trials.length).toBeLessThanOrEqual(Math.ceil(Math.log2(3)) + 4)
    const records = (await readdir(state)).filter(name => name.endsWith('.json'))
    expect(records).toHaveLength(found.trials.length + 1)

    const again = await bisect('main', ...pythons(now, before))
    expect(again.lines[0]).toBe(first.lines[0])
    expect(again.stdout).toContain(`${found.trials.length} of them from before`)
    expect(again.stderr).not.toContain(': probing')
  })

  test.each([
    [
      'nothing to find',
      () => [...pythons(now, now), '--allow-version-mismatch'],
      'give the same values: there is nothing to find',
    ],
    ['an interpreter that is not there', () => pythons('/none', before), "'/none' does not exist"],
  ])('%s is an error', async (_, args, message) => {
    const { exitCode, stderr } = await bisect('main', ...args())
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
  })

  test('needs something to start from', async () => {
    const { exitCode, stderr } = await bisect(...pythons(now, before))
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /expected a commit to start from, or a baseline .*cpu-x2.json, found neither/,
    )
  })
})
