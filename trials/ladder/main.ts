// Judges real Lightning releases against each other: `npm run trial:ladder [-- --write]`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { group, parseChannel } from '../../src/model/channels.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { Report } from '../../src/model/report.ts'
import { parseSubject } from '../../src/model/subject.ts'
import { lddpr } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { cells } from '../../support/results.ts'
import { session, writeResults } from '../../support/session.ts'
import { accept, reported } from '../accepting.ts'
import {
  EXPECTATIONS,
  type Expectation,
  improvement,
  RELEASES,
  type Release,
} from './expectations.ts'
import { recordOf } from './releases.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })

/** The part of an expectation that a report can be held against, lists in the order of names. */
type Told = Pick<
  Expectation,
  'verdict' | 'moved' | 'scenarios' | 'fails' | 'improved' | 'candidates'
>

const sorted = (items: Iterable<string>) => [...new Set(items)].sort()

function told(report: Report): Told {
  const moved = report.drift.flatMap(({ channels }) => channels).flatMap(n => parseChannel(n) ?? [])
  return {
    verdict: report.verdict,
    moved: sorted(moved.map(group)),
    scenarios: sorted(moved.map(({ scenario }) => scenario)),
    fails: sorted(report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)),
    improved: sorted(
      report.improvements.flatMap(({ check, subjects }) =>
        subjects.map(subject => improvement(check, parseSubject(subject).part)),
      ),
    ),
    candidates: sorted(report.candidates.map(({ id }) => id)),
  }
}

function inWords({ verdict, moved, scenarios, fails, improved, candidates }: Told): string {
  const parts = { moved, in: scenarios, fails, improved, candidates }
  const said = Object.entries(parts).filter(([, names]) => names.length)
  const phrases = said.map(([what, names]) => `${what} ${sorted(names).join(', ')}`)
  return [`**${verdict}**`, ...phrases].join('; ')
}

/** For a line that is right: many scenarios are a number. */
const shorter = (text: string) =>
  text.replace(/; in ([a-z-]+(?:, [a-z-]+){3,})/, (_, names) => {
    return `; in ${names.split(', ').length} scenarios`
  })

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)

const records = new Map<Release, { file: string; record: ProbeRecord }>()
for (const release of RELEASES)
  records.set(release, await recordOf({ python, work, progress }, release))

const known = (release: Release) => {
  const found = records.get(release)
  if (!found) throw new Error(`${release} was not recorded`)
  return found
}
const versions = ({ environment: { python, packages, cpuCapability } }: ProbeRecord) => {
  const of = (name: string) => packages.find(each => each.name === name)?.version
  return `Python ${python}, torch ${of('torch')}, NumPy ${of('numpy')}, ${cpuCapability}`
}
const surroundings = sorted([...records.values()].map(({ record }) => versions(record)))
if (surroundings.length > 1) throw new Error(`not one torch: ${surroundings.join('; ')}`)

/** Judges a release's record in the directory of another, against what is committed there. */
const compare = (directory: string, release: Release) =>
  reported(directory, lddpr(['compare', known(release).file], { cwd: directory }))

for (const release of RELEASES) {
  const directory = join(work, `repository-${release}`)
  await mkdir(directory)
  await accept(directory, await compare(directory, release), `as Lightning ${release} is`)
}

let wrong = 0
const lines: string[][] = []
for (const expectation of EXPECTATIONS) {
  const { from, to, direction, why } = expectation
  const report = await compare(join(work, `repository-${from}`), to)
  const [expected, got] = [inWords(expectation), inWords(told(report))]
  const bump = report.changedPackages.find(({ name }) => name === 'lightning')
  const isRight = expected === got && bump?.from === from && bump.to === to
  if (!isRight) wrong += 1
  const [left, right] = isRight ? [shorter(expected), shorter(got)] : [expected, got]
  lines.push([`${from} → ${to}`, direction, why, left, right, isRight ? 'right' : '**wrong**'])
}

const results = [
  `${surroundings}; ${new Date().toISOString().slice(0, 10)}. ${lines.length - wrong} of ${lines.length} are right.`,
  cells(['pair', 'direction', 'what changed', 'expected', 'got', ''], lines),
].join('\n\n')
console.log(results)
if (values.write) await writeResults('ladder.md', results)
process.exitCode = wrong ? 1 : 0
