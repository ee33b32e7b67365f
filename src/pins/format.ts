import type { Command } from '../lib/foreign/run.ts'
import type { Choice, Manager, PlatformName } from '../model/pins.ts'
import type { Declarations } from './declaration.ts'
import type { Entry } from './entries.ts'
import type { Indexes } from './formats/indexes.ts'
import type { Pyproject } from './formats/pyproject-schema.ts'
import type { Lock } from './lock.ts'
import type { SourceFile } from './source.ts'

/** What this program has to know of a format of files. Each row of FORMATS has all of it. */

export type Format = LockFormat | ManifestFormat

interface Common {
  /** How the file is called, in words and as a pattern. */
  file: string
  pattern: RegExp
  /** Why it stands where it does in the order of precedence. */
  reason: string
  /** Bytes that are read at most. Default: those of LIMITS. */
  limit?: number
  /** The command by which somebody installs what the file says. */
  install: (path: string, manager: Manager) => string
  build: Build
  /** The tables in which an installer finds places to read, unless its lines or entries name them. */
  tables?: (file: SourceFile) => unknown
}

export interface LockFormat extends Common {
  manager: Manager
  lock: (file: SourceFile, help: LockHelp) => Lock
  /** Its packages, with all that an installer has to know of each; null: its own tool has to install it. */
  entries: ((file: SourceFile) => Entry[]) | null
  /** The files that it is made from, the first that exists counts. */
  madeFrom: readonly string[]
  /** Whether the pyproject.toml beside it is one that its tool locks. Default: any is. */
  belongs?: (pyproject: Pyproject, file: SourceFile) => boolean
  /** The projects of a workspace below it are locked in it. */
  workspaces?: true
  /** The command that makes it again; null if several tools do. */
  relock: string | null
}

export interface ManifestFormat extends Common {
  declare: (file: SourceFile, help: ManifestHelp) => Declarations
  /** Where it takes its packages from, of which these are the names. */
  indexes?: (file: SourceFile, names: readonly string[]) => Indexes
  /** The lines for pip, where nothing else has to be installed; null: conda has to. */
  pipLines?: (file: SourceFile, platform: PlatformName) => string[] | null
}

export interface ManifestHelp {
  platform: PlatformName
  readProject: ReadProject
}

export interface LockHelp {
  platform: PlatformName
  /** What it was made from, as far as that can be read. */
  manifest: Declarations | null
  pyproject: Pyproject | null
  /** The directory of the project in a workspace, relative to the lock. */
  member: string
}

/** Reads what a project in a directory declares; given, so that the formats need not know each other. */
export type ReadProject = (directory: string, from: SourceFile) => Declarations | null

interface Order {
  command: Command
  env?: Readonly<Record<string, string>>
}

export interface Site extends Choice {
  /** The directory of the repository, where programs are started. */
  cwd: string
  source: string
  environment: string
}

/** How an environment is built from a file: its kind is the strategy, `by` and `what` are for the documentation. */
export type Build = Strategy & { by: string; what: string }

type Strategy =
  /** uv installs a part of its own lock. */
  | { kind: 'uv' }
  /** uv or pip install the packages by version and hash; `own` is how the lock's own tool does. */
  | { kind: 'lock'; own: ((site: Site) => Order) | null; uvReadsIt?: true }
  /** The first of these programs that is there, by name. */
  | {
      kind: 'conda'
      programs: (text: string) => Readonly<Record<string, (site: Site) => Command>>
    }
  /** pixi works beside the manifest, and so gets copies of these files. */
  | { kind: 'pixi'; copies: readonly string[]; options: readonly string[] }
  | { kind: 'requirements' }
  /** What a project depends on, unless a tool has tables of its own in it. */
  | { kind: 'dependencies'; instead?: Partial<Readonly<Record<Manager, Build>>> }

const MiB = 1024 * 1024
export const LIMITS = { manifest: MiB, lock: 32 * MiB }
/** A YAML parser takes seconds for each MiB. */
export const YAML_LIMIT = 8 * MiB

export const PART = 'the needed part'
export const ALL = 'everything'
export const BY_HASH = 'uv or pip, by version and hash'
