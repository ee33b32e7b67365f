import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Choice } from '../../model/pins.ts'
import { maybeText } from '../source.ts'
import type { Target } from '../target.ts'

/** The extras and groups of a uv.lock, and which of them exclude each other (`[tool.uv] conflicts`). */

export const conflictsSchema = z.array(
  z.array(z.object({ package: maybeText, extra: maybeText, group: maybeText })),
)
type Conflicts = z.infer<typeof conflictsSchema>

interface Project {
  name: string
  'optional-dependencies'?: object | undefined
  'dev-dependencies'?: object | undefined
  metadata?:
    | { 'provides-extras'?: readonly string[] | undefined; 'requires-dev'?: object | undefined }
    | undefined
}

/** The lock tells what there is by what has packages, what is empty, and what excludes each other. */
export function choiceOf(roots: readonly Project[], conflicts: Conflicts): Choice {
  const extras = roots.flatMap(each => [
    ...Object.keys(each['optional-dependencies'] ?? {}),
    ...(each.metadata?.['provides-extras'] ?? []),
  ])
  const groups = roots.flatMap(each => [
    ...Object.keys(each['dev-dependencies'] ?? {}),
    ...Object.keys(each.metadata?.['requires-dev'] ?? {}),
  ])
  const names = new Set(roots.map(({ name }) => name))
  const own = conflicts.flat().filter(each => names.has(normalise(each.package ?? '')))
  return {
    extras: [...new Set([...extras, ...own.flatMap(({ extra }) => extra ?? [])])],
    groups: [...new Set([...groups, ...own.flatMap(({ group }) => group ?? [])])],
  }
}

/** The members of a set of conflicts that are chosen. */
const chosenIn = (set: Conflicts[number], { extras, groups }: Target) =>
  set.filter(
    ({ extra, group }) =>
      (extra !== undefined && extras.has(normalise(extra))) ||
      (group !== undefined && groups.has(normalise(group))),
  )

export function conflictOf(target: Target, conflicts: Conflicts): string | null {
  for (const set of conflicts) {
    const [one, other] = chosenIn(set, target).map(({ extra, group }) =>
      extra === undefined ? `group ${group}` : `extra ${extra}`,
    )
    if (one && other) return `${one} and ${other} exclude each other`
  }
  return null
}

/** Groups of the default that what is chosen excludes. */
export const excludedBy = (target: Target, conflicts: Conflicts, defaults: readonly string[]) =>
  defaults.filter(
    name =>
      !target.groups.has(name) &&
      conflicts.some(
        set =>
          set.some(({ group }) => normalise(group ?? '') === name) &&
          chosenIn(set, target).length > 0,
      ),
  )
