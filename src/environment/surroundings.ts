import type { Progress } from '../progress.ts'

/** A command that starts Python: `['.venv/bin/python']`, `['uv', 'run', 'python']`. */
export type Interpreter = readonly [string, ...string[]]

export interface Surroundings {
  /** Where the repository's files lie, which may be a copy. */
  cwd: string
  env: NodeJS.ProcessEnv
  progress: Progress
  /** For what the readers of the report are told, too. */
  notice?: (sentence: string) => void
}
