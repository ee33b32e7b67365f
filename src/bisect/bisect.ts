import { join, resolve } from 'node:path'
import type { Committed } from '../baseline/committed.ts'
import { baselineFile } from '../baseline/files.ts'
import { baselineOf } from '../baseline/reference.ts'
import { type Judgement, judge } from '../judge/judge.ts'
import { packageChanges } from '../judge/packages.ts'
import { ExpectedError } from '../lib/errors.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import type { Baseline } from '../model/baseline.ts'
import { classOf, ranksOf } from '../model/machine-type.ts'
import { normalise } from '../model/packages.ts'
import { importedPackages, type ProbeRecord } from '../model/record.ts'
import type { PackageChange } from '../model/report.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { chooseSuite, prepare, readCommitted } from '../pipeline/measure.ts'
import { isolate, minimise, type Outcome } from './delta.ts'
import { type Distribution, type Installed, installedIn } from './distributions.ts'
import { fetchDistribution, releasesBetween } from './fetch.ts'
import { firstFailing } from './search.ts'
import { type Good, goodBaseline, goodCommit } from './sides.ts'
import { judgeTrial, type Laboratory, runTrial, type Trial } from './trials.ts'

/** What a bisection has found: `bisect.json`. */
export interface Bisection {
  schemaVersion: 1
  good: string
  changes: readonly Change[]
  /** What all of them together do, seen from there. */
  verdict: Judgement['verdict']
  summary: string
  firstDivergence: Judgement['firstDivergence']
  /** The smallest set that does the same. */
  culprits: readonly Change[]
  /** The first release of the only culprit that changes anything, and those before it that could not be tried. */
  first: { name: string; version: string; open: readonly string[] } | null
  /** Why the releases in between were not looked at, where they were not. */
  unsearched: string | null
  trials: readonly Told[]
}

export type Change = Pick<PackageChange, 'name' | 'from' | 'to' | 'link'>

/** A trial as the reader is told of it. */
export interface Told {
  name: string
  verdict: Judgement['verdict']
  outcome: Outcome
  summary: string
  /** Its record was there from an earlier bisection. */
  known: boolean
}

/** Installers are in every environment and in no training. */
const TOOLS = new Set(['pip', 'uv', 'wheel'])

/**
 * Which of the packages that differ between a commit, or the committed baseline, and the files as they are
 * give the verdict. Records are kept in `directory`: what was cut short goes on where it was.
 */
export async function bisect(
  commit: string | null,
  inputs: RunInputs,
  directory: string,
  world: World,
): Promise<Bisection> {
  const cwd = resolve(inputs.cwd)
  const committed = await readCommitted(inputs, world)
  const suite = chooseSuite(inputs, committed)
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  await using prepared = await prepare(new Repository(cwd), inputs.python, inputs, world)
  const bad = await installedIn(prepared.interpreter, world, { cwd })
  const laboratory = { prepared, suite, inputs, world, directory, installed: bad }
  const whole = await runTrial('all changes', bad.distributions, laboratory)
  if (!whole.record) throw new ExpectedError(`bisect: the files as they are: ${whole.problem}`)
  await using used = new AsyncDisposableStack()
  const good = commit
    ? await goodCommit(commit, work.path, inputs, world, used)
    : await goodBaseline(baselineFor(whole.record, committed), bad, work.path, world)
  if (good.version !== bad.version)
    throw new ExpectedError(
      `bisect: expected the same Python on both sides, found ${good.version} (${good.words}) and ${bad.version}`,
    )
  const start = await runTrial('no change', good.distributions, laboratory)
  if (!start.record) throw new ExpectedError(`bisect: ${good.words}: ${start.problem}`)
  // Awaited here: it works in the temporary directory that goes when this function ends.
  return await new Search(good, bad, start.record, laboratory, work.path).between(start, whole)
}

function baselineFor(record: ProbeRecord, committed: Committed) {
  const className = classOf(record.environment, ranksOf(record))
  const known = committed.baseline(className)
  if (known) return known
  throw new ExpectedError(
    `bisect: expected a commit to start from, or a baseline ${baselineFile(committed.directory, className)}, found neither`,
  )
}

class Search {
  private readonly good: Good
  private readonly bad: Installed
  private readonly laboratory: Laboratory
  private readonly place: string
  private readonly reference: Baseline
  private readonly trials = new Map<string, Told>()

  constructor(
    good: Good,
    bad: Installed,
    record: ProbeRecord,
    laboratory: Laboratory,
    place: string,
  ) {
    this.good = good
    this.bad = bad
    this.laboratory = laboratory
    this.place = place
    this.reference = baselineOf(record, good.words)
    if (!good.expected) return
    const { verdict, summary } = judge({
      record,
      baseline: good.expected,
      pins: null,
      pinsBind: false,
    })
    if (verdict !== 'match')
      throw new ExpectedError(
        `bisect: the versions of ${good.words} do not give its values here (${verdict}: ${summary})`,
      )
  }

