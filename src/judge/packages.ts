import { meets } from '../model/packages.ts'
import { type Answer, type Asked, PROBED, rangeOf, versionOf } from '../model/pins.ts'
import type { PackageChange } from '../model/report.ts'

type Versions = Readonly<Record<string, string>>

/** One side of a change, by normalised names. */
export interface Side {
  /** What is installed, as far as it is known. */
  versions: Versions
  /** What the training imports of it. Default: all. */
  imported?: ReadonlySet<string>
  /** Whether all that is installed is known, not only what is imported. */
  isWhole?: boolean
}

/** What the files of the base commit install, and what the change moves in them. */
export interface BaseFiles {
  installs: Answer['installs']
  bumps: readonly { name: string; from: Asked | null; to: Asked | null }[]
  development: ReadonlySet<string>
}

const LIGHTNING = 'https://github.com/Lightning-AI/pytorch-lightning/releases/tag/{version}'

/** Where release notes are, for what Lightning's own imports bring along. */
const NOTES: Readonly<Record<string, string>> = {
  lightning: LIGHTNING,
  'pytorch-lightning': LIGHTNING,
  torch: 'https://github.com/pytorch/pytorch/releases/tag/v{version}',
  numpy: 'https://github.com/numpy/numpy/releases/tag/v{version}',
  python: 'https://docs.python.org/release/{version}/whatsnew/changelog.html',
  torchmetrics: 'https://github.com/Lightning-AI/torchmetrics/releases/tag/v{version}',
  'lightning-utilities': 'https://github.com/Lightning-AI/utilities/releases/tag/v{version}',
  fsspec: 'https://filesystem-spec.readthedocs.io/en/latest/changelog.html',
  packaging: 'https://github.com/pypa/packaging/releases/tag/{version}',
  'typing-extensions': 'https://github.com/python/typing_extensions/releases/tag/{version}',
  pyyaml: 'https://github.com/yaml/pyyaml/releases/tag/{version}',
  tqdm: 'https://github.com/tqdm/tqdm/releases/tag/v{version}',
  sympy: 'https://github.com/sympy/sympy/releases/tag/sympy-{version}',
  networkx: 'https://github.com/networkx/networkx/releases/tag/networkx-{version}',
  jinja2: 'https://jinja.palletsprojects.com/changes/',
  filelock: 'https://github.com/tox-dev/filelock/releases/tag/{version}',
  setuptools: 'https://setuptools.pypa.io/en/stable/history.html',
  triton: 'https://github.com/triton-lang/triton/releases/tag/v{version}',
}
/** A version with a page of its own: no build of it, no range. */
const RELEASE = /^\d+(\.\d+)*((a|b|rc|\.post)\d+)?/

/**
 * Packages that are installed, imported or asked for otherwise than before, those that matter most first.
 * Where nothing was measured before, those alone that the change moves in the files.
 */
export function packageChanges(
  before: Side | null,
  now: Side,
  base: BaseFiles | null = null,
): PackageChange[] {
  const bumps = new Map((base?.bumps ?? []).map(bump => [bump.name, bump]))
  const known = Object.keys(before?.versions ?? {})
  const here = Object.keys(before ? now.versions : {}).filter(
    name => before?.isWhole || isImported(now, name),
  )
  return [...new Set([...known, ...here, ...bumps.keys()])]
    .sort()
    .map(name => changeOf(name, before, now, base, bumps.get(name)))
    .filter(change => isTold(change, bumps.has(change.name)))
    .filter(({ name, imported }) => {
      const isInstalled = name in (before?.versions ?? {}) || name in now.versions
      return imported || isInstalled || !base?.development.has(name)
    })
    .sort(
      (a, b) =>
        Number(b.imported) - Number(a.imported) ||
        rank(a.name) - rank(b.name) ||
        Number(a.from === a.to) - Number(b.from === b.to),
    )
}

/** What has come since, without a change of what was there before. */
export const isAddition = ({ from, to, use }: PackageChange) =>
  to !== null && (from === null || (use === 'newly imported' && from === to))

const isImported = ({ imported }: Side, name: string) => imported?.has(name) ?? true

function changeOf(
  name: string,
  before: Side | null,
  now: Side,
  base: BaseFiles | null,
  bump: BaseFiles['bumps'][number] | undefined,
): PackageChange {
  const asked = base?.installs[name]
  const from = before?.versions[name] ?? (before?.isWhole ? null : versionOf(asked))
  const to = now.versions[name] ?? versionOf(bump?.to)
  const [was, is] = [before ?? now, now].map(
    side => name in side.versions && isImported(side, name),
  )
  const range = { from: rangeOf(bump?.from), to: rangeOf(bump?.to) }
  const fixed = versionOf(bump?.to)
  const isNew = from === null && before?.isWhole
  return {
    name,
    from,
    to,
    ...(base && (!asked || versionOf(asked)) ? { base: versionOf(asked) } : {}),
    imported: Boolean(was || is),
    ...(is && !was && !isNew ? { use: 'newly imported' as const } : {}),
    ...(was && !is && to !== null ? { use: 'no longer imported' as const } : {}),
    ...(range.from !== range.to ? { range } : {}),
    ...(fixed !== null && to !== null && meets(to, `==${fixed}`) === false ? { fixed } : {}),
    link: releaseNotes(name, to),
  }
}

function isTold({ from, to, base, use, fixed, range }: PackageChange, isMoved: boolean): boolean {
  if (from !== to || use || fixed) return true
  return isMoved && from !== null && (range !== undefined || (base !== undefined && base !== to))
}

/** Those that the probe is about come first. */
function rank(name: string): number {
  const found = (PROBED as readonly string[]).indexOf(name)
  return found === -1 ? PROBED.length : found
}

function releaseNotes(name: string, version: string | null): string | null {
  const release = RELEASE.exec(version ?? '')?.[0]
  return release ? (NOTES[name]?.replace('{version}', release) ?? null) : null
}
