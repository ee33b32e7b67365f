import { PLATFORMS, type Target } from '../target.ts'

/** Which file of a package an installer takes, by the tags in the names of wheels (PEP 425). */

const WHEEL = /^[^-]+-[^-]+(?:-\d[^-]*)?-(?<python>[^-]+)-(?<abi>[^-]+)-(?<platform>[^-]+)\.whl$/
/** A wheel for a later C library than any that is about is for none of these machines. */
const NEWEST_GLIBC = 41
const OLD_GLIBC: Readonly<Record<string, number>> = { '1': 5, '2010': 12, '2014': 17 }

/** The wheel that suits best, else the source; null if neither is there. */
export function archiveFor<File extends { name: string }>(
  files: readonly File[],
  target: Target,
): File | null {
  const ranked = files
    .map(file => ({ file, rank: rankOf(file.name, target) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))
  return ranked[0]?.file ?? null
}

/** The higher the better; null: it does not suit. */
function rankOf(name: string, target: Target): number | null {
  if (!name.endsWith('.whl')) return /\.(?:tar\.\w+|tgz|zip)$/.test(name) ? -1 : null
  const { python, abi, platform } = WHEEL.exec(name)?.groups ?? {}
  if (!python || !abi || !platform) return null
  const minor = Number(target.python.split('.')[1])
  const pythons = python
    .split('.')
    .flatMap(tag => abi.split('.').flatMap(each => pythonRank(tag, each, minor) ?? []))
  const platforms = platform.split('.').flatMap(tag => platformRank(tag, target) ?? [])
  if (pythons.length === 0 || platforms.length === 0) return null
  return Math.max(...pythons) * 100 + Math.max(...platforms)
}

function pythonRank(tag: string, abi: string, minor: number): number | null {
  const [, kind, digits = ''] = /^(cp|py)3(\d*)$/.exec(tag) ?? []
  const own = digits === '' ? 0 : Number(digits)
  if (!kind || own > minor) return null
  if (kind === 'py') return abi === 'none' ? own : null
  if (abi === `cp3${minor}` || abi === `cp3${minor}m`) return own === minor ? 300 : null
  if (abi === 'abi3') return 100 + own
  return abi === 'none' && own === minor ? 200 : null
}

function platformRank(tag: string, { platform }: Target): number | null {
  if (tag === 'any') return 0
  const { sys_platform: system, platform_machine: machine } = PLATFORMS[platform]
  if (system === 'win32') return tag === 'win_amd64' ? 1 : null
  if (system === 'darwin') {
    const [, own] = /^macosx_\d+_\d+_(\w+)$/.exec(tag) ?? []
    return own === machine ? 2 : own === 'universal2' ? 1 : null
  }
  if (tag === `linux_${machine}`) return 1
  const [, named, old, own] = /^manylinux(?:_2_(\d+)|(1|2010|2014))_(\w+)$/.exec(tag) ?? []
  const glibc = named === undefined ? OLD_GLIBC[old ?? ''] : Number(named)
  return own === machine && glibc !== undefined && glibc <= NEWEST_GLIBC ? 1 + glibc : null
}
