// Judges real releases against each other, of Lightning or of torch:
// `npm run trial:ladder [-- --torch] [-- --write]`.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ProbeRecord } from '../../src/model/record.ts'
import { lddpr } from '../../support/lddpr.ts'
import { cells } from '../../support/results.ts'
import { session, writeResults } from '../../support/session.ts'
import { accept, reported } from '../accepting.ts'
import { expectations, type Ladder } from './ladder.ts'
import { LIGHTNING } from './lightning.ts'
import { type Recorded, recordOf, releaseOf, versionOf } from './record.ts'
import { inWords, shorter, sorted, told } from './told.ts'
import { TORCH } from './torch.ts'

const { values } = parseArgs({
  options: {
    torch: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const ladder: Ladder = values.torch ? TORCH : LIGHTNING

await using here = await session()
const { work, progress } = here

const records = new Map<string, Recorded>()
for (const release of ladder.releases)
  records.set(release, await recordOf(ladder, release, { work, progress }))

const known = (release: string) => {
  const found = records.get(release)
  if (!found) throw new Error(`${release} was not recorded`)
  return found
}

/** What must be the same for all releases, or the bump is not all that differs. */
const FIXED = { lightning: ['torch', 'numpy'], torch: ['lightning', 'numpy'] }
const versions = (record: ProbeRecord) => {
  const { python, cpuCapability } = record.environment
  const fixed = FIXED[ladder.package].map(name => `${name} ${versionOf(record, name)}`)
  return [`Python ${python}`, ...fixed, cpuCapability].join(', ')
}
const surroundings = sorted([...records.values()].map(({ record }) => versions(record)))
if (surroundings.length > 1)
  throw new Error(`the releases do not share their surroundings: ${surroundings.join('; ')}`)
const builds = [...records.values()].map(({ record }) => versionOf(record, ladder.package))

/** Judges a release's record in the directory of another, against what is committed there. */
const compare = (directory: string, release: string) =>
  reported(directory, lddpr(['compare', known(release).file], { cwd: directory }))

for (const release of ladder.releases) {
  const directory = join(work, `repository-${release}`)
  await mkdir(directory)
  const reason = `as ${ladder.package} ${release} is`
  await accept(directory, await compare(directory, release), reason)
}

let wrong = 0
const lines: string[][] = []
for (const expectation of expectations(ladder)) {
  const { from, to, direction, why } = expectation
  const report = await compare(join(work, `repository-${from}`), to)
  const [expected, got] = [inWords(expectation), inWords(told(report))]
  const bump = report.changedPackages.find(({ name }) => name === ladder.package)
  const isTold = releaseOf(bump?.from ?? '') === from && releaseOf(bump?.to ?? '') === to
  const isRight = expected === got && isTold
  if (!isRight) wrong += 1
  const [left, right] = isRight ? [shorter(expected), shorter(got)] : [expected, got]
  lines.push([`${from} → ${to}`, direction, why, left, right, isRight ? 'right' : '**wrong**'])
}

const day = new Date().toISOString().slice(0, 10)
const results = [
  `${surroundings}; ${ladder.package} ${builds.join(', ')}; ${day}. ${lines.length - wrong} of ${lines.length} are right.`,
  cells(['pair', 'direction', 'what changed', 'expected', 'got', ''], lines),
].join('\n\n')
console.log(results)
if (values.write) await writeResults('evidence/ladder.md', results, ladder.package)
process.exitCode = wrong ? 1 : 0