  async between(start: Trial, whole: Trial): Promise<Bisection> {
    const judgement = judgeTrial(whole, this.reference)
    if (judgement.verdict === 'match')
      throw new ExpectedError(
        `bisect: ${this.good.words} and the files as they are give the same values: there is nothing to find`,
      )
    const sameAsWhole = (found: Judgement) => alike(found, judgement)
    this.tell(start, sameAsWhole)
    this.tell(whole, sameAsWhole)
    const changes = this.changes([start.record, whole.record])
    const test = (subset: readonly Change[]) => this.try(subset, sameAsWhole)
    const { passing, failing } = await isolate(changes, test)
    const last = failing.filter(each => !passing.includes(each))
    // What passes already may be needed for it to fail, and may be not.
    const culprits =
      passing.length === 0 || (await test(last)) === 'fail' ? last : await minimise(failing, test)
    return {
      schemaVersion: 1,
      good: this.good.words,
      changes,
      verdict: judgement.verdict,
      summary: judgement.summary,
      firstDivergence: judgement.firstDivergence,
      culprits,
      ...(await this.within(culprits)),
      trials: [...this.trials.values()],
    }
  }

  private changes(records: readonly (ProbeRecord | null)[]): Change[] {
    const imported = new Set(
      records.flatMap(each =>
        each ? importedPackages(each).map(({ name }) => normalise(name)) : [],
      ),
    )
    const found = packageChanges(versionsOf(this.good), versionsOf(this.bad), { imported })
    return found.map(({ name, from, to, link }) => ({ name, from, to, link }))
  }

  private async try(
    subset: readonly Change[],
    isBad: (found: Judgement) => boolean,
  ): Promise<Outcome> {
    const names = new Set(subset.map(({ name }) => name))
    const distributions = [
      ...this.good.distributions.filter(({ name }) => !names.has(name)),
      ...this.bad.distributions.filter(({ name }) => names.has(name)),
    ]
    const name = subset.map(each => `${each.name} ${each.to ?? 'removed'}`).join(', ')
    return this.tell(await runTrial(name, distributions, this.laboratory), isBad)
  }

  private tell(trial: Trial, isBad: (found: Judgement) => boolean): Outcome {
    const judgement = judgeTrial(trial, this.reference)
    const { verdict, summary } = judgement
    const outcome = verdict === 'match' ? 'pass' : isBad(judgement) ? 'fail' : 'unresolved'
    const { key, name, known } = trial
    if (!this.trials.has(key)) this.trials.set(key, { name, verdict, outcome, summary, known })
    this.laboratory.world.progress(`${name}: ${verdict}`)
    return outcome
  }

  private async within(
    culprits: readonly Change[],
  ): Promise<Pick<Bisection, 'first' | 'unsearched'>> {
    const [culprit, other] = culprits
    if (!culprit?.from || !culprit.to || other) return { first: null, unsearched: null }
    const { name, from, to } = culprit
    try {
      const { world } = this.laboratory
      const releases = await releasesBetween(name, [from, to], this.bad, world)
      const { version, open } = await firstFailing([...releases, to], async version =>
        version === to ? 'fail' : this.tryRelease(name, version),
      )
      return { first: { name, version, open }, unsearched: null }
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      return { first: null, unsearched: error.spelled(this.laboratory.world.spell) }
    }
  }

  /** A release in between may differ in a way of its own: that it differs counts. */
  private async tryRelease(name: string, version: string): Promise<Outcome> {
    const directory = join(this.place, `${name}-${version}`)
    let release: Distribution
    try {
      release = await fetchDistribution(name, version, directory, this.bad, this.laboratory.world)
    } catch (error) {
      if (error instanceof ExpectedError) return 'unresolved'
      throw error
    }
    const others = this.good.distributions.filter(each => each.name !== name)
    const trial = await runTrial(`${name} ${version}`, [...others, release], this.laboratory)
    return this.tell(trial, ({ verdict }) => verdict !== 'error' && verdict !== 'unstable')
  }
}

const versionsOf = ({ distributions }: Pick<Installed, 'distributions'>) =>
  Object.fromEntries(
    distributions
      .filter(({ name }) => !TOOLS.has(name))
      .map(({ name, version }) => [name, version]),
  )

/** The same verdict, and the same first divergence. */
const alike = (one: Judgement, other: Judgement) =>
  one.verdict === other.verdict &&
  one.firstDivergence?.coordinate === other.firstDivergence?.coordinate &&
  one.firstDivergence?.actual === other.firstDivergence?.actual
