// Environments that are built for real from each kind of file and probed; found again in the cache; built
// by two jobs at once; killed half way: `npm run trial:environments -- [--only NAME,…] [--write]`.
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { lddpr, readReport, survivors } from '../../support/lddpr.ts'
import { pythonOf, root } from '../../support/python.ts'
import { cells, describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { torchIndex } from '../../support/torch-index.ts'
import { repositories } from './repositories.ts'

const NAMES = [
  'requirements.txt with pip',
  'requirements.txt',
  'pyproject.toml',
  'uv.lock',
  'uv.lock without uv',
  'poetry.lock',
  'poetry.lock without uv and Poetry',
]
const REUSE_SECONDS = 1
const REUSES = 9

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
})
const wanted = values.only?.split(',') ?? NAMES
if (values.write && values.only) fail('--write takes a whole run: without --only')

await using here = await session()
const { work, progress } = here
const machine = await describeMachine(await pythonOf('example', progress))
await using index = await torchIndex()
const tried = await repositories(work, index.url, wanted, progress)
const rows: string[][] = []
let met = true

for (const { name, cwd, env } of tried) {
  const cache = join(work, 'caches', name.replaceAll(/\W+/g, '-'))
  const setting = { ...env, LDDPR_CACHE: cache }
  const first = await checked(cwd, setting)
  const again = await checked(cwd, setting)
  const reused = await reuse(cwd, setting)
  const right = first.right && again.right && again.how === '' && reused < REUSE_SECONDS
  met &&= right
  rows.push([
    name,
    first.how,
    `${first.prepare.toFixed(1)} s`,
    `${reused.toFixed(2)} s`,
    `${first.verdict}, then ${again.verdict}`,
    right ? 'yes' : '**no**',
  ])
  progress(rows.at(-1)?.join(' · ') ?? '')
  await rm(cache, { recursive: true })
}

const any = tried.find(({ name }) => name === 'uv.lock')
const at = any && { cwd: any.cwd, env: any.env }
const sentences = at ? [await twoAtOnce(at), await killed(at)] : []
const head = ['from', 'built by', 'the first time', 'from the cache', 'verdicts', 'met']
const results = [`${machine}.`, cells(head, rows), ...sentences].join('\n\n')
console.log(results)
if (values.write) await writeResults('evidence/environments.md', results)
process.exitCode = met ? 0 : 1

interface Repository {
  cwd: string
  env: NodeJS.ProcessEnv
}

/** One `lddpr check`: how long the environment took, and whether what was measured is what is pinned. */
async function checked(cwd: string, env: NodeJS.ProcessEnv) {
  const args = ['check', '--cwd', cwd, '--suite', 'quick', '--accelerator', 'cpu']
  const { stderr, stdout } = await lddpr(args, { env })
  const report = await readReport(cwd)
  const pinned = report.checks.find(({ id }) => id === 'pins-are-installed')?.status
  const said = `${stderr}\n${stdout}`
  if (report.verdict === 'error') progress(said)
  return {
    verdict: report.verdict,
    prepare: report.timings.prepare ?? Number.NaN,
    right: report.verdict === 'new' && pinned === 'pass',
    how: /installing \S+ with (.*) \(once/.exec(said)?.[1] ?? '',
    said,
  }
}

/** Seconds until the interpreter of an environment that is there is known: the median of several times. */
async function reuse(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const seconds = []
  for (let time = 0; time < REUSES; time++) {
    const start = performance.now()
    const pins = await readPins(cwd)
    await prepareInterpreter(pins, false, { cwd, env: { ...process.env, ...env }, progress })
    seconds.push((performance.now() - start) / 1000)
  }
  return seconds.sort((a, b) => a - b)[Math.floor(REUSES / 2)] ?? Number.NaN
}

/** Two jobs want the same environment at the same time. */
async function twoAtOnce({ cwd, env }: Repository): Promise<string> {
  const cache = join(work, 'caches', 'two')
  const other = join(work, 'other')
  await mkdir(other, { recursive: true })
  for (const file of ['pyproject.toml', 'uv.lock'])
    await writeFile(join(other, file), await readFile(join(cwd, file)))
  const setting = { ...env, LDDPR_CACHE: cache }
  const both = await Promise.all([checked(cwd, setting), checked(other, setting)])
  const built = both.filter(({ how }) => how).length
  const waited = both.filter(({ said }) => /waiting for another job/.test(said)).length
  const left = (await readdir(cache)).filter(name => /^\w{16}-\w{8}$/.test(name)).length
  met &&= both.every(({ right }) => right) && built === 1 && waited === 1 && left === 1
  await rm(cache, { recursive: true })
  const verdicts = both.map(({ verdict }) => verdict).join(' and ')
  return `Two at once, in two copies of the repository: ${built} built it, ${waited} waited; ${left} directory; ${verdicts}.`
}

/** The whole group of a job is killed while it installs. */
async function killed({ cwd, env }: Repository): Promise<string> {
  const cache = join(work, 'caches', 'killed')
  const args = [join(root, 'dist/cli.js'), 'check', '--cwd', cwd, '--suite', 'quick']
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, LDDPR_CACHE: cache },
    detached: true,
    stdio: 'ignore',
  })
  const begun = async () =>
    (await readdir(cache, { recursive: true }).catch(() => [])).some(name => /numpy\W/.test(name))
  while (!(await begun())) await setTimeout(20)
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  while ((await survivors(cache)).length) await setTimeout(50)
  const half = (await readdir(cache)).filter(name => /-/.test(name))
  const after = await checked(cwd, { ...env, LDDPR_CACHE: cache })
  const left = (await readdir(cache)).filter(name => half.includes(name)).length
  const told = /the job that built this environment is gone/.test(after.said)
  met &&= told && after.right && after.how !== '' && half.length === 1 && left === 0
  await rm(cache, { recursive: true })
  return `Killed (SIGKILL) while NumPy was being installed: the next job said so, removed the half and built it in ${after.prepare.toFixed(1)} s: ${after.verdict}; ${left} left of the half.`
}
