import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ExpectedError, type Spell } from '../lib/errors.ts'
import type { TorchChoice } from './torch-build.ts'
import { FAMILY, isLeftOut } from './torch-packages.ts'
import type { Wanted } from './wanted.ts'

/** What an environment downloads and takes, told before it is spent, and refused where it does not fit. */

export interface Sizes {
  /** Bytes that are downloaded, as far as files and indexes tell them. */
  download: number
  /** Those of torch and of what goes with its build. */
  torch: number
  withCuda: boolean
  /** Packages whose size nobody tells; null: nor is it known which packages there are. */
  unknown: number | null
  /** An estimate. */
  disk: number
  /** Without the packages whose size is unknown. */
  least: number
}

/** Bytes on disk, with what Python compiles, for each that is downloaded: measured, see docs/evidence/environments.md. */
const GROWTH = [
  { what: 'libraries of CUDA, and torch with it', factor: 1.8 },
  { what: 'the CPU build of torch', factor: 4 },
  { what: 'anything else', factor: 5.5 },
] as const
const [CUDA, CPU, OTHER] = GROWTH.map(({ factor }) => factor) as [number, number, number]
/** The smallest CPU builds of torch take so much, with what they need. */
const LEAST_TORCH = 0.6e9
/** A package of unknown size, where most are smaller. */
const USUAL = 2e6

export function sizesOf(
  list: readonly Wanted[] | null,
  { build, wheels }: Pick<TorchChoice, 'build' | 'wheels'>,
): Sizes {
  const own = (list ?? []).filter(({ name }) => FAMILY.has(name) || isLeftOut(name))
  const withCuda = build === 'pinned' && own.some(({ name }) => isLeftOut(name))
  const isTorch = new Set(own)
  const rows = list ?? onlyOf(wheels)
  const sum = (each: readonly { size: number | null }[]) =>
    each.reduce((total, { size }) => total + (size ?? 0), 0)
  const torch = sum(list ? own : rows)
  const others = list ? rows.filter(each => !isTorch.has(each as Wanted)) : []
  const unknown = rows.filter(({ size }) => size === null).length
  const known = torch * (withCuda ? CUDA : CPU) + sum(others) * OTHER
  const mentionsTorch = rows.some(({ name }) => name === 'torch')
  return {
    download: torch + sum(others),
    torch,
    withCuda,
    unknown: list ? unknown : null,
    disk: known + unknown * USUAL * OTHER,
    least: Math.max(known, mentionsTorch ? LEAST_TORCH : 0),
  }
}

/** Where the version is open there are several: nobody knows which it will be. */
const onlyOf = (wheels: TorchChoice['wheels']) => {
  const torch = wheels.filter(({ name }) => name === 'torch')
  return torch.length === 1 ? torch : []
}

/** `downloads 2.7 GB (torch and CUDA 2.7 GB), needs about 4.9 GB of disk` */
export function sizesInWords({ download, torch, withCuda, unknown, disk }: Sizes): string {
  if (download === 0) return 'size unknown'
  const isWhole = unknown === 0
  const part = torch > 0 ? ` (${withCuda ? 'torch and CUDA' : 'torch'} ${inBytes(torch)})` : ''
  const rest = unknown
    ? `; the size of ${unknown} ${unknown === 1 ? 'package' : 'packages'} is unknown`
    : ''
  return (
    `downloads ${isWhole ? '' : 'at least '}${inBytes(download)}${part}, ` +
    `needs ${isWhole ? 'about' : 'more than'} ${inBytes(disk)} of disk${rest}`
  )
}

/** Decimal, as file systems and package indexes tell them. */
export const inBytes = (bytes: number): string =>
  bytes >= 0.95e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`

/** The place has no room for it: no other build is tried that needs more. */
export class NoRoom extends ExpectedError {
  override name = 'NoRoom'
}

/** Throws where the file system of the place has less room than is needed. Wheels are there too until they are unpacked. */
export async function mustFit(
  { download, unknown, disk, least, withCuda }: Sizes,
  { place, source, keeps }: { place: string; source: string; keeps: boolean },
): Promise<void> {
  const needed = unknown === 0 ? disk + (keeps ? 0 : download) : least
  const free = await freeIn(place)
  if (free === null || needed <= free) return
  throw new NoRoom(
    spell =>
      `${place} has ${inBytes(free)} free, and the environment of ${source} needs ${unknown === 0 ? 'about' : 'at least'} ${inBytes(needed)}: ` +
      `${remedies(withCuda, spell)}`,
    { kind: 'environment' },
  )
}

const remedies = (withCuda: boolean, spell: Spell) =>
  [
    ...(withCuda ? [`set ${spell('torchBuild')} to cpu, which needs a fifth of it`] : []),
    'remove old files there',
    `or name a place with more room in the variable LDDPR_CACHE`,
  ].join(', ')

/** Null where the system does not say. */
async function freeIn(place: string): Promise<number | null> {
  let there = place
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  return statfs(there).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
}
