import { ExpectedError } from '../lib/errors.ts'
import { meets } from '../model/packages.ts'
import type { Answer } from '../model/pins.ts'
import type { Surroundings } from '../model/world.ts'
import { minorOf, pythonInWords } from '../pins/index.ts'
import { linesForPython } from './remedy.ts'
import { ask } from './run.ts'

/** The Python that an environment is made from: one that the repository allows. */

export interface BasePython {
  path: string
  /** `3.12.4` */
  version: string
  /** `linux-x86_64` */
  platform: string
  /** Tells it from every other Python of this machine. */
  identity: string
}

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
  pins: Pick<Answer, 'source' | 'python' | 'namedPython' | 'namedBy' | 'target'>,
  /** What `python3` is, whether there is uv, and whether it may download a Python. */
  { python3, uv, download }: { python3: BasePython | null; uv: boolean; download: boolean },
  surroundings: Surroundings,
): Promise<BasePython> {
  const wish = wishOf(pins)
  const seen = new Set<string>()
  const suits = (base: BasePython | null) => {
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
    {
      kind: 'environment',
      detail:
        meets(`${wish.request}.99`, OURS) === true
          ? linesForPython(wish.request, surroundings.env)
          : '', // no Python suits both
    },
  )
}

/** Where another Python may be found, the way that is taken first. */
function* finders(
  wish: Wish,
  uv: boolean,
  download: boolean,
  surroundings: Surroundings,
): Generator<() => Promise<BasePython | null>> {
  yield () => askPython('python', surroundings)
  if (uv) yield () => findWithUv(wish, surroundings)
  for (const name of minorsOf(wish)) yield () => askPython(name, surroundings)
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

export async function askPython(
  name: string,
  surroundings: Surroundings,
): Promise<BasePython | null> {
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
): Promise<BasePython | null> {
  const path = await ask([...UV_FIND, '--no-python-downloads', request], surroundings)
  return path ? askPython(path.trim(), surroundings) : null
}

/** Unless the user's settings tell uv not to. */
async function downloadWithUv(wish: Wish, surroundings: Surroundings): Promise<BasePython | null> {
  surroundings.progress(`looking for Python ${wish.request} with uv, which may download it`)
  await ask(['uv', 'python', 'install', '--quiet', '--no-bin', wish.request], surroundings)
  return findWithUv(wish, surroundings)
}

function wishOf(pins: Pick<Answer, 'python' | 'namedPython' | 'namedBy' | 'target'>): Wish {
  const range = rangeOf(pins.python)
  const allowed = (version: string) =>
    meets(version, OURS) === true && meets(version, range) !== false
  const named = pins.namedPython && minorOf(pins.namedPython)
  if (named && (allowed(`${named}.99`) || allowed(`${named}.0`)))
    return {
      text: `${named} (${pins.namedBy})`,
      fits: version => version.startsWith(`${named}.`) && allowed(version),
      request: named,
    }
  const words = pythonInWords(pins)
  return {
    text: words === null ? OURS : `${words}, and the probe ${OURS}`,
    fits: allowed,
    request: minorOf(pins.target.python),
  }
}

/** A bare `3.11` is any 3.11.x. What is not understood forbids nothing: the tool will speak for itself. */
function rangeOf(python: Answer['python']): string {
  const { text = '', range } = python ?? {}
  if (!range || !/^[\d\s<>=!~.,*|]*$/.test(range)) return ''
  return /^==\d+\.\d+$/.test(range) && !text.startsWith('==') ? `${range}.*` : range
}

/** `python3.12`, and the like: the nearest to what the versions were read for first. */
const minorsOf = ({ fits, request }: Wish) => {
  const wanted = Number(request.split('.')[1])
  return Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, at) => OLDEST_MINOR + at)
    .filter(minor => fits(`3.${minor}.0`) || fits(`3.${minor}.99`))
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    .map(minor => `python3.${minor}`)
}
