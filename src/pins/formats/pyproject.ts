import { normalise } from '../../model/packages.ts'
import type { Choice, Manager } from '../../model/pins.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { ALL, type ManifestFormat, type ReadProject } from '../format.ts'
import { parseRequirement, pythonOf } from '../pep/requirement.ts'
import { asShape, type SourceFile, table } from '../source.ts'
import { hasOtherIndexes, indexesIn } from './indexes.ts'
import { PIXI_BUILD, readPixiTables } from './pixi.ts'
import { readPoetryTables } from './poetry.ts'
import { type FileList, type Pyproject, parsePyproject, strings } from './pyproject-schema.ts'
import { readRequirements } from './requirements.ts'

/** pyproject.toml: PEP 621, dependency groups (PEP 735), what is dynamic, and the tables of the tools. */

const BY_MANAGER: Partial<Readonly<Record<Manager, string>>> = {
  uv: 'uv sync',
  poetry: 'poetry install',
  pdm: 'pdm install',
  pixi: 'pixi install',
}

export const PYPROJECT: ManifestFormat = {
  file: 'pyproject.toml',
  pattern: /^pyproject\.toml$/,
  reason: '`pip install .` reads it',
  declare: (file, { readProject }) => readPyproject(file, readProject),
  tables: file => {
    const { project, tool } = parsePyproject(file)
    const { dependencies, 'optional-dependencies': optional } = project ?? {}
    return { dependencies, 'optional-dependencies': optional, uv: tool?.uv }
  },
  indexes: (file, names) => indexesIn(parsePyproject(file), names),
  install: (_, manager) => BY_MANAGER[manager] ?? 'pip install .',
  build: {
    kind: 'dependencies',
    // Packages of pixi's tables pip does not have.
    instead: { pixi: PIXI_BUILD },
    by: '`uv pip install` or `pip install`, dependencies only',
    what: ALL,
  },
}

export function readPyproject(file: SourceFile, readProject: ReadProject): Declarations {
  const value = parsePyproject(file)
  const { project, tool } = value
  const poetry = readPoetryTables(tool?.poetry ?? {}, file)
  const pixi = readPixiTables(tool?.pixi ?? {}, file)
  const dynamic = dynamicFiles(value).flatMap(({ name, extra }) =>
    readRequirements(file.include(name), readProject).requirements.map(row =>
      extra ? { ...row, under: { kind: 'extra', names: [normalise(extra)] } as const } : row,
    ),
  )
  const python = project?.['requires-python']
  const static_ = (project?.dependencies ?? []).flatMap(text => parseRequirement(text) ?? [])
  const unread = project?.dynamic?.includes('dependencies') && dynamic.length === 0
  const name = project?.name ?? poetry.name
  const extras = extrasOf(value)
  const groups = groupsOf(value)
  const sources = tool?.uv?.sources ?? {}
  const all: Requirement[] = [
    ...static_,
    ...dynamic,
    ...poetry.requirements.filter(row => !static_.some(({ name }) => name === row.name)),
    ...pixi,
    ...extras,
    ...groups,
    ...under('constraint', 'uv constraint', tool?.uv?.['constraint-dependencies'] ?? []),
    ...under('constraint', 'uv override', tool?.uv?.['override-dependencies'] ?? []),
  ]
  return {
    manager: managerOf(value, file),
    project: name ? normalise(name) : null,
    python: python ? { text: python, range: python.replace(/\s/g, '') } : (poetry.python ?? null),
    requirements: all.map(row => withWheel(row, sources)),
    choice: choiceOf(value, poetry.choice),
    optionalGroups: poetry.optionalGroups,
    notes: unread
      ? [
          `${file.path} leaves its dependencies to a program (setup.py or a plugin), which is not run`,
        ]
      : [],
  }
}

const under = (kind: 'extra' | 'group' | 'constraint', name: string, texts: readonly string[]) =>
  texts.flatMap(text => parseRequirement(text, { under: { kind, names: [name] } }) ?? [])

/** uv takes a package from where its table says: a wheel there is for one Python. */
function withWheel(row: Requirement, sources: Readonly<Record<string, unknown>>): Requirement {
  const found = Object.entries(sources).find(([name]) => normalise(name) === row.name)
  const places = [found?.[1] ?? []].flat() as Readonly<Record<string, unknown>>[]
  const forAny = places.some(({ marker }) => /python/.test(String(marker ?? '')))
  const pythons = places.map(({ url, path }) => pythonOf(String(url ?? path ?? '')))
  const [python, ...others] = new Set(pythons)
  return python && others.length === 0 && !forAny ? { ...row, python } : row
}

