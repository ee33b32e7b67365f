/** The packages whose versions decide what the probe measures. */
export const PROBED = ['lightning', 'pytorch-lightning', 'torch', 'numpy'] as const
export type Probed = (typeof PROBED)[number]

/** The distributions that hold Lightning's Trainer. */
export const FRAMEWORKS = ['lightning', 'pytorch-lightning'] as const
export type Framework = (typeof FRAMEWORKS)[number]

/** What code imports of Lightning: counted, never quoted. */
export interface Imports {
  demands: readonly Demand[]
  /** False where there was more than is read. */
  complete: boolean
}

export interface Demand {
  /** The one that is taken where it is installed, and then those that replace it. */
  wants: readonly Framework[]
  /** In tests, documentation and examples, or in code that goes on without it: it counts where nothing else does. */
  aside: boolean
  files: number
}

export type Manager = 'uv' | 'pip' | 'setuptools' | 'poetry' | 'pdm' | 'pipenv' | 'conda' | 'pixi'

export type Versions = Record<Probed, string | null>

export type PlatformName =
  | 'linux-x86_64'
  | 'linux-aarch64'
  | 'linux-ppc64le'
  | 'darwin-arm64'
  | 'darwin-x86_64'
  | 'windows-amd64'

/** What the repository's files fix, and the file that an installer takes it from. */
export interface Pins {
  manager: Manager | null
  /** The file's path in the repository; null if nobody can tell which it is. */
  source: string | null
  /** The directory of the project, where a workspace has several for one lock. */
  project?: string
  /** The content of the file and of those it includes: it keys the cached environment. */
  text: string
  /** Null where nothing fixes the version; `reasons` says why. */
  pins: Versions
  /** The ranges (PEP 440) that a version has to be in, where none is fixed. */
  ranges?: Partial<Record<Probed, readonly string[]>>
  /** The command that installs what the source says. */
  install?: string
}

/** Extras and groups of a project, as its files write them. */
export interface Choice {
  extras: readonly string[]
  groups: readonly string[]
}

/** What is installed besides the project's own dependencies, and groups that are left out because of it. */
export interface Chosen extends Choice {
  without?: readonly string[]
}

/** A file that fixes versions of Lightning, where several do and none is the one to take. */
export interface Rival {
  file: string
  versions: Versions
}

interface AllowedPython {
  /** The repository's own words. */
  text: string
  /** PEP 440, `||` between alternatives; null if it is not understood. */
  range: string | null
  /** The file that says it, if that is not the source itself. */
  file: string | null
}

/** What gets installed of a package: a version, or what the files ask for where they fix none, or why neither is known. */
export type Asked = { version: string } | { range: string } | { unknown: string }

export const versionOf = (asked: Asked | null | undefined): string | null =>
  asked && 'version' in asked ? asked.version : null

export const rangeOf = (asked: Asked | null | undefined): string | null =>
  asked && 'range' in asked ? asked.range || 'any version' : null

export const askedInWords = (asked: Asked | null): string | null =>
  asked && ('unknown' in asked ? asked.unknown : (versionOf(asked) ?? rangeOf(asked)))

export interface Missing extends Choice {
  /** Either Lightning counts where it is `lightning` that is missing, unless `name` is the one that code imports. */
  name: Probed
  /** False where a package that the file asks for may bring it. */
  certain: boolean
}

export interface Answer extends Pins {
  files: readonly string[]
  /** False if the file neither asks for Lightning nor fixes any version that matters. */
  relevant: boolean
  /** All that gets installed. */
  installs: Readonly<Record<string, Asked>>
  /** What of it groups for development alone ask for. */
  development: readonly string[]
  reasons: Partial<Record<Probed, string>>
  /** The ranges from which versions are chosen, of packages that some file asks for. */
  constraints: Partial<Record<Probed, string>>
  /** Which Pythons the repository allows. */
  python: AllowedPython | null
  /** The Python that `.python-version` beside the source names, or above it, or the only one its wheels are for. */
  namedPython: string | null
  /** Where that is from. */
  namedBy: string
  target: { python: string; platform: PlatformName } & Chosen
  /** The files that may be meant, where none is chosen: those with Lightning first. */
  rivals: readonly Rival[]
  /** What the probe needs and the file does not give, with the extras and groups that have it. */
  missing: readonly Missing[]
  pinsByEnv: readonly { python: string; pins: Pins['pins'] }[]
  notes: readonly string[]
  warnings: readonly string[]
}
