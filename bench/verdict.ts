import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { commit, git, repository as makeRepository } from '../support/git.ts'
import { FakeGitHub } from '../support/github/fake-github.ts'
import { runStep } from '../support/github/step.ts'
import { countingMirror } from '../support/mirror.ts'
import { toolbox } from '../support/packages.ts'
import { cells } from '../support/results.ts'
import { torchIndex } from '../support/torch-index.ts'
import { Transfers } from '../support/transfers.ts'
import { OF_THAT } from './picture.ts'
import type { Bench } from './probe.ts'
import { type Row, row } from './row.ts'

/** From an empty cache to the comment on a pull request, and where the time goes. */

/** Where the wheels come from: servers on this machine, so that the net has no part in it. */
interface Wheels {
  usual: string
  cpu: string
  sent: Transfers
  /** A directory with uv alone. */
  withUv: string
}

/** What is written for the tool that a repository uses: files with these pins. */
interface Tool {
  reads: string
  files: (pins: Pins, wheels: Wheels, directory: string) => Promise<Record<string, string>>
  /** Whether uv is on the path. */
  hasUv: boolean
}

interface Pins {
  numpy: string
  build: Build
}

const BUILDS = {
  cpu: { torch: '2.13.0+cpu', what: 'a CPU build is pinned' },
  cuda: { torch: '2.13.0', what: 'a CUDA build is pinned, the CPU build installed' },
} as const
type Build = keyof typeof BUILDS

const BEFORE = '2.4.6'
const SIDES = {
  equal: { numpy: BEFORE, what: 'both sides install the same', verdict: /match/ },
  different: { numpy: '2.4.5', what: `NumPy ${BEFORE} → 2.4.5`, verdict: /match|drift/ },
} as const
type Side = keyof typeof SIDES

const TOOLS: Record<string, Tool> = {
  pip: {
    reads: 'requirements.txt, pip',
    async files({ numpy, build }, { cpu }) {
      const index = build === 'cpu' ? `--extra-index-url ${cpu}\n` : ''
      const lines = ['lightning==2.6.6', `torch==${BUILDS[build].torch}`, `numpy==${numpy}`]
      return { 'requirements.txt': `${index}${lines.join('\n')}\n` }
    },
    hasUv: false,
  },
  uv: {
    reads: 'uv.lock, uv',
    async files({ numpy, build }, wheels, directory) {
      const project = `[project]
name = "training"
version = "1"
requires-python = ">=3.11,<3.12"
dependencies = ["lightning==2.6.6", "torch==${BUILDS[build].torch}", "numpy==${numpy}"]
`
      const ofCpu = `
[[tool.uv.index]]
name = "cpu"
url = "${wheels.cpu}"
explicit = true

[tool.uv.sources]
torch = { index = "cpu" }
`
      const at = await mkdtemp(join(directory, 'lock-'))
      const files = { 'pyproject.toml': build === 'cpu' ? project + ofCpu : project }
      await makeRepository(at, files)
      await execa('uv', ['lock', '--quiet'], { cwd: at, env: ofUv(wheels, directory) })
      return { ...files, 'uv.lock': await readFile(join(at, 'uv.lock'), 'utf8') }
    },
    hasUv: true,
  },
}

const ofUv = ({ usual, withUv }: Wheels, directory: string) => ({
  PATH: [withUv, process.env.PATH].join(delimiter),
  UV_DEFAULT_INDEX: usual,
  UV_FIND_LINKS: '',
  UV_CACHE_DIR: join(directory, 'uv-cache'),
})

interface Case {
  tool: string
  build: Build
  side: Side
}

const CASES: readonly Case[] = Object.keys(TOOLS).flatMap(tool =>
  (Object.keys(BUILDS) as Build[]).flatMap(build =>
    (Object.keys(SIDES) as Side[]).map(side => ({ tool, build, side })),
  ),
)

const longest = (times: readonly number[]) => Math.max(0, ...times)
const sum = (times: readonly number[]) => times.reduce((all, time) => all + time, 0)

/** Seconds of each part, in the order in which they come, and megabytes. */
interface Spent {
  'git and what both sides install': number
  'download and install': number
  probe: number
  'judge and reports': number
  publish: number
}

