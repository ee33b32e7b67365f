import { wrongInput } from '../lib/errors.ts'
import { meets, normalise } from '../model/packages.ts'
import type { Choice, PlatformName } from '../model/pins.ts'

/** What an answer is for: a Python, a platform, some extras and groups. */

interface Platform {
  sys_platform: string
  platform_system: string
  os_name: string
  platform_machine: string
  /** What conda, pixi and conda-lock call it. */
  conda: string
  /** What the names of files and directories call it. */
  words: readonly string[]
}

const LINUX = { sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix' }
const DARWIN = { sys_platform: 'darwin', platform_system: 'Darwin', os_name: 'posix' }
const WINDOWS = { sys_platform: 'win32', platform_system: 'Windows', os_name: 'nt' }
const MAC = ['darwin', 'macos', 'mac', 'osx']
const WIN = ['windows', 'win', 'win32', 'win64']
const X86 = ['x86', '64', 'amd64']
const ARM = ['arm64', 'aarch64', 'arm']

// biome-ignore format: a table
export const PLATFORMS = {
  'linux-x86_64': { ...LINUX, platform_machine: 'x86_64', conda: 'linux-64', words: ['linux', ...X86] },
  'linux-aarch64': { ...LINUX, platform_machine: 'aarch64', conda: 'linux-aarch64', words: ['linux', ...ARM] },
  'linux-ppc64le': { ...LINUX, platform_machine: 'ppc64le', conda: 'linux-ppc64le', words: ['linux', 'ppc64le'] },
  'darwin-arm64': { ...DARWIN, platform_machine: 'arm64', conda: 'osx-arm64', words: [...MAC, ...ARM] },
  'darwin-x86_64': { ...DARWIN, platform_machine: 'x86_64', conda: 'osx-64', words: [...MAC, ...X86] },
  'windows-amd64': { ...WINDOWS, platform_machine: 'AMD64', conda: 'win-64', words: [...WIN, ...X86] },
} as const satisfies Record<PlatformName, Platform>

export interface Wanted {
  /** `3.12` or `3.12.4`. Default: what the repository says. */
  python?: string | undefined
  platform?: PlatformName | undefined
  extras?: readonly string[] | undefined
  groups?: readonly string[] | undefined
  /** A file that lacks an extra or a group is read without it: what a change starts from. */
  mayLack?: boolean | undefined
}

export interface Target {
  /** `3.12`, or `3.12.4` where it is known that well. */
  python: string
  platform: PlatformName
  /** Normalised, as the groups are. */
  extras: ReadonlySet<string>
  groups: ReadonlySet<string>
}

export const DEFAULT_PLATFORM: PlatformName = 'linux-x86_64'
/** Taken where a repository allows several: what the examples of this action set up. */
const USUAL_PYTHON = 12
/** Minor versions of Python 3 that there are. */
export const MINORS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
const MICROS = Array.from({ length: 30 }, (_, micro) => micro)

export function parsePlatform(name: string): PlatformName {
  const found = Object.entries(PLATFORMS).find(([key, { conda }]) => key === name || conda === name)
  if (found) return found[0] as PlatformName
  const known = Object.keys(PLATFORMS).join(', ')
  throw wrongInput('platform', `expected one of ${known}, found ${JSON.stringify(name)}`)
}

/** The platform of a name, if it is a known one. */
export const platformOf = (name: string): PlatformName | undefined =>
  name in PLATFORMS ? (name as PlatformName) : undefined

export const targetFor = (
  python: string,
  platform: string,
  { extras, groups }: Choice,
): Target => ({
  python,
  platform: platformOf(platform) ?? DEFAULT_PLATFORM,
  extras: new Set(extras.map(normalise)),
  groups: new Set(groups.map(normalise)),
})

export function parsePython(version: string): string {
  if (/^3\.\d{1,2}(\.\d{1,3})?$/.test(version)) return version
  throw wrongInput(
    'pythonVersion',
    `expected a version such as 3.12 or 3.12.4, found ${JSON.stringify(version)}`,
  )
}

/** Whether some release of `3.minor` is in a range. */
export const allows = (range: string, minor: number) =>
  [99, ...MICROS].some(micro => meets(`3.${minor}.${micro}`, range) === true)

/** `3.12` of `3.12.4`. */
export const minorOf = (python: string) => python.split('.').slice(0, 2).join('.')

/** Whether a Python is in a range: of `3.12` some release. */
export const allowsPython = (range: string, python: string) =>
  python === minorOf(python)
    ? allows(range, Number(python.split('.')[1]))
    : meets(python, range) !== false

/** The Python of a repository: what it names, or of what it allows the one nearest to the usual. */
export function choosePython(named: string | null, range: string | null): string {
  if (named) return named
  const order = [...MINORS].sort(
    (a, b) => Math.abs(a - USUAL_PYTHON) - Math.abs(b - USUAL_PYTHON) || a - b,
  )
  const minor = range === null ? USUAL_PYTHON : order.find(each => allows(range, each))
  return `3.${minor ?? USUAL_PYTHON}`
}
