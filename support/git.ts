import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

/** Nothing is tidied up in repositories that live for seconds: it would be a process for each commit. */
const SETTINGS = [
  'user.name=t',
  'user.email=t@example.org',
  'commit.gpgsign=false',
  'maintenance.auto=false',
].flatMap(setting => ['-c', setting])

/** Runs git in a directory, as somebody whose own settings do not matter. */
export async function git(cwd: string, ...words: string[]): Promise<string> {
  const { stdout } = await execa('git', [...SETTINGS, ...words], { cwd })
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
