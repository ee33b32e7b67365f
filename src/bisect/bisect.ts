import { join, resolve } from 'node:path'
import type { Judgement } from '../judge/judge.ts'
import { packageChanges } from '../judge/packages.ts'
import { asValue, ExpectedError } from '../lib/errors.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import { isMachineType } from '../model/machine-type.ts'
import { normalise } from '../model/packages.ts'
import type { PackageChange } from '../model/report.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import { lookFirst } from '../pipeline/first.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { type Prepared, prepare } from '../pipeline/measure.ts'
import { fetchDistribution, type Installed, installedIn, releasesBetween } from './distributions.ts'
import { firstFailing, isolate, minimise, type Outcome } from './search.ts'
import { commitNamed, type Good, goodBaseline, goodCommit } from './sides.ts'
import {
  type Finding,
  mustStartPython,
  NO_COMMIT,
  noReference,
  type Subject,
  suiteSubject,
  trainingSubject,
} from './subject.ts'
import { isAlike, judgeTrial, type Laboratory, runTrial, type Trial } from './trials.ts'

/** What a bisection has found: `bisect.json`. `verdict` is of all changes together, relative to `good`. */
export interface Bisection extends Pick<Judgement, 'verdict' | 'summary' | 'firstDivergence'> {
  schemaVersion: 1
  good: string
  changes: readonly Change[]
  /** The smallest set that does the same. */
  culprits: readonly Change[]
  /** The first release of the only culprit that changes anything, and those before it that could not be tried. */
  first: { name: string; version: string; open: readonly string[] } | null
  /** Why the releases in between were not looked at, where they were not. */
  unsearched: string | null
  trials: readonly TrialSummary[]
}

export type Change = Pick<PackageChange, 'name' | 'from' | 'to' | 'link'>

type TrialSummary = Pick<Trial<unknown>, 'name' | 'known'> &
  Pick<Judgement, 'verdict' | 'summary'> & { outcome: Outcome }

interface Search<R> {
  good: Good
  bad: Installed
  /** The good side's record, and how others are judged by it. */
  start: R
  judge: (record: R) => Finding
  torchIndex: string
  laboratory: Laboratory<R>
  /** For releases that are installed to be tried. */
  place: string
  /** By key: what is asked again counts once. */
  trials: Map<string, TrialSummary>
}

/** Installers are in every environment and in no training. */
const TOOLS = new Set(['pip', 'uv', 'wheel'])

/**
 * Which of the packages that differ between a commit, or the committed baseline, and the files as they are
 * give the verdict. Records are kept in the directory that `claim` makes ours: what was cut short goes on where it was.
 */
export async function bisect(
  name: string | null,
  given: RunInputs,
  claim: () => Promise<string>,
  world: World,
  training: string | null = null,
): Promise<Bisection> {
  const cwd = resolve(given.cwd)
  const trainings = training === null ? 'none' : [training]
  const { committed, suite, inputs, plans } = await lookFirst({ ...given, trainings }, world)
  const goodSha = name === null ? null : await commitNamed(name, cwd, world)
  if (goodSha === null && training !== null) throw NO_COMMIT
  for (const plan of plans) mustStartPython(plan)
  if (goodSha === null && !committed.classes.some(isMachineType))
    throw noReference(join(committed.directory, 'cpu-x2.json'))
  const directory = await claim()
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  await using prepared = await prepare(new Repository(cwd), inputs.python, inputs, world)
  const bad = await installedIn(prepared.interpreter, world, { cwd })
  const place = { goodSha, bad, directory, work: work.path, inputs, world, prepared }
  const around = { prepared, inputs, committed }
  const [plan] = plans
  // Awaited here: it works in the temporary directory that goes when this function ends.
  return plan
    ? await searchBy(trainingSubject(plan, around), place)
    : await searchBy(suiteSubject(suite, around), place)
}

interface SearchPlace {
  /** Null: the committed baseline is what it starts from. */
  goodSha: string | null
  bad: Installed
  /** Where records are kept, and where packages are installed to be tried. */
  directory: string
  work: string
  inputs: RunInputs
  world: World
  prepared: Prepared
}

async function searchBy<R>(
  subject: Subject<R>,
  { goodSha, bad, directory, work, inputs, world, prepared }: SearchPlace,
): Promise<Bisection> {
  const laboratory = { subject, world, directory, installed: bad }
  const whole = await runTrial('all changes', bad.distributions, laboratory)
  if (!whole.record) throw cannotTry('the files as they are', whole)
  await using used = new AsyncDisposableStack()
  const { torchIndex } = inputs
  const good = goodSha
    ? await goodCommit(goodSha, work, inputs, world, prepared.question.imports, used)
    : await goodBaseline(subject.baseline(whole.record), bad, work, world, torchIndex)
  if (good.version !== bad.version)
    throw new ExpectedError(
      `bisect: expected the same Python on both sides, found ${good.version} (${good.words}) and ${bad.version}`,
      { kind: 'environment' },
    )
  const start = await runTrial('no change', good.distributions, laboratory)
  if (!start.record) throw cannotTry(good.words, start)
  const judge = subject.judgeBy(good, start.record)
  const search = {
    ...{ good, bad, judge, torchIndex, laboratory, place: work },
    ...{ start: start.record, trials: new Map() },
  }
  return await findCulprits(search, start, whole)
}

