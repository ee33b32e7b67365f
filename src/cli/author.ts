import { ownSetting } from '../change/git.ts'
import { findPlace } from '../change/place.ts'
import { readSetting } from '../change/refs.ts'
import { wrongInput } from '../lib/errors.ts'

/** Who accepts, where nobody says it. */
export async function nameInGit(cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const place = await findPlace(cwd, { look: 'upwards' })
  const name =
    (place && (await readSetting(place, 'user', 'name'))) ||
    (await ownSetting('user.name', env)) ||
    env.GITHUB_ACTOR
  if (name) return name
  throw wrongInput('author', 'git knows no user.name here; say who accepts')
}
