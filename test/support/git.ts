import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

/** Runs git in a directory, as somebody whose own settings do not matter. */
export async function git(cwd: string, ...words: string[]): Promise<string> {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false']
  const { stdout } = await execa('git', [...who, ...words], { cwd })
  return stdout
}

/** Writes files and commits them all. Returns the commit. */
export async function commit(cwd: string, files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  await git(cwd, 'add', '--all')
  await git(cwd, 'commit', '--quiet', '--allow-empty', '-m', 'x')
  return git(cwd, 'rev-parse', 'HEAD')
}

/** A repository with a commit of these files on `main`. */
export async function repository(cwd: string, files: Record<string, string>): Promise<string> {
  await git(cwd, 'init', '--quiet', '--initial-branch=main')
  return commit(cwd, files)
}
