// Whether the CPU build of a torch records the streams of the pinned one, and what each downloads and takes:
// `npm run trial:torch-builds -- [--pinned PYTHON] [--suite NAME] [--write]`. It needs a wheel of torch for CPUs in PIP_FIND_LINKS
// and, unless an interpreter with the pinned build is named, 3 GB from PyPI and 8 GB of disk.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import type { ProbeRecord } from '../../src/model/record.ts'
import { bytesOf } from '../../src/python/cache/prune.ts'
import { inBytes } from '../../src/python/sizes.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import { countingMirror } from '../../support/mirror.ts'
import { toolbox } from '../../support/packages.ts'
import { pythonOf } from '../../support/python.ts'
import { cells, describeMachine } from '../../support/results.ts'
import { session, writeResults } from '../../support/session.ts'
import { torchIndex } from '../../support/torch-index.ts'
import { difference } from './streams.ts'

const PROJECT = `[project]
name = "training"
version = "1"
requires-python = ">=3.11,<3.12"
dependencies = ["lightning==2.6.6", "torch==2.13.0", "numpy==2.4.6", "iniconfig==2.3.1"]
`
const MOST = { download: 250e6, disk: 1e9 }

const { values } = parseArgs({
  options: {
    pinned: { type: 'string', default: '' },
    suite: { type: 'string', default: 'standard' },
    write: { type: 'boolean', default: false },
  },
})

await using here = await session()
const { work, progress } = here
const machine = await describeMachine(await pythonOf('example', progress))
await using cpu = await torchIndex()
await using usual = await countingMirror()

const withUv = await toolbox(join(work, 'uv'), 'uv')
const cwd = join(work, 'repository')
await mkdir(cwd)
await writeFile(join(cwd, 'pyproject.toml'), PROJECT)
await execa('uv', ['lock', '--quiet'], {
  cwd,
  env: { PATH: [withUv, process.env.PATH].join(delimiter), UV_FIND_LINKS: '' },
})

const chosen = await measured('cpu', ['--torch-build', 'cpu', '--torch-index', cpu.url])
const pinned = await measured(
  'pinned',
  values.pinned ? ['--python', values.pinned] : ['--torch-build', 'pinned'],
)
const { streams, differing } = difference(chosen.record, pinned.record)
const isEqual = differing.length === 0 && chosen.verdict === pinned.verdict
const fits = chosen.download <= MOST.download && chosen.disk <= MOST.disk
const rows = [chosen, pinned].map(({ name, torch, download, disk, seconds, verdict }) => [
  name === 'cpu' ? 'CPU build, with pip' : 'as pinned',
  torch,
  ...(disk > 0 ? [inBytes(download), inBytes(disk), `${seconds.toFixed(0)} s`] : ['–', '–', '–']),
  verdict,
])
const results = [
  `${machine}. Suite ${values.suite}, a uv.lock that pins torch 2.13.0 with CUDA, no uv, an empty cache.`,
  cells(['build', 'torch', 'downloaded', 'on disk', 'built in', 'verdict'], rows),
  differing.length === 0
    ? `All ${streams} streams of seeded scenarios are equal, bit for bit.`
    : `**${differing.length} of ${streams} streams differ**: ${differing.slice(0, 5).join(', ')}.`,
].join('\n\n')
console.log(results)
if (values.write) await writeResults('evidence/environments.md', results, 'torch-builds')
process.exitCode = isEqual && fits ? 0 : 1

async function measured(name: string, args: readonly string[]) {
  const cache = join(work, `cache-${name}`)
  const before = usual.sent.bytes + cpu.sent.bytes
  const reports = `reports-${name}`
  const run = ['check', '--cwd', cwd, '--suite', values.suite, '--accelerator', 'cpu']
  const { stderr } = await lddpr([...run, '--report-dir', reports, ...args], {
    env: {
      LDDPR_CACHE: cache,
      PIP_INDEX_URL: usual.url,
      PIP_FIND_LINKS: '',
      PIP_CONFIG_FILE: '/dev/null',
      PIP_NO_CACHE_DIR: '1',
      UV_INDEX_URL: '',
    },
  })
  const directory = join(cwd, reports)
  const report = await readReport(cwd, reports)
  progress(`${name}: ${report.verdict}, ${report.summary}`)
  if (report.verdict === 'error') throw new Error(stderr)
  const record: ProbeRecord = JSON.parse(await readFile(join(directory, 'record.json'), 'utf8'))
  const entries = (await readdir(cache).catch(() => [])).filter(each =>
    /^[0-9a-f]{16}-[0-9a-f]{8}$/.test(each),
  )
  return {
    name,
    record,
    verdict: report.verdict,
    torch: record.environment.packages.find(each => each.name === 'torch')?.version ?? 'none',
    download: usual.sent.bytes + cpu.sent.bytes - before,
    disk: entries[0] ? await bytesOf(join(cache, entries[0])) : 0,
    seconds: report.timings.prepare ?? 0,
  }
}
