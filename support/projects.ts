import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Projects that tests install, and the settings of their installers. */

/** A directory below `place` with these files. */
export async function writeProject(
  place: string,
  name: string,
  files: Record<string, string>,
): Promise<string> {
  const directory = join(place, name)
  await mkdir(directory)
  for (const [file, text] of Object.entries(files)) await writeFile(join(directory, file), text)
  return directory
}

/** Variables of installers that ask one index, keep nothing and read no settings of this machine. */
export const installerSettings = (home: string, index: string): NodeJS.ProcessEnv => ({
  HOME: home,
  PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
  PIP_CONFIG_FILE: '/dev/null',
  PIP_INDEX_URL: index,
  UV_NO_CACHE: '1',
})
