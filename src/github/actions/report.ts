import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Committed } from '../../baseline/committed.ts'
import { manifestsOf } from '../../change/base.ts'
import { ExpectedError, wrongInput } from '../../lib/errors.ts'
import { reason } from '../../lib/json.ts'
import type { Handed } from '../../model/handed.ts'
import { classOfRecord } from '../../model/machine-type.ts'
import type { ProbeRecord } from '../../model/record.ts'
import { ranOnce } from '../../model/suite.ts'
import type { Measured, World } from '../../model/world.ts'
import { importsOf, pinsFor, Repository } from '../../pins/index.ts'
import { baselineBefore } from '../../pipeline/accepted.ts'
import { baseNotices, compareFiles, locateBase } from '../../pipeline/base.ts'
import { chooseSuite, chooseWanted, readCommitted } from '../../pipeline/first.ts'
import type { RunInputs } from '../../pipeline/inputs.ts'
import { requireClass } from '../../pipeline/machine-type.ts'
import { asPins } from '../../pipeline/reads.ts'
import {
  type Evidence,
  type Gathering,
  type Reviewed,
  review,
  reviewUnwritten,
} from '../../pipeline/review.ts'
import { mustBeOfTheRight } from '../../pipeline/right.ts'
import { judgeHanded } from '../../pipeline/trainings/handed.ts'
import { choosePlans } from '../../pipeline/trainings/plans.ts'
import { readRecord } from '../../probe/digest.ts'
import { preparePublishing } from '../publish.ts'
import { spell } from '../run/inputs.ts'
import { confinePath } from '../run/workspace.ts'
import type { Call, RunAction } from './call.ts'
import { finish } from './finish.ts'

/** A quick suite of two ranks makes a tenth of a MiB. What another job hands over is not read without end. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024

/** Judges what another job has measured, and publishes. Nothing of the record is believed unread. */
export const reportAction: RunAction = async call => {
  const publish = await preparePublishing(call)
  return await finish(
    await reviewHandedRecord(call).catch(error => reviewUnwritten(error, spell)),
    publish,
    call,
  )
}

async function reviewHandedRecord({
  run,
  action,
  event,
  env,
  git,
  runner,
}: Call): Promise<Reviewed> {
  const inputs = { ...run, base: run.base || event.baseSha }
  const cwd = resolve(run.cwd)
  const file = action.recordPath
    ? resolve(cwd, action.recordPath)
    : join(cwd, run.reportDir, 'record.json')
  const world = { env, git, progress: runner.say, spell }
  // Read before the report directory is claimed, in which it may lie.
  const handed = await findRecord(file, action.recordDigest, env).catch((error: unknown) => ({
    error,
  }))
  const gather = async ({ keep }: Gathering) => {
    if ('error' in handed) throw handed.error
    const { base: handedBase, trainings: handedTrainings, ...record } = handed
    const baselines = await readCommitted(inputs, world)
    for (const each of [record, handedBase?.record])
      if (each) mustBeAsAsked(each, inputs, baselines)
    keep(record)
    const files = new Repository(cwd)
    const wanted = chooseWanted(inputs, baselines)
    const pins = await pinsFor(files, asPins(wanted), record.environment)
    const notices = [...(pins || run.python ? [] : [NO_PINS]), ...baseNotices(git)]
    const imports = importsOf(files, pins)
    const { framework, allowVersionMismatch: mayDiffer } = wanted
    const measured = { record, pins, imports, framework, mayDiffer, notices }
    const start = await startOf(wanted, handedBase ?? null, files, measured, baselines, world)
    const commit = start.origin?.commit ?? null
    const plans = choosePlans(inputs, baselines)
    return {
      measured: { ...measured, notices: [...notices, ...start.notices] },
      files,
      baselines,
      ...start,
      trainings: judgeHanded(handedTrainings, plans, baselines, commit),
    }
  }
  return review(inputs, world, gather, ['record.json'])
}

const NO_PINS =
  'No lock or manifest lies in the directory that was checked, so nothing says whether these are the versions that the change installs. ' +
  'Check out the manifests, or set `working-directory`.'

/** The commit that the change starts from, and what the other job has measured of it. */
async function startOf(
  inputs: RunInputs,
  handed: NonNullable<Handed['base']> | null,
  files: Repository,
  measured: Measured,
  baselines: Committed,
  world: World,
): Promise<Pick<Evidence, 'origin' | 'withoutBase'> & { notices: string[] }> {
  const { compareWith } = inputs
  const { base, problem } = await locateBase(
    resolve(inputs.cwd),
    { ...inputs, compareWith: 'auto' },
    world,
  )
  const hasBaseline = baselines.classes.includes(classOfRecord(measured.record))
  const isWanted = compareWith === 'base' || (compareWith === 'auto' && !hasBaseline)
  const taken = isWanted ? handed : null
  if (compareWith === 'base' && !taken) throw wrongInput('compareWith', `base: ${NO_BASE}`)
  if (taken && base && base.commit !== taken.commit)
    throw new ExpectedError(
      `the record is compared with the commit ${taken.commit.slice(0, 9)}, and this change starts from ${base.commit.slice(0, 9)}: record again`,
    )
  const record = taken && (taken.record ?? measured.record)
  if (record && base) {
    const pins = await pinsFor(manifestsOf(base), asPins(inputs, true), record.environment)
    mustBeOfTheRight({ ...measured, record, pins, isBase: true }, world)
  }
  const commit = base?.commit ?? taken?.commit
  const change = base && (await compareFiles(base, inputs, files, measured, world))
  const replaces = (className: string) => base && baselineBefore(base, className)
  const isSame = taken?.record === null
  return {
    origin: commit ? { commit, change, record, isSame, replaces } : null,
    withoutBase: compareWith === 'auto' ? (problem?.spelled(world.spell) ?? NO_BASE) : '',
    notices:
      taken && !base
        ? [`The job that has measured names the base commit; it is not looked up here.`]
        : [],
  }
}

const NO_BASE = 'the record has none, as the job that measures has not measured one'

async function findRecord(wanted: string, digest: string, env: NodeJS.ProcessEnv): Promise<Handed> {
  let file = await confinePath(wanted, 'recordPath', env)
  let found = await status(file)
  if (found?.isDirectory()) {
    file = await confinePath(join(file, 'record.json'), 'recordPath', env)
    found = await status(file)
  }
  if (!found)
    throw new ExpectedError(
      `there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`,
    )
  if (!found.isFile()) throw wrongInput('recordPath', `${file} is not a file`)
  if (found.size > MAX_RECORD_BYTES)
    throw wrongInput(
      'recordPath',
      `expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`,
    )
  return readRecord(file, { digest, input: 'recordDigest', limit: MAX_RECORD_BYTES })
}

async function status(file: string) {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw wrongInput('recordPath', `cannot read ${file}: ${reason(error)}`)
  }
}

/** A record of fewer scenarios, or of another device, than this repository asks for would match too easily. */
function mustBeAsAsked(record: ProbeRecord, run: RunInputs, committed: Committed): void {
  const { suite, equal, environment } = record
  const plan = ranOnce(chooseSuite(run, committed), equal)
  if (!isDeepStrictEqual(suite, plan))
    throw new ExpectedError(
      `the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`,
    )
  requireClass(run.class, record)
  const device = { auto: null, cpu: 'cpu', gpu: 'cuda' }[run.accelerator]
  if (device && environment.accelerator !== device)
    throw wrongInput(
      'accelerator',
      `expected a record from ${run.accelerator}, found one from ${environment.accelerator}`,
    )
}

const describe = ({ name, scenarios }: ProbeRecord['suite']) =>
  `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`