const cannotTry = (side: string, { problem }: { problem: string }) =>
  new ExpectedError(`bisect: ${side}: ${problem}`, { kind: 'environment' })

async function findCulprits<R>(
  search: Search<R>,
  start: Trial<R>,
  whole: Trial<R>,
): Promise<Bisection> {
  const { good, bad, judge, trials, laboratory } = search
  const judged = judgeTrial(whole, judge)
  const { verdict, summary, firstDivergence } = judged
  if (verdict === 'match')
    throw new ExpectedError(
      `bisect: ${good.words} and the files as they are give the same values: there is nothing to find`,
    )
  const sameAsWhole = (found: Finding) => isAlike(found, judged)
  decide(search, start, sameAsWhole)
  decide(search, whole, sameAsWhole)
  const imported = [start, whole].map(({ record }) => record && laboratory.subject.imported(record))
  const changes = changesBetween(good, bad, imported)
  const test = (subset: readonly Change[]) => tryChanges(search, subset, sameAsWhole)
  const { passing, failing } = await isolate(changes, test)
  const last = failing.filter(each => !passing.includes(each))
  // What passes already may be needed for it to fail, and may be not.
  const culprits =
    passing.length === 0 || (await test(last)) === 'fail' ? last : await minimise(failing, test)
  return {
    schemaVersion: 1,
    good: good.words,
    changes,
    verdict,
    summary,
    firstDivergence,
    culprits,
    ...(await findRelease(search, culprits)),
    trials: [...trials.values()],
  }
}

function changesBetween(
  good: Good,
  bad: Installed,
  used: readonly (readonly string[] | null)[],
): Change[] {
  const imported = used.includes(null)
    ? undefined
    : new Set(used.flatMap(names => names ?? []).map(normalise))
  const sideOf = (side: Installed) => ({
    versions: versionsOf(side),
    ...(imported ? { imported } : {}),
    isWhole: true,
  })
  const found = packageChanges(sideOf(good), sideOf(bad))
  return found.map(({ name, from, to, link }) => ({ name, from, to, link }))
}

const versionsOf = ({ distributions }: Installed) =>
  Object.fromEntries(
    distributions
      .filter(({ name }) => !TOOLS.has(name))
      .map(({ name, version }) => [name, version]),
  )

/** What a trial says of its changes; it is kept for the report. */
function decide<R>(
  { judge, laboratory, trials }: Search<R>,
  trial: Trial<R>,
  isBad: (found: Finding) => boolean,
): Outcome {
  const judgement = judgeTrial(trial, judge)
  const { verdict, summary } = judgement
  const outcome = verdict === 'match' ? 'pass' : isBad(judgement) ? 'fail' : 'unresolved'
  const { key, name, known } = trial
  if (!trials.has(key)) trials.set(key, { name, verdict, outcome, summary, known })
  laboratory.world.progress(`${name}: ${verdict}`)
  return outcome
}

async function tryChanges<R>(
  search: Search<R>,
  subset: readonly Change[],
  isBad: (found: Finding) => boolean,
): Promise<Outcome> {
  const names = new Set(subset.map(({ name }) => name))
  const distributions = [
    ...search.good.distributions.filter(({ name }) => !names.has(name)),
    ...search.bad.distributions.filter(({ name }) => names.has(name)),
  ]
  const name = subset.map(each => `${each.name} ${each.to ?? 'removed'}`).join(', ')
  const { laboratory, start } = search
  return decide(search, await runTrial(name, distributions, laboratory, start), isBad)
}

async function findRelease<R>(
  search: Search<R>,
  [culprit, other]: readonly Change[],
): Promise<Pick<Bisection, 'first' | 'unsearched'>> {
  if (!culprit?.from || !culprit.to || other) return { first: null, unsearched: null }
  const { name, from, to } = culprit
  const { world } = search.laboratory
  const releases = await releasesBetween(name, [from, to], search.bad, world).catch(error =>
    asValue(error, 'environment'),
  )
  if (releases instanceof ExpectedError)
    return { first: null, unsearched: releases.spelled(world.spell) }
  const { version, open } = await firstFailing([...releases, to], async version =>
    version === to ? 'fail' : tryRelease(search, name, version),
  )
  return { first: { name, version, open }, unsearched: null }
}

/** A release in between may differ in a way of its own: that it differs counts. */
async function tryRelease<R>(search: Search<R>, name: string, version: string): Promise<Outcome> {
  const { good, bad, laboratory, place, torchIndex, start } = search
  const directory = join(place, `${name}-${version}`)
  const release = await fetchDistribution(
    name,
    version,
    directory,
    bad,
    laboratory.world,
    torchIndex,
  ).catch(error => asValue(error, 'environment'))
  if (release instanceof ExpectedError) return 'unresolved'
  const others = good.distributions.filter(each => each.name !== name)
  const trial = await runTrial(`${name} ${version}`, [...others, release], laboratory, start)
  return decide(search, trial, ({ verdict }) => verdict !== 'error' && verdict !== 'unstable')
}
