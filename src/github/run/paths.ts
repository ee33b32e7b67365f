import { isAbsolute, relative, resolve, sep } from 'node:path'
import { wrongInput } from '../../lib/errors.ts'
import { within as confined } from '../../lib/paths.ts'

/**
 * Where a path leads when links are followed, if that is in the workspace or among the runner's
 * temporary files: a step has no business elsewhere, and what it reads may come from another job.
 */
export const within = (path: string, input: string, env: NodeJS.ProcessEnv): Promise<string> =>
  confined(
    path,
    input,
    [env.GITHUB_WORKSPACE || process.cwd(), ...(env.RUNNER_TEMP ? [env.RUNNER_TEMP] : [])],
    'the workspace or in RUNNER_TEMP',
  )

/** The path of a file as the repository knows it: from its root, with slashes. */
export function inRepository(path: string, env: NodeJS.ProcessEnv): string {
  const from = relative(resolve(env.GITHUB_WORKSPACE || process.cwd()), path)
  if (from.startsWith('..') || isAbsolute(from))
    throw wrongInput('baseline', `expected a directory in the workspace, found ${path}`)
  return from.split(sep).join('/')
}
