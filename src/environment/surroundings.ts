import type { Progress } from '../progress.ts'

/** A command that starts Python: `['.venv/bin/python']`, `['uv', 'run', 'python']`. */
export type Interpreter = readonly [string, ...string[]]

export interface Surroundings {
  /** Where the repository's files lie, which may be a copy. */
  cwd: string
  env: NodeJS.ProcessEnv
  progress: Progress
}
