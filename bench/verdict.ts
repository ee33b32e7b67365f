import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commit, git, repository as makeRepository } from '../support/git.ts'
import { FakeGitHub } from '../support/github/fake-github.ts'
import { runStep } from '../support/github/step.ts'
import { root } from '../support/python.ts'
import type { Bench } from './probe.ts'
import { type Row, row } from './row.ts'

/** From an empty cache to the comment on a pull request, and where the time goes. */

interface Case {
  name: string
  what: string
  /** What the change does to a line `numpy==…`, the rest being as it was. */
  numpy: string
  verdict: RegExp
}

const CASES: readonly Case[] = [
  {
    name: 'equal',
    what: 'both sides install the same',
    numpy: '2.4.6 # as before',
    verdict: /match/,
  },
  { name: 'different', what: 'NumPy 2.4.6 → 2.4.5', numpy: '2.4.5', verdict: /match|drift/ },
]

const longest = (times: readonly number[]) => Math.max(0, ...times)
const sum = (times: readonly number[]) => times.reduce((all, time) => all + time, 0)

/** What a report calls its times: those of both sides, one after the other or side by side. */
const PARTS = {
  'download and install, both sides at once': { begins: 'prepare', of: longest },
  probe: { begins: 'probe', of: sum },
  judge: { begins: 'judge', of: sum },
}

export async function verdict(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const each of bench.quick ? CASES.slice(0, 1) : CASES) {
    const { seconds, timings } = await fromNothing(each, bench)
    const known = Object.entries(PARTS).map(([name, { begins, of }]) => {
      const times = Object.entries(timings).filter(([part]) => part.startsWith(begins))
      return [name, of(times.map(([, time]) => time))] as const
    })
    const rest = seconds - sum(known.map(([, time]) => time))
    const parts = [...known, ['the rest: git, what both sides install, publish', rest] as const]
    rows.push(
      row(`verdict-${each.name}`, `empty cache to comment, pip: ${each.what}`, [seconds], 's'),
      ...parts.map(([name, time]) => row(`verdict-${each.name}`, `of that ${name}`, [time], 's')),
    )
    bench.progress(`${each.what}: ${seconds.toFixed(1)} s`)
  }
  return rows
}

/** One pull request, checked by the bundled action as a runner starts it. */
async function fromNothing({ numpy, what, verdict }: Case, { work }: Bench) {
  const directory = await mkdtemp(join(work, 'verdict-'))
  const repository = join(directory, 'repository')
  await mkdir(repository)
  const before = await readFile(join(root, 'examples/minimal/requirements.txt'), 'utf8')
  const pinned = before.replace(/^numpy==.*\n/gm, '')
  const base = await makeRepository(repository, { 'requirements.txt': `${pinned}numpy==2.4.6\n` })
  await git(repository, 'checkout', '--quiet', '-b', 'bump')
  const head = await commit(repository, { 'requirements.txt': `${pinned}numpy==${numpy}\n` })
  const pull_request = {
    number: 7,
    head: { sha: head, repo: { full_name: 'octo/train' } },
    base: { sha: base },
  }
  const github = await FakeGitHub.start()
  try {
    const number = 1
    github.runs.add(number, { attempt: 1 })
    const { HOME = '', PIP_CONFIG_FILE } = process.env
    const start = performance.now()
    const { outputs, log } = await runStep(
      { runner: join(directory, 'runner'), repository, url: github.url, number },
      {
        event: { name: 'pull_request', payload: { pull_request } },
        inputs: { python: '', suite: 'standard', comment: 'always' },
        env: {
          HOME,
          LDDPR_CACHE: join(directory, 'cache'),
          ...(PIP_CONFIG_FILE && { PIP_CONFIG_FILE }),
        },
      },
    )
    const seconds = (performance.now() - start) / 1000
    if (!verdict.test(outputs.verdict ?? '')) throw new Error(`${what}: ${outputs.verdict}\n${log}`)
    if (github.comments.length !== 1) throw new Error(`${what}: ${github.comments.length} comments`)
    const report = await readFile(join(repository, 'lddpr-report/report.json'), 'utf8')
    const { timings } = JSON.parse(report) as { timings: Record<string, number> }
    return { seconds, timings }
  } finally {
    await github.stop()
  }
}
