import { PROBED } from '../model/pins.ts'
import type { PackageChange } from '../model/report.ts'

type Versions = Readonly<Record<string, string>>

export interface Surroundings {
  /** Packages that the probe imports; absent, all. */
  imported?: ReadonlySet<string>
  /** What the files of the base commit install, and those of them that the change moves. */
  base?: { installs: Versions; bumps: readonly { name: string; to: string | null }[] } | null
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

/** Packages whose versions differ, those that the probe imports first. */
export function packageChanges(
  before: Versions,
  now: Versions,
  { imported, base }: Surroundings = {},
): PackageChange[] {
  const isImported = (name: string) => imported?.has(name) ?? true
  const moved = new Map((base?.bumps ?? []).map(({ name, to }) => [name, to]))
  const names = new Set([...Object.keys(before), ...Object.keys(now), ...moved.keys()])
  return [...names]
    .sort()
    .map(name => {
      const to = now[name] ?? moved.get(name) ?? null
      return {
        name,
        from: before[name] ?? null,
        to,
        ...(base ? { base: base.installs[name] ?? null } : {}),
        imported: isImported(name),
        link: releaseNotes(name, to),
      }
    })
    .filter(({ name, from, to }) => from !== to || moved.has(name))
    .sort((a, b) => Number(b.imported) - Number(a.imported) || rank(a.name) - rank(b.name))
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
