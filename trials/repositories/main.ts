// Real repositories at a real change of theirs, checked as on the day of it, without a baseline:
// `npm run trial:repositories -- [--mirror DIRECTORY] [--only NAME,…] [--suite SUITE] [--write]`. A mirror has
// `owner+name/repo` for each; otherwise they come from GitHub. Nothing of them is kept.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import type { Report } from '../../src/model/report.ts'
import { git } from '../../support/git.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { cells, describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { ROWS, type Row } from './rows.ts'

const { values } = parseArgs({
  options: {
    mirror: { type: 'string' },
    only: { type: 'string' },
    suite: { type: 'string', default: 'standard' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
if (values.write && values.only) fail('--write takes a whole run: without --only')
const names = values.only?.split(',')
const rows = ROWS.filter(
  ({ repository, kind }) => names?.some(name => `${repository}: ${kind}`.includes(name)) ?? true,
)

await using here = await session()
const { work, progress } = here
const machine = await describeMachine(await pythonOf('example', progress))
const table: string[][] = []
let met = 0

for (const row of rows) {
  progress(`${row.repository}: ${row.change}`)
  const place = join(work, 'repository')
  await checkout(row, place)
  const found = await checked(row, place)
  const right = found.wrong.length === 0
  met += right ? 1 : 0
  progress(`${found.verdict} after ${found.seconds} s${right ? '' : `: ${found.wrong.join('; ')}`}`)
  table.push([
    row.repository,
    row.kind,
    `${row.change} (${row.commit.slice(0, 9)})`,
    found.how,
    found.seconds,
    right ? found.verdict : `**${found.verdict}**, expected ${row.expected.verdict}`,
    row.because,
  ])
  await rm(place, { recursive: true, force: true })
  await rm(join(work, 'cache'), { recursive: true, force: true })
}

const head = ['repository', 'kind', 'change', 'environments', 's', 'verdict', 'because']
const sentence = `${met} of ${rows.length} as expected, suite \`${values.suite}\`, \`compare-with: auto\`, no baseline.`
const results = [`${machine}.`, sentence, cells(head, table)].join('\n\n')
console.log(results)
if (values.write) await writeResults('evidence/repositories.md', results)
process.exitCode = met === rows.length ? 0 : 1

/** The files of the change, with the commit that it starts from. */
async function checkout({ repository, commit }: Row, place: string): Promise<void> {
  await mkdir(place)
  await git(place, 'init', '--quiet', '--initial-branch=change')
  if (values.mirror) {
    const objects = join(values.mirror, repository.replace('/', '+'), 'repo/objects')
    await writeFile(join(place, '.git/objects/info/alternates'), `${objects}\n`)
  } else
    await git(place, 'fetch', '--quiet', '--depth=2', `https://github.com/${repository}`, commit)
  await git(place, 'update-ref', 'refs/heads/change', commit)
  await git(place, 'read-tree', 'HEAD')
  // A mirror may lack large files, which fix no versions.
  await git(place, 'checkout-index', '--all', '--force').catch(error => {
    if (!values.mirror) throw error
  })
}

async function checked({ options = [], expected }: Row, place: string) {
  const base = await git(place, 'rev-parse', 'HEAD^')
  const started = performance.now()
  const flags = ['--cwd', place, '--base', base, '--suite', values.suite, '--accelerator', 'cpu']
  const { stdout, stderr } = await lddpr(['check', ...flags, ...options], {
    env: { LDDPR_CACHE: join(work, 'cache') },
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const report = await readReport(place)
  if (values.keep)
    await execa('cp', ['-r', join(place, 'lddpr-report'), join(values.keep, `${table.length}`)])
  const built = [...stderr.matchAll(/installing (\S+) with (\S+?),/g)]
  const said = `${stdout}\n${JSON.stringify(report)}`
  const wrong = [
    report.verdict === expected.verdict ? '' : explained(report),
    expected.says && !expected.says.test(said) ? `it does not say ${expected.says}` : '',
    built.length === expected.environments
      ? ''
      : `${built.length} environments, expected ${expected.environments}`,
  ].filter(Boolean)
  const by = [...new Set(built.map(([, , tool]) => tool))].join(', ')
  return { verdict: report.verdict, seconds, wrong, how: by ? `${built.length}, ${by}` : 'none' }
}

function explained({ verdict, error, summary }: Report): string {
  return `${verdict}: ${error?.message ?? summary}`
}
