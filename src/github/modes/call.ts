import type { Where } from '../../base/place.ts'
import type { ActionInputs, RunInputs } from '../../inputs.ts'
import type { Event } from '../event.ts'

/** What every mode is given. */
export interface Call {
  run: RunInputs
  action: ActionInputs
  event: Event
  /** The directory that holds `python-probe`. */
  root: string
  env: NodeJS.ProcessEnv
  /** Which git repository may be asked. */
  git: Where
}

/** Does its part and returns the exit status, settled before anything is published. */
export type RunMode = (call: Call) => Promise<number>
