// The first ten minutes: `npm run trial:newcomer [-- --write]`. README's workflow in an empty repository, under
// act; then what the report says, word by word; then the workflow again.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import { REPOSITORY } from '../../src/model/owner.ts'
import { PROGRAM } from '../../src/report/words.ts'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { root } from '../../support/python.ts'
import { cells } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { type ActResult, act } from '../act/act.ts'
import { payloadOf } from '../act/world.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const CHECK = `${PROGRAM} check`
const REQUIREMENTS = 'lightning==2.6.6\ntorch==2.13.0\nnumpy==2.4.6\n'

await using here = await session()
const { work, progress } = here
const github = await FakeGitHub.start()
const repository = join(work, 'train')
const bin = join(work, 'bin')
const rows: string[][] = []
let run = 0
const load = loadavg()[0] ?? 0

try {
  await prepare()
  const first = await timed('the workflow runs for the first time; packages are installed', () =>
    workflow(),
  )
  const command = commandIn(github.comments[0]?.body ?? '')
  rows
    .at(-1)
    ?.push(`${first.outputs.verdict}; the report says: \`${command.replace(/\s+/g, ' ')}\``)
  await timed('`npx … check` on the own machine; packages are installed', () => terminal(CHECK))
  await timed('the command of the report, as it stands', () => terminal(command))
  await timed('`git add .lddpr && git commit`', () =>
    terminal('git add .lddpr && git commit --quiet --message "Baseline of the random streams"'),
  )
  const second = await timed('the workflow runs again, on a new machine', () => workflow())
  rows.at(-1)?.push(second.outputs.verdict ?? '')
  const table = cells(
    ['step', 's', 'comes to'],
    rows.map(([what = '', seconds = '', result = 'done']) => [what, seconds, result]),
  )
  console.log(table)
  if (second.outputs.verdict !== 'match') fail(`expected match, found ${second.outputs.verdict}`)
  const machine = `${availableParallelism()} cores, load ${load.toFixed(0)} at the start.`
  if (values.write) await writeResults('first-run.md', `${table}\n\n${machine}`)
} finally {
  await github.stop()
}

async function prepare(): Promise<void> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, text] = /```yaml\n(# \.github\/workflows\/lddpr\.yml\n.*?)```/s.exec(readme) ?? []
  if (!text) fail('README.md has no workflow')
  await mkdir(join(repository, '.github/workflows'), { recursive: true })
  await writeFile(join(repository, '.github/workflows/lddpr.yml'), text)
  await writeFile(join(repository, 'requirements.txt'), REQUIREMENTS)
  await mkdir(bin)
  // Stands for npx, which would bring the program from GitHub.
  const program = `#!/bin/sh\n[ "$1" = github:${REPOSITORY} ] || exit 127\nshift\nexec '${process.execPath}' '${join(root, 'dist/cli.js')}' "$@"\n`
  await writeFile(join(bin, 'npx'), program)
  await chmod(join(bin, 'npx'), 0o755)
  await terminal(
    'git init --quiet --initial-branch main && git add --all && git commit --quiet --message one',
  )
}

/** A step with its seconds. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  rows.push([what, seconds])
  progress(`${what}: ${seconds} s`)
  return result
}

/** The workflow on a machine that has nothing installed. */
async function workflow(): Promise<ActResult> {
  const { stdout: head } = await execa('git', ['rev-parse', 'HEAD'], { cwd: repository })
  run += 1
  return act({
    workflow: join(repository, '.github/workflows/lddpr.yml'),
    event: 'pull_request',
    payload: payloadOf(
      { repository, base: head, head },
      { event: 'pull_request', fork: false, comment: '', inputs: {}, previous: 0 },
    ),
    repository,
    api: github.url,
    work,
    runId: run,
    env: { LDDPR_CACHE: join(work, `cache-of-run-${run}`) },
  })
}

async function terminal(command: string): Promise<void> {
  const author = { GIT_AUTHOR_NAME: 'ada', GIT_AUTHOR_EMAIL: 'ada@example.com' }
  const committer = { GIT_COMMITTER_NAME: 'ada', GIT_COMMITTER_EMAIL: 'ada@example.com' }
  const { stdout, stderr, exitCode } = await execa('sh', ['-c', command], {
    cwd: repository,
    env: {
      ...author,
      ...committer,
      PATH: [bin, process.env.PATH].join(delimiter),
      LDDPR_CACHE: join(work, 'cache-at-home'),
    },
    reject: false,
  })
  // A check that is not a match has a status of its own, and has said what to do.
  if (exitCode !== 0 && command !== CHECK) fail(`${command}\n${stdout}\n${stderr}`)
}

/** What stands under *To accept*, as it is printed. */
function commandIn(comment: string): string {
  const [, command] = /### To accept\n.*?\n(?:```|~~~)\w*\n(.*?)\n(?:```|~~~)/s.exec(comment) ?? []
  if (!command) fail(`the comment says no command:\n${comment}`)
  return command
}
