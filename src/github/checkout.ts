import { execa } from 'execa'
import type { Situation } from './refuse.ts'

/** The commit of the repository that the directory is in. Its parents are said by shallow clones, too. */
export async function checkedOut(cwd: string): Promise<Situation['checkedOut']> {
  const git = (...words: string[]) =>
    execa('git', words, { cwd, reject: false, stdin: 'ignore', preferLocal: false })
  const head = await git('rev-parse', '--verify', 'HEAD')
  const commit = await git('cat-file', 'commit', 'HEAD')
  if (head.failed || commit.failed) return null
  const [header = ''] = commit.stdout.split('\n\n')
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, sha = '']) => sha)
  return { sha: head.stdout.trim(), parents }
}
