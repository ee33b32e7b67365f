import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { homeOf } from './reads.ts'

/**
 * What installers keep of what they download. An environment is kept here, so a second copy of its packages only takes
 * disk: none is begun. One that is there already, or is asked for, saves a download and is used.
 */

const PLACES = {
  pip: { variable: 'PIP_CACHE_DIR', has: ['http', 'http-v2'] },
  uv: { variable: 'UV_CACHE_DIR', has: ['archive-v0', 'wheels-v5'] },
} as const

export function keepsDownloads(installer: keyof typeof PLACES, env: NodeJS.ProcessEnv): boolean {
  const { variable, has } = PLACES[installer]
  if (env[variable]) return true
  const home = homeOf(env)
  const places = [
    join(env.XDG_CACHE_HOME || join(home, '.cache'), installer),
    join(home, 'Library', 'Caches', installer),
    ...(env.LOCALAPPDATA
      ? [join(env.LOCALAPPDATA, installer, installer === 'uv' ? 'cache' : 'Cache')]
      : []),
  ]
  return places.some(place => has.some(name => existsSync(join(place, name))))
}
