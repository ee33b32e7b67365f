import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Choice } from '../../model/pins.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { pythonOf } from '../pep/requirement.ts'
import { fromPoetry } from '../pep/versions.ts'
import { asShape, maybeText, maybeTexts, type SourceFile, table } from '../source.ts'

/** The tables of Poetry in pyproject.toml, and the dependencies in its lock, which are written alike. */

const row = z.object({
  version: maybeText,
  python: maybeText,
  markers: maybeText,
  platform: maybeText,
  optional: z.boolean().optional(),
  extras: maybeTexts,
  path: maybeText,
  git: maybeText,
  url: maybeText,
})
const dependency = z.union([z.string(), row, z.array(z.union([z.string(), row]))])
export const dependencyTable = table(dependency)
type Dependency = z.infer<typeof dependency>

const schema = z.object({
  name: maybeText,
  dependencies: dependencyTable.optional(),
  'dev-dependencies': dependencyTable.optional(),
  group: table(
    z.object({ optional: z.boolean().optional(), dependencies: dependencyTable.optional() }),
  ).optional(),
  extras: table(z.array(z.string())).optional(),
})

export interface PoetryTables {
  name: string | null
  python: Declarations['python']
  requirements: Requirement[]
  choice: Choice
  optionalGroups: string[]
}

export function readPoetryTables(value: unknown, file: SourceFile): PoetryTables {
  const tables = file.part(schema, value, 'tool.poetry')
  const { name, dependencies = {}, group = {}, extras = {} } = tables
  const python = typeof dependencies.python === 'string' ? dependencies.python : null
  const groups = { ...group, dev: { ...group.dev, ...dev(tables) } }
  return {
    name: name ?? null,
    python: python ? { text: python, range: fromPoetry(python) } : null,
    requirements: [
      ...rowsOf(dependencies, optionals(extras)),
      ...Object.entries(groups).flatMap(([group, { dependencies }]) =>
        rowsOf(dependencies ?? {}).map(each => ({
          ...each,
          under: { kind: 'group' as const, names: [normalise(group)] },
        })),
      ),
    ],
    choice: {
      extras: Object.keys(extras),
      groups: Object.keys(groups).filter(name => name !== 'dev' || groups.dev.dependencies),
    },
    optionalGroups: Object.keys(group)
      .filter(name => group[name]?.optional)
      .map(normalise),
  }
}

const dev = (value: z.infer<typeof schema>) =>
  value['dev-dependencies'] ? { dependencies: value['dev-dependencies'] } : {}

/** Package → the extras that list it, where a `package (>=1)` of old locks counts as the package. */
export function optionals(extras: Record<string, string[]>): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const [extra, names] of Object.entries(extras))
    for (const each of names) {
      const name = normalise(/^[\w.-]*/.exec(each)?.[0] ?? '')
      found.set(name, (found.get(name) ?? new Set()).add(normalise(extra)))
    }
  return new Map([...found].map(([name, set]) => [name, [...set]]))
}

/** The requirements of a table of dependencies; what is optional belongs to the extras that list it. */
export function rowsOf(
  dependencies: z.infer<typeof dependencyTable>,
  extras: ReadonlyMap<string, string[]> = new Map(),
): Requirement[] {
  return Object.entries(dependencies).flatMap(([name, value]) =>
    normalise(name) === 'python' ? [] : rowsOfOne(normalise(name), value, extras),
  )
}

function rowsOfOne(
  name: string,
  value: Dependency,
  extras: ReadonlyMap<string, string[]>,
): Requirement[] {
  const rows = Array.isArray(value) ? value : [value]
  return rows.map(each => {
    const one = typeof each === 'string' ? { version: each } : (asShape(row, each) ?? {})
    const place = one.path ?? one.git ?? one.url
    const text = (one.version ?? '').replace(/\s*,\s*/g, ',').trim()
    const python = pythonOf(one.url ?? '')
    return {
      name,
      extras: (one.extras ?? []).map(normalise),
      range: place ? null : fromPoetry(text),
      text: place ? `@ ${place}` : text === '*' ? '' : text,
      marker: markerOf(one),
      ...(python ? { python } : {}),
      ...(one.optional ? { under: { kind: 'extra' as const, names: extras.get(name) ?? [] } } : {}),
    }
  })
}

function markerOf({ python, platform, markers }: z.infer<typeof row>): string | null {
  const all = [
    ...(python && python !== '*' ? [pythonMarker(python)] : []),
    ...(platform ? [`sys_platform == "${platform}"`] : []),
    ...(markers ? [markers] : []),
  ].filter(Boolean)
  return all.length > 1 ? all.map(each => `(${each})`).join(' and ') : (all[0] ?? null)
}

/** `<3.12` as a marker. `3.12` is any 3.12.x: it is compared with the version of two parts. */
function pythonMarker(python: string): string {
  const alternatives = fromPoetry(python)
    .split('||')
    .map(range =>
      range
        .split(',')
        .filter(Boolean)
        .map(clause => {
          const [, operator = '', version = ''] = /^([<>=!~]+)(.*)$/.exec(clause) ?? []
          const short = version.replace(/\.\*$/, '').split('.').length <= 2
          return `${short ? 'python_version' : 'python_full_version'} ${operator} "${short ? version.replace(/\.\*$/, '') : version}"`
        })
        .join(' and '),
    )
    .filter(Boolean)
  return alternatives.length > 1
    ? alternatives.map(each => `(${each})`).join(' or ')
    : (alternatives[0] ?? '')
}
