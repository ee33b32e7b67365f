import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { type Lock, settle } from '../lock.ts'
import { holds } from '../pep/markers.ts'
import type { SourceFile } from '../source.ts'

/** pylock.toml (PEP 751): the packages whose markers hold are installed; there is nothing to follow. */

const schema = z.object({
  'lock-version': z.string(),
  'requires-python': z.string().optional(),
  'default-groups': z.array(z.string()).optional(),
  packages: z
    .array(
      z.object({ name: z.string(), version: z.string().optional(), marker: z.string().optional() }),
    )
    .default([]),
})

export function readPylock(file: SourceFile): Lock {
  const lock = file.parse('TOML', schema)
  const python = lock['requires-python']
  const groups = new Set((lock['default-groups'] ?? []).map(normalise))
  const packages = lock.packages.map(each => ({ ...each, name: normalise(each.name) }))
  return {
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    holds: new Set(packages.map(({ name }) => name)),
    versions: target => {
      const truth = (marker: string | undefined) =>
        holds(marker, { target, extras: target.extras, groups })
      const entries = packages.filter(({ marker }) => truth(marker) === true)
      const open = packages.filter(({ marker }) => truth(marker) === null)
      return settle(
        entries.map(({ name, version = 'an unknown version' }) => ({ name, version })),
        new Set(open.map(({ name }) => name)),
      )
    },
    notes: [],
  }
}
