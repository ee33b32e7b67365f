import { normalise } from '../../model/packages.ts'
import type { Requirement } from '../declaration.ts'
import type { Site } from '../format.ts'
import { type Lock, type Release, settle } from '../lock.ts'
import { fromConda } from '../pep/versions.ts'

/** The conda packages that are one of ours under another name. */
const PYTORCH = ['pytorch', 'pytorch-cpu', 'pytorch-gpu']
const SPEC =
  /^\s*(?:(?<channel>[^\s\]]*)::)?(?<name>[\w.-]+)\s*(?:\[(?<bracket>[^\]]*)\])?\s*(?<rest>.*)$/
const MAX_LENGTH = 1000

/** What PyPI calls a conda package. */
export const fromCondaName = (name: string) =>
  PYTORCH.includes(normalise(name)) ? 'torch' : normalise(name)

/** micromamba makes an environment from a manifest and from a lock alike. */
export const MICROMAMBA = {
  micromamba: ({ environment, source }: Site) =>
    ['micromamba', 'create', '--yes', '-p', environment, '-f', source] as const,
}

/** What conda and pip install: pip comes after, and replaces what is there. */
export function installedByBoth(
  entries: readonly (Release & { pip: boolean })[],
  words: string | undefined,
): Pick<Lock, 'python' | 'holds' | 'versions'> {
  const byPip = new Set(entries.filter(({ pip }) => pip).map(({ name }) => name))
  const python = entries.find(({ name }) => name === 'python')?.version
  return {
    // The project's own words where it has some; what is installed is exact.
    python: python ? { text: words ?? python, range: `==${python}` } : null,
    holds: new Set(entries.map(({ name }) => name)),
    versions: () => settle(entries.filter(({ name, pip }) => pip || !byPip.has(name))),
  }
}

/** A match spec: `channel::name=version=build`, `name >=1,<2`, `name[version='1.2']`. */
export function parseCondaSpec(spec: string): Requirement | null {
  const {
    channel,
    name,
    bracket = '',
    rest = '',
  } = SPEC.exec(spec.slice(0, MAX_LENGTH))?.groups ?? {}
  if (!name) return null
  const version = /(?:^|,)\s*version\s*=\s*["']?([^"']*)["']?/.exec(bracket)?.[1] ?? rest.trim()
  const known = fromCondaName(name)
  const written = `${channel ? `${channel}::` : ''}${name}`
  const text = version.replace(/\s+(?=[<>=!~,|])|(?<=[<>=!~,|])\s+/g, '')
  return {
    name: known,
    extras: [],
    range: rangeOf(text),
    // Under another name the range alone would mislead.
    text: normalise(name) === known ? text : `${written}${/^\d/.test(text) ? ' ' : ''}${text}`,
    marker: null,
    conda: true,
  }
}

/** A build after the version, as in `=1.2=py39_0` and `1.2 py39_0`, makes the version exact. */
function rangeOf(text: string): string {
  const [, version] = /^=?([^\s=<>!~|,]+)(?:=|\s+)[^\s=]+$/.exec(text) ?? []
  return version ? `==${version}` : fromConda(text)
}
