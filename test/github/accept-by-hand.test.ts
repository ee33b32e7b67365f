import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { writeBaseline } from '../../src/baseline/files.ts'
import type { Pending } from '../../src/model/baseline.ts'
import { accepted, HEAD, proposed } from './accept-place.ts'

/** A workflow that somebody has started by hand, with the pending baseline of another run. */
async function started(
  inputs: Record<string, string>,
  env: Record<string, string> = {},
  committed: (pending: Pending) => Pending | null = () => null,
) {
  const place = await proposed()
  const before = committed(place.pending)
  if (before)
    await writeBaseline(
      join(place.repository, '.lddpr/cpu-x2.json'),
      approve(before, { reason: 'r', author: 'a', violations: [] }),
    )
  const pending = join(place.repository, 'downloaded')
  await mkdir(pending)
  await rename(
    join(place.repository, 'lddpr-report/pending/cpu-x2.json'),
    join(pending, 'cpu-x2.json'),
  )
  const result = await place.step({
    event: { name: 'workflow_dispatch', payload: {} },
    uses: 'accept',
    inputs,
    env: {
      GITHUB_ACTOR: 'octocat',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'bump-lightning',
      GITHUB_SHA: HEAD,
      GITHUB_WORKSPACE: place.repository,
      ...env,
    },
  })
  return { ...place, ...result }
}

test.for(['downloaded', 'downloaded/cpu-x2.json'])(
  'by hand a file or a directory (%s) is accepted',
  async path => {
    const { status, outputs, github, log } = await started({
      'pending-path': path,
      reason: 'measured',
    })
    expect(status).toBe(0)
    const baseline = await accepted(await readFile(outputs['baseline-path'] ?? '', 'utf8'))
    expect(baseline).toMatchObject({ reason: 'measured', author: 'octocat' })
    expect(log).toContain('git add .lddpr/cpu-x2.json')
    expect(github.requests).toEqual([])
  },
)

/** The same with a scenario more. */
const larger = (pending: Pending): Pending => ({
  ...pending,
  suite: 'standard',
  scenarios: { ...pending.scenarios, uncut: {} },
  channels: { ...pending.channels, 'uncut/rank0/order': { epochs: ['0123456789abcdef'] } },
})

test('by hand, one that has less than what is committed is refused unless shrink says so', async () => {
  const inputs = { 'pending-path': 'downloaded', reason: 'measured' }
  const { status, log } = await started(inputs, {}, larger)
  expect(status).toBe(2)
  expect(log).toContain(
    "this run is 'quick' (304 streams), the baseline is 'standard' (305): run with suite standard, or accept with shrink",
  )
  expect((await started({ ...inputs, shrink: 'true' }, {}, larger)).status).toBe(0)
  expect((await started(inputs, {}, pending => pending)).status).toBe(0)
})

test('by hand it is committed to the branch that was chosen', async () => {
  const inputs = { 'pending-path': 'downloaded', reason: 'measured', commit: 'true' }
  const { status, github, outputs } = await started(inputs)
  expect(status).toBe(0)
  expect(outputs['commit-sha']).toBe('acce97ed'.repeat(5))
  expect(github.accepting.commits).toMatchObject([
    { path: '.lddpr/cpu-x2.json', branch: 'bump-lightning' },
  ])
})

test.for([
  [{ 'pending-path': 'missing', reason: 'x' }, {}, 'pending-path: cannot read'],
  [{ reason: 'x' }, {}, 'has no pending baseline'],
  [{ 'pending-path': 'downloaded' }, {}, 'reason: expected why this baseline is right'],
  [{ 'pending-path': '..', reason: 'x' }, {}, 'expected a path in the workspace'],
  [
    { 'pending-path': 'downloaded', reason: 'x', 'accept-violation': 'seed-changes-streams' },
    {},
    'accept-violation: nothing that is accepted here violates seed-changes-streams',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', commit: 'true' },
    { GITHUB_REF_TYPE: 'tag', GITHUB_REF: 'refs/tags/v1' },
    'commit: expected the workflow to be started on a branch, found refs/tags/v1',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', commit: 'true', 'github-token': '' },
    {},
    'github-token: expected one to commit with',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', baseline: '../elsewhere' },
    {},
    'baseline: expected a path in the working tree',
  ],
  [{ 'pending-path': 'downloaded', reason: 'x' }, { GITHUB_ACTOR: '' }, 'GITHUB_ACTOR: '],
] as const)('by hand %j with %j is refused', async ([inputs, env, expected]) => {
  const { status, outputs, log, github } = await started(inputs, env)
  expect(log).toContain(expected)
  expect(status).toBe(2)
  expect(outputs).toEqual({})
  expect(github.accepting.commits).toEqual([])
})
