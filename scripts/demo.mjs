// `npm run demo`: a copy of the example fails, because its Lightning goes back to 2.6.0.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check, EXAMPLE, FIRST_TIME } from './program.mjs'

const OLD = '2.6.0'
/** What that release does, as the report names it. */
const FAULT = 'worker-streams-differ-across-epochs'

/** The same pins with another Lightning, and both packages that it comes in. */
export const withLightning = (pins, version) =>
  pins.replaceAll(/^((?:pytorch-)?lightning)==\S+$/gm, `$1==${version}`)

/** Null if the report shows the fault; otherwise one sentence. */
export function problemIn(report) {
  if (!report) return 'The demo found no report: the error is above.'
  const failing = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  if (report.verdict === 'violation' && failing.includes(FAULT)) return null
  return `The demo expected a violation with ${FAULT}, and found ${[report.verdict, ...failing].join(', ')}.`
}

/** The program that opens a page for somebody who watches; null if there is none. */
export function opener({ platform, isTTY, env, exists = existsSync }) {
  const name = { darwin: 'open', linux: 'xdg-open' }[platform]
  const hasScreen = platform === 'darwin' || env.DISPLAY || env.WAYLAND_DISPLAY
  if (!isTTY || !name || !hasScreen || (env.CI && env.CI !== 'false')) return null
  const found = (env.PATH ?? '').split(delimiter).map(place => join(place, name))
  return found.find(file => exists(file)) ?? null
}

async function demo() {
  const place = await mkdtemp(join(tmpdir(), 'lddpr-demo-'))
  console.log(
    `Checks a copy of examples/minimal with Lightning ${OLD}, in ${place}. ${FIRST_TIME}\n`,
  )
  const filter = file => !relative(EXAMPLE, file).startsWith('lddpr-report')
  await cp(EXAMPLE, place, { recursive: true, filter })
  const pins = join(place, 'requirements.txt')
  await writeFile(pins, withLightning(await readFile(pins, 'utf8'), OLD))
  await check(place)
  const reports = join(place, 'lddpr-report')
  const text = await readFile(join(reports, 'report.json'), 'utf8').catch(() => 'null')
  const problem = problemIn(JSON.parse(text))
  if (problem) {
    console.error(`\n${problem}`)
    return 1
  }
  const page = join(reports, 'report.html')
  const open = opener({ platform: process.platform, isTTY: process.stdout.isTTY, env: process.env })
  if (open)
    spawn(open, [page], { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref()
  console.log(`\nThe report as a page: ${page}`)
  console.log(`Look at ${FAULT} and its fix. Nothing in this checkout changed.`)
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await demo()
