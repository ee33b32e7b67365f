import { checkoutOf } from '../base/git.ts'
import type { Situation } from './refuse.ts'

/** The commit of the repository that the directory is in. Its parents are said by shallow clones, too. */
export async function checkedOut(
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Situation['checkedOut']> {
  const checkout = await checkoutOf(cwd, env)
  const sha = await checkout?.ask('rev-parse', '--verify', 'HEAD')
  const commit = await checkout?.ask('cat-file', 'commit', 'HEAD')
  if (!sha || !commit) return null
  const [header = ''] = commit.split('\n\n')
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, p = '']) => p) }
}
