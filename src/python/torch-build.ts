import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ExpectedError, type Spell } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import { type Asked, versionOf } from '../model/pins.ts'
import {
  PYTORCH_CPU_INDEX,
  partsOf,
  type TORCH_BUILDS,
  type TorchBuild,
} from '../model/torch-build.ts'
import { isLock, type Target, targetFor } from '../pins/index.ts'
import type { BasePython } from './find-python.ts'
import { install, type Job, type Step } from './recipe.ts'
import { cpuWheels, hostOf, IndexError, type Wheel } from './torch-index.ts'
import { bound, FAMILY, isOfCuda } from './torch-packages.ts'
import { installsFor, type Wanted } from './wanted.ts'

/** Which build of torch is installed: the one that the files pin, or the CPU build of the same version. */

export interface TorchWish {
  build: (typeof TORCH_BUILDS)[number]
  index: string
  /** Why a GPU may be used; null where none is. */
  gpu: string | null
  spell: Spell
}

export interface TorchChoice extends Omit<TorchBuild, 'hash'> {
  /** torch and its family. Of a version that the files leave open, every one that may be chosen. */
  wheels: readonly Wheel[]
}

/** What is known when it is decided, before anything is asked of an index. */
interface Known {
  wish: TorchWish
  asked: Asked | undefined
  list: readonly Wanted[] | null
  torch: Wanted | undefined
  target: Target
  job: Job
  obstacle: string | null
}

/** A reason to leave the pinned build, the first that applies. `settled`: the CPU build is not owed to `cpu` either. */
interface Reason {
  settled?: true
  why: (known: Known) => string | null | undefined | false
}

const PUBLIC = /(?:^|\.)(?:pypi\.org|pythonhosted\.org|pytorch\.org)$/
const CUDA_LIKE = /^(?:cu\d+|rocm[\d.]+|xpu)$/

const REASONS: readonly Reason[] = [
  {
    settled: true,
    why: ({ wish }) => wish.build === 'pinned' && `${wish.spell('torchBuild')} says so`,
  },
  { settled: true, why: ({ wish }) => wish.build === 'auto' && wish.gpu },
  {
    settled: true,
    why: ({ target }) =>
      !target.platform.startsWith('linux') && 'PyPI has the CPU build for this platform',
  },
  { settled: true, why: ({ list, torch }) => list && !torch && 'nothing installs torch' },
  { settled: true, why: known => isCpuAlready(known) && 'it is a CPU build' },
  {
    why: ({ list, job }) =>
      isLock(job.pins.source) &&
      !list &&
      `${job.pins.source} alone does not say all that is installed`,
  },
  { why: ({ torch }) => torch?.place === 'repository' && 'it is built from a repository' },
  {
    why: ({ torch }) =>
      torch && !['index', 'repository'].includes(torch.place) && 'its address is pinned',
  },
  {
    why({ asked }) {
      const local = partsOf(versionOf(asked) ?? '')[1]
      return local && !CUDA_LIKE.test(local) && `no CPU build goes with its build ${local}`
    },
  },
  { why: ({ list }) => list && bound(list) },
  { why: ({ asked, obstacle }) => versionOf(asked) === null && obstacle },
  {
    why: ({ job }) =>
      ['PIP_NO_INDEX', 'UV_NO_INDEX', 'UV_OFFLINE'].find(name => job.surroundings.env[name]) ??
      (/^\s*--no-index\b/m.test(job.pins.text) && '--no-index'),
  },
  {
    why({ wish, torch, job }) {
      if (wish.build === 'cpu' || wish.index !== PYTORCH_CPU_INDEX) return null
      const own = torch?.index ?? /^\s*(?:-i|--index-url)[\s=]+(\S+)/m.exec(job.pins.text)?.[1]
      return (
        own &&
        isForeign(own) &&
        `it comes from the index ${hostOf(own)}: ${wish.spell('torchIndex')} can name another`
      )
    },
  },
]

const isForeign = (url: string) => URL.canParse(url) && !PUBLIC.test(new URL(url).hostname)

function isCpuAlready({ asked, torch, job }: Known): boolean {
  const places = [torch?.url, torch?.index].join(' ')
  const lines = torch ? '' : job.pins.text
  return (
    partsOf(versionOf(asked) ?? torch?.version ?? '')[1].startsWith('cpu') ||
    /\/whl\/cpu\b|%2Bcpu|\+cpu\b/i.test(places) ||
    /^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links)\b.*\/whl\/cpu\b/m.test(lines)
  )
}