function choiceOf({ project, tool, ...value }: Pyproject, poetry: Choice): Choice {
  const uv = tool?.uv?.['dev-dependencies'] ? ['dev'] : []
  const pdm = Object.keys(asShape(table(strings), tool?.pdm?.['dev-dependencies']) ?? {})
  const extras = Object.keys(project?.['optional-dependencies'] ?? {})
  const dynamic = Object.keys(tool?.setuptools?.dynamic?.['optional-dependencies'] ?? {})
  const groups = Object.keys(value['dependency-groups'] ?? {})
  return {
    extras: [...new Set([...extras, ...dynamic, ...poetry.extras])],
    groups: [...new Set([...groups, ...uv, ...pdm, ...poetry.groups])],
  }
}

/** Extras with those that they ask of the project itself, `demo[train,gpu]`. */
function extrasOf({ project }: Pyproject): Requirement[] {
  const own = normalise(project?.name ?? '')
  const lists = Object.entries(project?.['optional-dependencies'] ?? {})
  const byName = new Map(lists.map(([extra, texts]) => [normalise(extra), texts]))
  return [...byName.keys()].flatMap(extra => {
    const seen = new Set([extra])
    const rows: Requirement[] = []
    for (const each of seen) // It grows while it is walked.
      for (const row of under('extra', extra, byName.get(each) ?? []))
        if (own && row.name === own) for (const other of row.extras) seen.add(other)
        else rows.push(row)
    return rows
  })
}

function dynamicFiles({ project, tool }: Pyproject): { name: string; extra?: string }[] {
  const isDynamic = (field: string) => project?.dynamic?.includes(field)
  const dynamic = tool?.setuptools?.dynamic
  const hatch = tool?.hatch?.metadata?.hooks?.requirements_txt?.files ?? []
  const names = (entry: FileList | undefined) => [entry?.file ?? []].flat()
  return [
    ...(isDynamic('dependencies') ? [...names(dynamic?.dependencies), ...hatch] : []).map(name => ({
      name,
    })),
    ...(isDynamic('optional-dependencies')
      ? Object.entries(dynamic?.['optional-dependencies'] ?? {})
      : []
    ).flatMap(([extra, entry]) => names(entry).map(name => ({ name, extra }))),
  ]
}

/** Groups with those that they include, each once. */
function groupsOf(value: Pyproject): Requirement[] {
  const groups = value['dependency-groups'] ?? {}
  const byName = new Map(Object.entries(groups).map(([name, rows]) => [normalise(name), rows]))
  const expand = (name: string): string[] => {
    const seen = new Set([name])
    const texts = new Set<string>()
    for (const each of seen) // It grows while it is walked.
      for (const row of byName.get(each) ?? [])
        if (typeof row === 'string') texts.add(row)
        else seen.add(normalise(String(row['include-group'] ?? '')))
    return [...texts]
  }
  return [
    ...[...byName.keys()].flatMap(name => under('group', name, expand(name))),
    ...under('group', 'dev', value.tool?.uv?.['dev-dependencies'] ?? []),
    ...Object.entries(asShape(table(strings), value.tool?.pdm?.['dev-dependencies']) ?? {}).flatMap(
      ([name, texts]) => under('group', normalise(name), texts),
    ),
  ]
}

/** Who installs from this file, as far as it tells. */
function managerOf({ tool, ...value }: Pyproject, file: SourceFile): Manager {
  const pdm = Object.keys(tool?.pdm ?? {}).some(key => !['build', 'version'].includes(key))
  if (tool?.poetry?.dependencies || tool?.poetry?.group) return 'poetry'
  if (pdm) return 'pdm'
  if (tool?.pixi) return 'pixi'
  if (tool?.hatch?.envs) return 'setuptools' // hatch makes the environments, another tool may fill them
  if (tool?.uv || value['dependency-groups'] || ignoresUvLock(file)) return 'uv'
  return 'setuptools'
}

const ignoresUvLock = (file: SourceFile) => /^\/?uv\.lock\s*$/m.test(file.peek('.gitignore') ?? '')

/** What an installer has to know of a project besides. */
export interface Project {
  /** Its dependencies can be read without asking its build for them. */
  isStatic: boolean
  /** What it and its extras depend on, as it writes it. */
  lines: string[]
  /** Where uv takes packages from. */
  sources: Readonly<Record<string, unknown>>[]
  /** Indexes that uv does not read. */
  hasOtherIndexes: boolean
}

export function projectOf(file: SourceFile): Project {
  const value = parsePyproject(file)
  const { project, tool } = value
  const { name, dependencies, 'optional-dependencies': extras = {}, dynamic } = project ?? {}
  return {
    isStatic: Boolean(name && dependencies && !dynamic?.includes('dependencies')),
    lines: [...(dependencies ?? []), ...Object.values(extras).flat()],
    sources: Object.values(tool?.uv?.sources ?? {}).flat(),
    hasOtherIndexes: hasOtherIndexes(value),
  }
}
