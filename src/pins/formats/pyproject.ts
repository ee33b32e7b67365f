import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Manager } from '../../model/pins.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { parseRequirement } from '../pep/requirement.ts'
import type { SourceFile } from '../source.ts'
import { shaped, table } from '../tables.ts'
import { readPixiTables } from './pixi-manifest.ts'
import { readPoetryTables } from './poetry.ts'
import { type ReadProject, readRequirements } from './requirements.ts'

/** pyproject.toml: PEP 621, dependency groups (PEP 735), what is dynamic, and the tables of the tools. */

const strings = z.array(z.string())
const files = z.object({ file: z.union([z.string(), strings]).optional() })

const schema = z.object({
  'build-system': z.object({ 'build-backend': z.string().optional() }).optional(),
  project: z
    .object({
      name: z.string().optional(),
      'requires-python': z.string().optional(),
      dependencies: strings.optional(),
      'optional-dependencies': table(strings).optional(),
      dynamic: strings.optional(),
    })
    .optional(),
  'dependency-groups': table(z.array(z.union([z.string(), table(z.unknown())]))).optional(),
  tool: z
    .object({
      uv: z
        .object({
          'constraint-dependencies': strings.optional(),
          'override-dependencies': strings.optional(),
          'dev-dependencies': strings.optional(),
          'default-groups': z.union([strings, z.string()]).optional(),
        })
        .optional(),
      pdm: table(z.unknown()).optional(),
      poetry: table(z.unknown()).optional(),
      pixi: table(z.unknown()).optional(),
      hatch: z
        .object({
          envs: z.unknown().optional(),
          metadata: z
            .object({
              hooks: z
                .object({ requirements_txt: z.object({ files: strings.optional() }).optional() })
                .optional(),
            })
            .optional(),
        })
        .optional(),
      setuptools: z
        .object({
          dynamic: z
            .object({
              dependencies: files.optional(),
              'optional-dependencies': table(files).optional(),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
})
export type Pyproject = z.infer<typeof schema>

export const parsePyproject = (file: SourceFile): Pyproject => file.parse('TOML', schema)

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
  return {
    manager: managerOf(value, file),
    project: name ? normalise(name) : null,
    python: python ? { text: python, range: python.replace(/\s/g, '') } : (poetry.python ?? null),
    requirements: [
      ...static_,
      ...dynamic,
      ...poetry.requirements.filter(row => !static_.some(({ name }) => name === row.name)),
      ...pixi,
      ...Object.entries(project?.['optional-dependencies'] ?? {}).flatMap(([extra, texts]) =>
        under('extra', normalise(extra), texts),
      ),
      ...groupsOf(value),
      ...under('constraint', 'uv constraint', tool?.uv?.['constraint-dependencies'] ?? []),
      ...under('constraint', 'uv override', tool?.uv?.['override-dependencies'] ?? []),
    ],
    notes: unread
      ? [
          `${file.path} leaves its dependencies to a program (setup.py or a plugin), which is not run`,
        ]
      : [],
  }
}

const under = (kind: 'extra' | 'group' | 'constraint', name: string, texts: readonly string[]) =>
  texts.flatMap(text => parseRequirement(text, { under: { kind, names: [name] } }) ?? [])

function dynamicFiles({ project, tool }: Pyproject): { name: string; extra?: string }[] {
  const isDynamic = (field: string) => project?.dynamic?.includes(field)
  const dynamic = tool?.setuptools?.dynamic
  const hatch = tool?.hatch?.metadata?.hooks?.requirements_txt?.files ?? []
  const names = (entry: z.infer<typeof files> | undefined) => [entry?.file ?? []].flat()
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
    ...Object.entries(shaped(table(strings), value.tool?.pdm?.['dev-dependencies']) ?? {}).flatMap(
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
  if (tool?.hatch?.envs) return 'setuptools' // hatch makes the environments, whoever fills them
  if (tool?.uv || value['dependency-groups'] || ignoresUvLock(file)) return 'uv'
  return 'setuptools'
}

const ignoresUvLock = (file: SourceFile) => /^\/?uv\.lock\s*$/m.test(file.peek('.gitignore') ?? '')
