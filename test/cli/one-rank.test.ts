import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lddpr, readReport, temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'

/** One rank has no launcher and no distributed sampler: what it measures is right all the same. */

const check = async (cwd: string, ...flags: string[]) => {
  const python = await pythonOf('example')
  const more = ['--cwd', cwd, '--python', python, '--devices', '1', '--accelerator', 'cpu']
  const { stderr } = await lddpr(['check', ...more, ...flags])
  return { stderr, report: await readReport(cwd) }
}

const statusOf = ({ checks }: Awaited<ReturnType<typeof check>>['report'], wanted: string) =>
  checks.filter(({ status }) => status === wanted).map(({ id }) => id)

test('the full suite on one rank repeats, and every check holds', async () => {
  await using place = await temporary()
  const { report } = await check(place.path, '--suite', 'full')
  expect({ verdict: report.verdict, failing: statusOf(report, 'fail') }).toEqual({
    verdict: 'new',
    failing: [],
  })
  expect(statusOf(report, 'not-measured')).toContain('launcher-agrees')
  expect(statusOf(report, 'pass')).toContain('repeat-is-identical')
  // Lightning keeps no generator in its checkpoints.
  expect(statusOf(report, 'hazard').filter(id => id.startsWith('order'))).toEqual([
    'order-starts-over-on-one-rank',
  ])
})

test('settings of MPI reach the ranks, and what tells of its job does not', async () => {
  await using place = await temporary()
  const seen = join(place.path, 'seen')
  await writeFile(
    join(place.path, 'sitecustomize.py'),
    `import os, sys
if "lddpr.main" in " ".join(sys.orig_argv):
    with open(${JSON.stringify(seen)}, "a") as file:
        print(*sorted(name for name in os.environ if name.startswith(("OMPI_", "PMIX_"))), file=file)
`,
  )
  const job = { OMPI_COMM_WORLD_RANK: '1', PMIX_RANK: '1', OMPI_UNIVERSE_SIZE: '4' }
  await lddpr(
    ['check', '--cwd', place.path, '--python', await pythonOf('example')].concat([
      '--suite',
      'quick',
      '--accelerator',
      'cpu',
    ]),
    { env: { PYTHONPATH: place.path, OMPI_MCA_plm: 'isolated', ...job } },
  )
  expect((await readReport(place.path)).verdict).toBe('new')
  expect(new Set((await readFile(seen, 'utf8')).trim().split('\n'))).toEqual(
    new Set(['OMPI_MCA_plm']),
  )
})
