import type { Where } from '../../model/world.ts'
import type { ActionInputs, RunInputs } from '../../pipeline/inputs.ts'
import type { Event } from '../run/event.ts'
import type { Runner } from '../run/runner.ts'

export interface Call {
  run: RunInputs
  action: ActionInputs
  event: Event
  env: NodeJS.ProcessEnv
  git: Where
  runner: Runner
}

/** Does its part and returns the exit status, settled before anything is published. */
export type RunAction = (call: Call) => Promise<number>
