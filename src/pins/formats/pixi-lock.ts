import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { PlatformName } from '../../model/pins.ts'
import type { Declarations } from '../declaration.ts'
import { type Lock, settle } from '../lock.ts'
import { wheelOf } from '../pep/requirement.ts'
import type { SourceFile } from '../source.ts'
import { table } from '../tables.ts'
import { PLATFORMS } from '../target.ts'
import { fromCondaName } from './conda-spec.ts'

/** pixi.lock from version 4 on: environments list their packages for each platform, by URL. */

const reference = z.object({ conda: z.string().optional(), pypi: z.string().optional() })
const schema = z.object({
  version: z.string(),
  environments: table(z.object({ packages: table(z.array(reference)) })).default({}),
  packages: z
    .array(
      z.object({
        conda: z.string().optional(),
        pypi: z.string().optional(),
        url: z.string().optional(),
        path: z.string().optional(),
        name: z.string().optional(),
        version: z.string().optional(),
      }),
    )
    .default([]),
})
const OLDEST = 4
const DEFAULT = 'default'

export function readPixiLock(
  file: SourceFile,
  platform: PlatformName,
  manifest: Declarations | null,
): Lock {
  const lock = file.parse('YAML', schema)
  if (!(Number(lock.version) >= OLDEST))
    throw file.wrong('version', `expected ${OLDEST} or later, found an older one`)
  const { conda } = PLATFORMS[platform]
  const details = new Map(
    lock.packages.map(each => [each.conda ?? each.pypi ?? each.url ?? each.path ?? '', each]),
  )
  const listed = lock.environments[DEFAULT]?.packages ?? {}
  const entries = (listed[conda] ?? []).flatMap(({ conda, pypi }) => {
    const url = conda ?? pypi ?? ''
    const fromUrl = conda ? condaOf(url) : wheelOf(url)
    const name = details.get(url)?.name ?? fromUrl?.name
    const version = details.get(url)?.version ?? fromUrl?.version
    if (!name || !version) return []
    return { name: conda ? fromCondaName(name) : normalise(name), version, pypi: Boolean(pypi) }
  })
  const pypi = new Set(entries.filter(each => each.pypi).map(({ name }) => name))
  const python = entries.find(({ name }) => name === 'python')?.version
  return {
    // The project's own words where it has some; what is installed is exact.
    python: python ? { text: manifest?.python?.text ?? python, range: `==${python}` } : null,
    holds: new Set(entries.map(({ name }) => name)),
    versions: () => settle(entries.filter(each => each.pypi || !pypi.has(each.name))),
    notes: listed[conda]
      ? []
      : [
          `${file.path} has no ${DEFAULT} environment for ${conda}: ${Object.keys(listed).join(', ') || 'nothing'}`,
        ],
  }
}

/** `https://…/linux-64/numpy-1.26.4-py310hb13e2d6_0.conda`. */
function condaOf(url: string): { name: string; version: string } | null {
  const file = url.slice(url.lastIndexOf('/') + 1).replace(/\.(conda|tar\.bz2)$/, '')
  const parts = file.split('-')
  const [version] = parts.slice(-2)
  const name = parts.slice(0, -2).join('-')
  return name && version ? { name, version } : null
}
