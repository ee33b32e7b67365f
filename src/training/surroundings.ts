import { delimiter, join } from 'node:path'
import { withoutSecrets } from '../lib/variables.ts'
import type { Interpreter } from '../model/world.ts'
import { covers, variables } from '../probe/variables.ts'
import { ROOT } from '../root.ts'
import { placeOf } from './command.ts'

/** The environment variables of a training. */

/** The only directory of ours on PYTHONPATH. */
const INJECT = join(ROOT, 'python-probe/lddpr/observe/inject')

/** What the probe does not pass on, and somebody's own training may need. */
const KEPT: Readonly<Record<string, string>> = {
  'GLOO_*': 'the ranks may meet on another network than this machine',
  TORCH_DISTRIBUTED_DEBUG: 'nothing of ours forks here',
  PYTHONWARNINGS: 'a training may turn warnings into errors',
}

/** What tells of another run, and would make a rank of this one. */
const isOfAnotherRun = (name: string): boolean => {
  const rows = variables().filter(row => covers(row, name))
  const [row] = rows.sort((a, b) => b.name.length - a.name.length)
  return row?.done === 'scrubbed' && !(row.name in KEPT)
}

/**
 * What the user has, without secrets and without what another run has left; then what the plan sets. A hash seed that
 * nobody fixes stays unset, so that it differs between repeats. The numbers of threads stay.
 */
export async function trainingEnvironment(
  env: NodeJS.ProcessEnv,
  set: Readonly<Record<string, string>>,
  interpreter: Interpreter,
  directory: string,
): Promise<NodeJS.ProcessEnv> {
  const own = Object.fromEntries(
    Object.entries(withoutSecrets(env)).filter(([name]) => !isOfAnotherRun(name)),
  )
  const given: NodeJS.ProcessEnv = { PYTHONUNBUFFERED: '1', ...own, ...set }
  return {
    ...given,
    ...(await placeOf(interpreter, given)),
    PYTHONPATH: [INJECT, given.PYTHONPATH].filter(Boolean).join(delimiter),
    LDDPR_OBSERVE: directory,
  }
}