/** Decides, and says it. `list` is what is to be installed, where the files tell it. */
export async function chooseTorch(
  job: Job,
  base: BasePython,
  list: readonly Wanted[] | null,
  /** Why the installer cannot be led to another version that it chooses. */
  obstacle: string | null = null,
): Promise<TorchChoice> {
  const { torch: wish, pins, surroundings } = job
  const { progress, notice = progress } = surroundings
  const pinned = (why: string): TorchChoice => ({ build: 'pinned', why, version, wheels: [] })
  const target = targetFor(base.version, base.platform, pins.target)
  const asked = list ? undefined : (await installsFor(job, base)).torch
  const torch = list?.find(({ name }) => name === 'torch')
  const version = torch?.version ?? versionOf(asked)
  if (!wish) return pinned('nobody has asked for another')
  const known: Known = { wish, asked: torch ?? asked, list, torch, target, job, obstacle }
  for (const { settled, why } of REASONS) {
    const reason = why(known)
    if (!reason) continue
    if (wish.build === 'cpu' && !settled) throw insisted(wish, version, reason)
    if (!settled) progress(`torch stays as pinned: ${reason}`)
    return pinned(reason)
  }
  const around = { index: wish.index, target, env: surroundings.env }
  const host = hostOf(wish.index)
  try {
    const family = list
      ? list.filter(({ name }) => FAMILY.has(name))
      : [...FAMILY.keys()].map(name => ({ name, version: name === 'torch' ? version : null }))
    const found = await Promise.all(
      family.map(each =>
        cpuWheels({
          ...around,
          name: each.name,
          release: each.version && partsOf(each.version)[0],
        }),
      ),
    )
    const missing = family.find(
      (each, at) => found[at]?.length === 0 && (list || each.name === 'torch'),
    )
    if (missing) {
      const what = [missing.name, missing.version && partsOf(missing.version)[0]]
        .filter(Boolean)
        .join(' ')
      const lacking = `${host} has no CPU build of ${what} for Python ${base.version} on ${base.platform}`
      if (wish.build === 'cpu') throw insisted(wish, version, lacking)
      progress(`torch stays as pinned: ${lacking}`)
      return pinned(lacking)
    }
    const why = wish.gpu ? `${wish.spell('torchBuild')} is cpu` : 'no GPU is used'
    const words = version ? `the CPU build of the pinned ${version}` : `its CPU build`
    progress(
      `torch: ${words} from ${host}, for ${why}; ${wish.spell('torchBuild')} pinned keeps the other`,
    )
    return { build: 'cpu', why, version, wheels: found.flat() }
  } catch (error) {
    interruption.throwIfAborted()
    if (!(error instanceof IndexError)) throw error
    if (wish.build === 'cpu') throw insisted(wish, version, error.message)
    notice(
      `The CPU build of torch could not be looked up (${error.message}), so the pinned build is measured.`,
    )
    return pinned(error.message)
  }
}

/** Where there is nothing to choose from. */
export function onlyPinned({ torch: wish, pins }: Job): TorchChoice {
  const why = "conda's packages are builds of their own"
  const version = pins.pins.torch
  if (wish?.build === 'cpu') throw insisted(wish, version, why)
  return { build: 'pinned', why, version, wheels: [] }
}

const insisted = ({ spell, index }: TorchWish, version: string | null, reason: string) =>
  new ExpectedError(
    `${spell('torchBuild')}: expected a CPU build of torch${version ? ` ${version}` : ''}, found none: ${reason}; ` +
      `name another index than ${index} with ${spell('torchIndex')}, or set ${spell('torchBuild')} to auto or pinned`,
    { kind: 'environment' },
  )

/** What a cached environment depends on besides. */
export const partsOfTorch = ({ build, wheels }: TorchChoice): string[] =>
  build === 'cpu' ? ['torch cpu', ...wheels.map(({ file, hash }) => `${file} ${hash}`)] : []

/** The list with the CPU builds in it, and without what only the other build needs. */
export function withTorch<Each extends Wanted>(
  { build, wheels }: TorchChoice,
  list: readonly Each[],
  needs: ReadonlyMap<string, readonly string[]> = new Map(),
): Each[] {
  if (build !== 'cpu') return [...list]
  const left = isOfCuda(list, needs)
  return list
    .filter(({ name }) => !left.has(name))
    .map(each => {
      const wheel = wheels.find(({ name }) => name === each.name)
      if (!wheel) return each
      const { version, url, hash, size } = wheel
      return {
        ...each,
        version,
        url,
        hashes: [`sha256:${hash}`],
        size,
        index: null,
        place: 'url' as const,
      }
    })
}

/** Installs them beside what another tool has installed. */
export function wheelsBeside(job: Job, { wheels }: TorchChoice, directory: string): Step[] {
  if (wheels.length === 0) return []
  const file = join(directory, 'lddpr-torch.txt')
  return [
    { write: file, text: wheels.map(each => `${lineOfWheel(each)}\n`).join('') },
    install(job, directory, ['--no-deps', '-r', file]),
  ]
}

const lineOfWheel = ({ name, url, hash }: Wheel) => `${name} @ ${url} --hash=sha256:${hash}`

/** An index of these wheels and nothing else, where the installer chooses the version. */
export function indexOf(
  { wheels }: TorchChoice,
  directory: string,
): { url: string; steps: Step[] } {
  const pages = Map.groupBy(wheels, ({ name }) => name)
  const steps = [...pages].map(([name, list]) => ({
    write: `${directory}/lddpr-index/${name}/index.html`,
    text: `<!DOCTYPE html><html><body>\n${list
      .map(
        ({ url, hash, file }) =>
          `<a href="${url.replaceAll('&', '&amp;')}#sha256=${hash}">${file}</a>`,
      )
      .join('\n')}\n</body></html>\n`,
  }))
  return { url: pathToFileURL(`${directory}/lddpr-index`).href, steps }
}

/** What was installed in the end: where the version was open, the installer may have found a newer one elsewhere. */
export function builtTorch(
  { build, why, version, wheels }: TorchChoice,
  found: string | null,
): TorchBuild {
  if (build === 'pinned') return { build, why, version, hash: null }
  const wheel = wheels.find(each => each.name === 'torch' && each.version === found)
  if (wheel) return { build, why, version, hash: wheel.hash }
  return {
    build: 'pinned',
    why: `the installer chose ${found ?? 'none'}, which has no CPU build there`,
    version,
    hash: null,
  }
}
