import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { type Lock, settle } from '../lock.ts'
import { fromPoetry } from '../pep/versions.ts'
import { type Node, resolve } from '../resolve.ts'
import type { SourceFile } from '../source.ts'
import { shaped, table } from '../tables.ts'
import type { Target } from '../target.ts'
import { dependencyTable, optionals, rowsOf } from './poetry.ts'

/** poetry.lock, from the first format to 2.1, which says groups and markers for each entry. */

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  optional: z.boolean().optional(),
  'python-versions': z.string().optional(),
  groups: z.array(z.string()).optional(),
  markers: z.union([z.string(), table(z.string())]).optional(),
  dependencies: table(z.unknown()).optional(),
  extras: table(z.array(z.string())).optional(),
})
const lockSchema = z.object({
  package: z.array(packageSchema).default([]),
  extras: table(z.array(z.string())).optional(),
  metadata: z.object({ 'python-versions': z.string().optional() }).optional(),
})
type Package = z.infer<typeof packageSchema>

export function readPoetryLock(file: SourceFile, manifest: Declarations | null): Lock {
  const lock = file.parse('TOML', lockSchema)
  const nodes = lock.package.map(toNode)
  const python = lock.metadata?.['python-versions']
  const listed = optionals(lock.extras ?? {})
  return {
    python: python && python !== '*' ? { text: python, range: fromPoetry(python) } : null,
    holds: new Set(nodes.map(({ name }) => name)),
    versions: target => {
      const roots = manifest ? rootsOf(manifest, listed, target) : everything(lock.package)
      const { entries, uncertain } = resolve(roots, nodes, target, true)
      return settle(entries, uncertain)
    },
    notes: manifest
      ? []
      : [`${file.path} has no pyproject.toml beside it: all that is not optional counts`],
  }
}

function toNode(each: Package): Node {
  const dependencies = shaped(dependencyTable, each.dependencies ?? {}) ?? {}
  const markers =
    typeof each.markers === 'string' ? each.markers : Object.values(each.markers ?? {})
  return {
    name: normalise(each.name),
    version: each.version,
    python: each['python-versions'] ? fromPoetry(each['python-versions']) : '',
    // An entry of several groups may have a marker in each: it is there if one holds.
    markers: [markers].flat(),
    requirements: rowsOf(dependencies, optionals(each.extras ?? {})),
  }
}

/** What `poetry install` starts from: the project, every group that is not optional, wanted extras. */
function rootsOf(
  { requirements }: Declarations,
  extras: ReadonlyMap<string, string[]>,
  target: Target,
): Requirement[] {
  return requirements.flatMap(row => {
    if (row.under?.kind !== 'extra') return row
    const names = row.under.names.length ? row.under.names : (extras.get(row.name) ?? [])
    const { under, ...main } = row
    return names.some(name => target.extras.has(name)) ? main : []
  })
}

const everything = (packages: readonly Package[]): Requirement[] =>
  packages
    .filter(({ optional }) => !optional)
    .map(({ name }) => ({
      name: normalise(name),
      extras: [],
      range: '',
      text: '',
      marker: null,
    }))
