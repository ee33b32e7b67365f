// The first ten minutes: `npm run trial:newcomer [-- --only NAME,…] [--write]`. README's workflow, pasted into repositories
// that have no baseline, under act; then what the report of a bump that breaks something says, word by word.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import { REPOSITORY } from '../../src/model/owner.ts'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { root } from '../../support/python.ts'
import { cells } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { torchIndex } from '../../support/torch-index.ts'
import { act } from '../act/act.ts'
import { payloadOf } from '../act/world.ts'
import {
  git,
  NEWCOMERS,
  type PullRequests,
  pullRequestsOf,
  toolsIn,
  unpack,
} from './repositories.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
})
if (values.write && values.only) fail('--write takes all of them')

await using here = await session()
const { work, progress } = here
await using wheels = await torchIndex()
const tools = await toolsIn(work, { index: wheels.url, links: wheels.links }, progress)
const bin = join(work, 'bin')
const load = loadavg()[0] ?? 0
const rows: string[][] = []
let run = 100
let met = true

await prepare()
const only = values.only ? values.only.split(',') : NEWCOMERS.map(({ name }) => name)
for (const newcomer of NEWCOMERS.filter(({ name }) => only.includes(name))) {
  const { name, extra, base, bump, verdict } = newcomer
  progress(`${name}: lock`)
  const repository = join(work, name.replaceAll(/\W+/g, '-'))
  const pulls = await pullRequestsOf(newcomer, repository, await workflowOfReadme(), tools)
  const lines = extra ? `, and \`extra: ${extra}\`` : ''
  const moved = Object.entries(bump).flatMap(([package_, now]) => {
    const before = base[package_ as keyof typeof base]
    return now === before ? [] : [`${package_} ${before} → ${now}`]
  })
  await pullRequest(`${name}${lines}`, moved.join(', '), pulls, 'bump', verdict)
  if (verdict === 'violation') await acceptance(name, pulls)
  await pullRequest(`${name}${lines}`, 'a page', pulls, 'page', 'match')
}

const head = ['repository', 'pull request', 's', 'verdict', 'report', 'as it must be']
const table = cells(head, rows)
console.log(table)
const machine = `${availableParallelism()} cores, load ${load.toFixed(0)} at the start.`
if (values.write) await writeResults('evidence/first-run.md', `${table}\n\n${machine}`)
process.exitCode = met ? 0 : 1

async function workflowOfReadme(): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, text] = /```yaml\n(# \.github\/workflows\/lddpr\.yml\n.*?)```/s.exec(readme) ?? []
  return text ?? fail('README.md has no workflow')
}

/** Stands for npx, which would bring the program from GitHub. */
async function prepare(): Promise<void> {
  await mkdir(bin)
  const program = `#!/bin/sh\n[ "$1" = github:${REPOSITORY} ] || exit 127\nshift\nexec '${process.execPath}' '${join(root, 'dist/cli.js')}' "$@"\n`
  await writeFile(join(bin, 'npx'), program)
  await chmod(join(bin, 'npx'), 0o755)
}

/** The workflow on machines that have nothing installed, and a pull request on which nobody has said anything. */
async function pullRequest(
  name: string,
  what: string,
  { repository, base, heads }: PullRequests,
  branch: keyof PullRequests['heads'],
  expected: string,
): Promise<string> {
  await git(repository, 'checkout', '--quiet', branch)
  const head = heads[branch]
  const github = await FakeGitHub.start()
  github.accepting.pulls = [
    {
      number: 7,
      state: 'open',
      head: { sha: head, ref: branch, repository: 'octo/train' },
      base: { sha: base },
    },
  ]
  run += 1
  try {
    const happening = { event: 'pull_request', fork: false, comment: '', inputs: {}, previous: 0 }
    const result = await act({
      workflow: join(repository, '.github/workflows/lddpr.yml'),
      event: 'pull_request',
      payload: payloadOf({ repository, base, head }, happening),
      repository,
      api: github.url,
      work,
      runId: run,
      env: { LDDPR_CACHE: join(work, `cache-of-run-${run}`) },
    })
    if (values.log) console.error(result.log)
    const [comment = ''] = github.comments.map(({ body }) => body)
    const verdict = result.outputs.verdict ?? ''
    const isGreen = Object.values(result.jobs).every(each => each === 'success')
    const isRight = verdict === expected && isGreen === (expected === 'match')
    met &&= isRight
    // README's workflow writes no comment: the report is in the summary, and in the artifact.
    const report = comment || (await readFile(reportOf(run), 'utf8').catch(() => ''))
    const told = /^## (.*)$/m.exec(report)?.[1]?.replace(/\[(.*?)\]\(.*?\)/g, '$1') ?? 'none'
    rows.push([name, what, result.seconds.toFixed(0), verdict, told, isRight ? 'yes' : '**no**'])
    progress(rows.at(-1)?.join(' · ') ?? '')
    return comment
  } finally {
    await github.stop()
  }
}

function reportOf(number: number): string {
  return join(work, 'store', String(number), 'lddpr-report/report.md')
}

/** Whoever means it runs what the comment prints, with a reason of their own, in a clone with the artifact of the run. */
async function acceptance(name: string, pulls: PullRequests): Promise<void> {
  const { repository } = pulls
  const command = commandIn(await readFile(reportOf(run), 'utf8'))
  await unpack(join(work, 'store'), run, repository)
  const refused = await terminal(command, repository)
  const start = performance.now()
  const done = await terminal(command.replace('--reason ""', '--reason "we train on"'), repository)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const isRight = refused.exitCode === 2 && done.exitCode === 0
  met &&= isRight
  const said = `${command.replaceAll(/\s+/g, ' ')}`
  rows.push([
    name,
    'its command, with a reason',
    seconds,
    '',
    `\`${said}\``,
    isRight ? 'yes' : '**no**',
  ])
  await git(repository, 'add', '.lddpr')
  await git(repository, 'commit', '--quiet', '--message', 'Baseline of the random streams')
  const bump = await git(repository, 'rev-parse', 'HEAD')
  await pullRequest(
    name,
    'the baseline is committed',
    { ...pulls, heads: { ...pulls.heads, bump } },
    'bump',
    'match',
  )
}

function terminal(command: string, cwd: string) {
  const PATH = [bin, process.env.PATH].join(delimiter)
  return execa('sh', ['-c', command], { cwd, env: { PATH }, reject: false })
}

/** The command that accepts, as it is printed. */
function commandIn(report: string): string {
  const [, command] = /(?:```|~~~)\w*\n(npx \S+ accept .*?)\n(?:```|~~~)/s.exec(report) ?? []
  return command ?? fail(`the report says no command:\n${report}`)
}
