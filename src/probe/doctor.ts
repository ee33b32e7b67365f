import { join } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { readJson } from '../lib/json.ts'
import { temporaryDirectory } from '../lib/temporary.ts'
import { probeEnvironment } from '../lib/variables.ts'
import { type Examined, examinedSchema } from '../model/doctor.ts'
import type { Surroundings } from '../model/world.ts'
import type { ProbeOptions } from './run.ts'

type Wanted = Pick<ProbeOptions, 'probe' | 'interpreter' | 'accelerator' | 'timeout' | 'temporary'>

/** Has the interpreter say what its machine is like, and try each step that a run takes. */
export async function examine(
  { probe, interpreter, accelerator, timeout, temporary }: Wanted,
  ranks: number,
  { cwd, env }: Surroundings,
): Promise<Examined> {
  await using work = await temporaryDirectory(temporary)
  const answer = join(work.path, 'doctor.json')
  const { status, cut, stderr } = await runForeign({
    command: [...interpreter, '-m', 'lddpr.doctor', answer, String(ranks), accelerator],
    cwd,
    env: probeEnvironment(env, probe),
    seconds: timeout,
  })
  if (status !== 0 || cut)
    throw new ExpectedError(`${interpreter.join(' ')} cannot examine this machine`, {
      kind: 'probe',
      detail: stderr,
    })
  return await readJson(examinedSchema, answer, 'probe')
}
