import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkout } from './git.ts'

/** What pins are read from, by name; far from all of it is read. */
const MANIFEST =
  /(\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)|(^|\/)(Pipfile|\.python-version|\.gitignore))$/i

/**
 * Writes the files of a commit into a directory, all or those that can fix a version, and returns where
 * in it the checkout's own directory lies. Nothing of the checkout changes: not its files, index or worktrees.
 */
export async function writeCommit(
  { tell, prefix }: Checkout,
  commit: string,
  directory: string,
  which: 'all' | 'manifests',
): Promise<string> {
  const files = join(directory, 'files')
  const index = { GIT_INDEX_FILE: join(directory, 'index') }
  await mkdir(join(files, prefix), { recursive: true })
  await tell(['read-tree', commit], index)
  const words = ['-C', toTop(prefix), 'checkout-index', '--quiet', `--prefix=${files}/`]
  if (which === 'all') await tell([...words, '--all'], index)
  else {
    const names = (await tell(['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit])).split(
      '\0',
    )
    await tell(
      [...words, '-z', '--stdin'],
      index,
      names.filter(name => MANIFEST.test(name)).join('\0'),
    )
  }
  return join(files, prefix)
}

/** From a directory of the checkout to its top. */
const toTop = (prefix: string) =>
  prefix
    .split('/')
    .filter(Boolean)
    .map(() => '..')
    .join('/') || '.'
