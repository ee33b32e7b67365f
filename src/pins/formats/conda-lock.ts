import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { PlatformName } from '../../model/pins.ts'
import { type Lock, settle } from '../lock.ts'
import type { SourceFile } from '../source.ts'
import { PLATFORMS } from '../target.ts'
import { fromCondaName } from './conda-spec.ts'

/** conda-lock.yml: a list for each platform, of conda's packages and pip's. */

const schema = z.object({
  package: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        manager: z.enum(['conda', 'pip']),
        platform: z.string(),
        category: z.string().optional(),
        categories: z.array(z.string()).optional(),
      }),
    )
    .default([]),
})

export function readCondaLock(file: SourceFile, platform: PlatformName): Lock {
  const { conda } = PLATFORMS[platform]
  const all = file.parse('YAML', schema).package
  const entries = all
    .filter(each => each.platform === conda)
    .filter(each => (each.categories ?? [each.category ?? 'main']).includes('main'))
    .map(each => ({
      name: each.manager === 'conda' ? fromCondaName(each.name) : normalise(each.name),
      version: each.version,
      pip: each.manager === 'pip',
    }))
  // pip comes after conda and replaces what is there.
  const pip = new Set(entries.filter(each => each.pip).map(({ name }) => name))
  const python = entries.find(({ name }) => name === 'python')?.version
  const platforms = [...new Set(all.map(each => each.platform))]
  return {
    python: python ? { text: python, range: `==${python}` } : null,
    holds: new Set(entries.map(({ name }) => name)),
    versions: () => settle(entries.filter(each => each.pip || !pip.has(each.name))),
    notes: platforms.includes(conda)
      ? []
      : [`${file.path} is for ${platforms.join(', ') || 'no platform'}, not for ${conda}`],
  }
}