export async function verdict({ work, quick, progress }: Bench): Promise<Row[]> {
  const sent = new Transfers()
  await using usual = await countingMirror({ kept: join(work, 'wheels'), sent })
  await using cpu = await torchIndex(sent)
  const withUv = await toolbox(join(work, 'uv'), 'uv')
  const wheels = { usual: usual.url, cpu: cpu.url, sent, withUv }
  const rows: Row[] = []
  const cases = quick ? CASES.slice(0, 1) : CASES
  for (const side of ['equal', 'different'] as const)
    await fromNothing({ tool: 'pip', build: 'cpu', side }, wheels, work) // from here on nothing comes over the net
  for (const each of cases) {
    const { spent, megabytes, transferring } = await fromNothing(each, wheels, work)
    const name = `verdict-${each.tool}-${each.build}-${each.side}`
    const seconds = sum(Object.values(spent))
    const what = [TOOLS[each.tool]?.reads, BUILDS[each.build].what, SIDES[each.side].what].join(
      '; ',
    )
    const note = `${megabytes.toFixed(0)} MB in ${transferring.toFixed(1)} s`
    rows.push(row(name, `empty cache to comment: ${what}`, [seconds], 's', { note }))
    for (const [part, time] of Object.entries(spent))
      rows.push(row(name, OF_THAT + part, [time], 's'))
    progress(`${what}: ${seconds.toFixed(1)} s`)
  }
  return rows
}

/** One line a case, with its parts beside each other. */
export function verdictTable(rows: readonly Row[]): string {
  const cases = [...Map.groupBy(rows, ({ name }) => name).values()]
  const parts = cases[0]?.slice(1).map(({ what }) => what.slice(OF_THAT.length)) ?? []
  const lines = cases.flatMap(([whole, ...spent]) =>
    whole
      ? [
          [
            whole.what.replace(/^[^:]*: /, ''),
            ...spent.map(({ value }) => value),
            `**${whole.value}**`,
            whole.spread.replace('once; ', ''),
          ],
        ]
      : [],
  )
  return cells(['what', ...parts, 'all', 'downloaded'], lines)
}

/** One pull request, checked by the bundled action as a runner starts it. */
async function fromNothing({ tool, build, side }: Case, wheels: Wheels, work: string) {
  const { files, hasUv } = TOOLS[tool] as Tool
  const { numpy, what, verdict } = SIDES[side]
  const directory = await mkdtemp(join(work, 'verdict-'))
  const repository = join(directory, 'repository')
  await mkdir(repository)
  const before = await files({ numpy: BEFORE, build }, wheels, directory)
  const after = await files({ numpy, build }, wheels, directory)
  await rm(join(directory, 'uv-cache'), { recursive: true, force: true })
  const base = await makeRepository(repository, before)
  await git(repository, 'checkout', '--quiet', '-b', 'bump')
  const head = await commit(repository, { ...after, 'README.md': 'It trains.\n' })
  const pull_request = {
    number: 7,
    head: { sha: head, repo: { full_name: 'octo/train' } },
    base: { sha: base },
  }
  const github = await FakeGitHub.start()
  try {
    const number = 1
    github.runs.add(number, { attempt: 1 })
    const { bytes, seconds: transferred } = wheels.sent
    const start = Date.now()
    const { outputs, log } = await runStep(
      { runner: join(directory, 'runner'), repository, url: github.url, number },
      {
        event: { name: 'pull_request', payload: { pull_request } },
        inputs: { python: '', suite: 'standard', comment: 'always', 'torch-index': wheels.cpu },
        env: {
          ...ofUv(wheels, directory),
          ...(!hasUv && { PATH: process.env.PATH ?? '' }),
          HOME: process.env.HOME ?? '',
          LDDPR_CACHE: join(directory, 'cache'),
          PIP_INDEX_URL: wheels.usual,
          PIP_CONFIG_FILE: '/dev/null',
          PIP_NO_CACHE_DIR: '1',
        },
      },
    )
    const end = Date.now()
    if (!verdict.test(outputs.verdict ?? '')) throw new Error(`${what}: ${outputs.verdict}\n${log}`)
    if (github.comments.length !== 1) throw new Error(`${what}: ${github.comments.length} comments`)
    const report = join(repository, 'lddpr-report/report.json')
    const { timings } = JSON.parse(await readFile(report, 'utf8')) as {
      timings: Record<string, number>
    }
    const written = (await stat(report)).mtimeMs
    const times = (part: string) =>
      Object.entries(timings).flatMap(([name, time]) => (name.startsWith(part) ? [time] : []))
    const known = {
      'download and install': longest(times('prepare')), // both sides at once
      probe: sum(times('probe')),
      'judge and reports': sum(times('judge')),
    }
    const spent: Spent = {
      'git and what both sides install': (written - start) / 1000 - sum(Object.values(known)),
      ...known,
      publish: (end - written) / 1000,
    }
    return {
      spent,
      megabytes: (wheels.sent.bytes - bytes) / 1e6,
      transferring: wheels.sent.seconds - transferred,
    }
  } finally {
    await github.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
