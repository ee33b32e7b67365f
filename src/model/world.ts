import type { Answer, Framework, Imports } from './pins.ts'
import type { ProbeRecord } from './record.ts'

export interface Share {
  done: number
  total: number
}

/** Says what is done, for it may take minutes; with a share, how far it has come. */
export type Progress = (message: string, share?: Share) => void

/** A command that starts Python: `['.venv/bin/python']`, `['uv', 'run', 'python']`. */
export type Interpreter = readonly [string, ...string[]]

export interface Surroundings extends Pick<World, 'env' | 'progress'> {
  /** Where the repository's files lie, which may be a copy. */
  cwd: string
  /** For the report, too. */
  notice?: (sentence: string) => void
}

export type Where =
  /** The nearest one at or above the directory: somebody's own clone. */
  | { look: 'upwards' }
  /** The topmost one from the workspace down to the directory: what a workflow has checked out. */
  | { look: 'downwards'; workspace: string; server: Server }
  /** The workspace's own, and never one that lies deeper. */
  | { look: 'workspace'; workspace: string; server: Server }
  | { look: 'nowhere'; workspace: string; because: string }

/** Where GitHub has the repository, and what opens it there. */
interface Server {
  url: string
  token: string
}

/** What a run needs besides its inputs. */
export interface World {
  env: NodeJS.ProcessEnv
  progress: Progress
  git: Where
  /** How the reader of errors and notices spells inputs. */
  spell: (input: string) => string
}

export interface Measured {
  record: ProbeRecord
  pins: Answer | null
  /** Null where the record comes without the code. */
  imports: Imports | null
  /** The Lightning that somebody has named. */
  framework: Framework | 'auto'
  /** Somebody has said that something else than what the files ask for is to be measured. */
  mayDiffer: boolean
  /** It is what a change starts from. */
  isBase?: boolean
  notices?: readonly string[]
}
