import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { meets } from '../model/packages.ts'
import type { Answer, Pins } from '../model/pins.ts'
import type { Surroundings } from '../model/world.ts'
import { fromPoetry } from '../pins/pep/versions.ts'
import { ask } from './run.ts'

/** The Python that an environment is made from: one that the repository allows. */

export interface Base {
  path: string
  /** `3.12.4` */
  version: string
  /** `linux-x86_64` */
  platform: string
  /** Tells it from every other Python of this machine. */
  identity: string
}

/** What the repository asks for. */
interface Wish {
  text: string
  fits: (version: string) => boolean
  /** How uv is asked for one. */
  request: string
}

/** The probe is written for these. */
const OURS = '>=3.10'
const NEWEST_MINOR = 15
const OLDEST_MINOR = 10

export async function findPython(
  pins: Pins & Partial<Pick<Answer, 'python' | 'target'>>,
  /** What `python3` is, whether there is uv, and whether it may download a Python. */
  { python3, uv, download }: { python3: Base | null; uv: boolean; download: boolean },
  surroundings: Surroundings,
): Promise<Base> {
  const wish = await wishOf(pins, surroundings.cwd)
  const seen = new Set<string>()
  const suits = (base: Base | null) => {
    if (base) seen.add(`${base.version} (${base.path})`)
    return base !== null && wish.fits(base.version)
  }
  if (python3 && suits(python3)) return python3
  for (const find of finders(wish, uv, download, surroundings)) {
    const base = await find()
    if (base && suits(base)) return base
  }
  throw new ExpectedError(
    spell =>
      `${pins.source} needs Python ${wish.text}, found ${[...seen].join(', ') || 'none'} on the path` +
      `${uv ? ', and uv finds none' : ''}; put one that suits there, or name one with ${spell('python')}`,
  )
}

/** Where another Python may be found, the way that is taken first. */
function* finders(
  wish: Wish,
  uv: boolean,
  download: boolean,
  surroundings: Surroundings,
): Generator<() => Promise<Base | null>> {
  yield () => describe('python', surroundings)
  if (uv) yield () => findWithUv(wish, surroundings)
  for (const name of minorsOf(wish)) yield () => describe(name, surroundings)
  if (uv && download) yield () => downloadWithUv(wish, surroundings)
}

/** Without `site` and with few imports: it is asked for each time. */
const DESCRIBE = `
import os, sys
if hasattr(os, "uname"):
    system, machine = os.uname().sysname, os.uname().machine
else:
    import platform
    system, machine = platform.system(), platform.machine()
version = "%d.%d.%d" % sys.version_info[:3]
print(sys.executable, version, f"{system}-{machine}".lower(), sys.version, sep="\\n")`

export async function describe(name: string, surroundings: Surroundings): Promise<Base | null> {
  const lines = (await ask([name, '-I', '-S', '-c', DESCRIBE], surroundings))?.split('\n')
  const [path, version, platform] = lines ?? []
  if (!path || !version || !platform) return null
  return { path, version, platform, identity: lines?.join('\n') ?? '' }
}

const UV_FIND = ['uv', 'python', 'find', '--no-project'] as const

/** uv knows more places than the path. */
async function findWithUv(
  { request }: Pick<Wish, 'request'>,
  surroundings: Surroundings,
): Promise<Base | null> {
  const path = await ask([...UV_FIND, '--no-python-downloads', request], surroundings)
  return path ? describe(path.trim(), surroundings) : null
}

/** Unless the user's settings tell uv not to. */
async function downloadWithUv(wish: Wish, surroundings: Surroundings): Promise<Base | null> {
  surroundings.progress(`looking for Python ${wish.request} with uv, which may download it`)
  await ask(['uv', 'python', 'install', '--quiet', '--no-bin', wish.request], surroundings)
  return findWithUv(wish, surroundings)
}

async function wishOf(
  pins: Pins & Partial<Pick<Answer, 'python' | 'target'>>,
  cwd: string,
): Promise<Wish> {
  const [text = '', file] = (pins.python ?? '').split(/ \((.*)\)$/)
  const range = rangeOf(text)
  const allowed = (version: string) =>
    meets(version, OURS) === true && meets(version, range) !== false
  const named = await namedPython(pins.source ?? '', cwd)
  if (named && (allowed(`${named}.99`) || allowed(`${named}.0`)))
    return {
      text: `${named} (.python-version)`,
      fits: version => version.startsWith(`${named}.`) && allowed(version),
      request: named,
    }
  const minor = pins.target?.python.split('.').slice(0, 2).join('.')
  const asked = text ? `${text}${file ? ` (${file})` : ''}, and the probe ${OURS}` : OURS
  return { text: asked, fits: allowed, request: minor ?? '3.12' }
}

/** `3.11` alone is any 3.11.x. What is not understood forbids nothing: the tool will speak for itself. */
function rangeOf(text: string): string {
  if (!/^[\d\s<>=!~^.,*|]*$/.test(text)) return ''
  return /^=?\d+\.\d+$/.test(text) ? `==${text.replace('=', '')}.*` : fromPoetry(text)
}

/** `python3.12`, and the like: the nearest to what the versions were read for first. */
const minorsOf = ({ fits, request }: Wish) => {
  const wanted = Number(request.split('.')[1])
  return Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, at) => OLDEST_MINOR + at)
    .filter(minor => fits(`3.${minor}.0`) || fits(`3.${minor}.99`))
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    .map(minor => `python3.${minor}`)
}

/** What `.python-version` names, beside the file or above it. */
async function namedPython(source: string, cwd: string): Promise<string | null> {
  for (let directory = posix.dirname(source); ; directory = posix.dirname(directory)) {
    const text = await readFile(join(cwd, directory, '.python-version'), 'utf8').catch(() => null)
    if (text !== null)
      return (
        /^\s*(?:cpython[@-])?(3\.\d{1,2})(?:\.\d{1,3})?\s*$/m.exec(text.slice(0, 1000))?.[1] ?? null
      )
    if (directory === '.' || directory === '/') return null
  }
}
