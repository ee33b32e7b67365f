import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { type Lock, settle } from '../lock.ts'
import { parseRequirement } from '../pep/requirement.ts'
import { resolve } from '../resolve.ts'
import type { SourceFile } from '../source.ts'

/** pdm.lock. Since 4.4 an entry says its groups; before, the ranges have to be followed from pyproject.toml. */

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  requires_python: z.string().optional(),
  groups: z.array(z.string()).optional(),
  marker: z.string().optional(),
  extras: z.array(z.string()).optional(),
  dependencies: z.array(z.string()).optional(),
})
const lockSchema = z.object({
  package: z.array(packageSchema).default([]),
  metadata: z
    .object({
      targets: z
        .array(
          z.object({ requires_python: z.string().optional(), platform: z.string().optional() }),
        )
        .optional(),
      groups: z.array(z.string()).optional(),
    })
    .optional(),
})
type Package = z.infer<typeof packageSchema>

export function readPdmLock(file: SourceFile, manifest: Declarations | null): Lock {
  const { package: packages, metadata } = file.parse('TOML', lockSchema)
  const pythons = (metadata?.targets ?? []).flatMap(each => each.requires_python || [])
  const range = [...new Set(pythons.map(each => each.replace(/\s/g, '')))].join('||')
  const grouped = packages.some(({ groups }) => groups)
  // `pdm install` takes the groups for development as well.
  const dev = (manifest?.requirements ?? []).flatMap(({ under }) =>
    under?.kind === 'group' ? under.names : [],
  )
  return {
    python: range ? { text: pythons.join(' / '), range } : (manifest?.python ?? null),
    holds: new Set(packages.map(({ name }) => normalise(name))),
    versions: target => {
      const wanted = new Set(['default', ...dev, ...target.extras])
      const chosen = packages.filter(({ groups }) => groups?.some(name => wanted.has(name)) ?? true)
      const roots = grouped || !manifest ? chosen.map(toRoot) : manifest.requirements
      const { entries, uncertain } = resolve(roots, chosen.map(toNode(grouped)), target, !grouped)
      return settle(entries, uncertain)
    },
    notes: [],
  }
}

const toRoot = ({ name }: Package): Requirement => ({
  name: normalise(name),
  extras: [],
  range: '',
  text: '',
  marker: null,
})

const toNode = (grouped: boolean) => (each: Package) => ({
  name: normalise(each.name),
  version: each.version,
  python: (each.requires_python ?? '').replace(/\s/g, ''),
  markers: each.marker ? [each.marker] : [],
  // The groups of an entry are those of whatever leads to it: its edges need not be followed.
  requirements: grouped
    ? []
    : (each.dependencies ?? []).flatMap(text => parseRequirement(text) ?? []),
})
