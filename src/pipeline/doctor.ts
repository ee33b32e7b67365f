import { resolve } from 'node:path'
import { problemsOf } from '../judge/doctor.ts'
import { evaluate } from '../judge/evaluate.ts'
import { ExpectedError } from '../lib/errors.ts'
import { temporaryPlace } from '../lib/temporary.ts'
import type { ProbeRecord } from '../model/record.ts'
import { buildSuite, type Row } from '../model/suite.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import { examine } from '../probe/doctor.ts'
import { settingsIn } from '../probe/variables.ts'
import type { Diagnosis } from '../report/doctor.ts'
import { chooseWanted, readCommitted } from './first.ts'
import type { RunInputs } from './inputs.ts'
import { acceleratorFor } from './machine-type.ts'
import { PROBE, prepare, probe, surroundings } from './measure.ts'

/** Enough to see whether a machine repeats itself: BatchNorm and dropout, with a seed and without. */
const SUITE: Record<string, Row> = {
  seeded: { model: 'regularized', runs: 5 },
  unseeded: { model: 'regularized', seed_everything: false, runs: 2 },
  launcher: { model: 'regularized', launcher: 'lightning' },
}

/** Examines a machine, then trains on it. */
export async function diagnose(inputs: RunInputs, world: World): Promise<Diagnosis> {
  const cwd = resolve(inputs.cwd)
  const wanted = chooseWanted(inputs, await readCommitted(inputs, world))
  await using prepared = await prepare(
    new Repository(cwd),
    inputs.python,
    { ...wanted, allowVersionMismatch: true },
    world,
  )
  const notices = [...prepared.notices]
  const accelerator = acceleratorFor(inputs)
  world.progress('examining this machine, which takes up to two minutes …')
  const examined = await examine(
    {
      probe: PROBE,
      interpreter: prepared.interpreter,
      accelerator,
      timeout: inputs.timeout,
      temporary: temporaryPlace(world.env),
    },
    inputs.devices,
    surroundings(cwd, world, notices),
  )
  const suite = buildSuite('doctor', SUITE, inputs.devices)
  const measured = await probe(prepared, suite, inputs, world).catch((error: unknown) => {
    if (error instanceof ExpectedError) return { error: error.message }
    throw error
  })
  const record: ProbeRecord | null = 'record' in measured ? measured.record : null
  const checks = record ? evaluate(record, [], null) : []
  return {
    examined,
    variables: settingsIn(world.env),
    record,
    checks,
    notices: [...new Set([...notices, ...('notices' in measured ? (measured.notices ?? []) : [])])],
    problems: problemsOf(examined, 'error' in measured ? measured : { checks }),
  }
}
