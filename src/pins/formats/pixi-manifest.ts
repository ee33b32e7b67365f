import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import type { SourceFile } from '../source.ts'
import { shaped, table } from '../tables.ts'
import { PLATFORMS } from '../target.ts'
import { parseCondaSpec } from './conda-spec.ts'

/** pixi.toml, or `[tool.pixi]` in pyproject.toml: the default feature. Others are asked for by name. */

const spec = z.union([z.string(), table(z.unknown())])
const dependencies = {
  dependencies: table(spec).optional(),
  'pypi-dependencies': table(spec).optional(),
}
const schema = z.object({ ...dependencies, target: table(z.object(dependencies)).optional() })

export const pixiSchema = table(z.unknown())

export function readPixiToml(file: SourceFile): Declarations {
  const value = file.parse('TOML', pixiSchema)
  const requirements = readPixiTables(value, file)
  const python = requirements.find(({ name, conda }) => name === 'python' && conda)
  return {
    manager: 'pixi',
    project: null,
    python: python?.text ? { text: python.text, range: python.range } : null,
    requirements,
    notes: [],
  }
}

export function readPixiTables(value: unknown, file: SourceFile): Requirement[] {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw file.wrong((issue?.path ?? []).join('.'), issue?.message ?? '')
  }
  const { target = {}, ...main } = parsed.data
  return [
    ...rows(main, null),
    ...Object.entries(target).flatMap(([name, tables]) => rows(tables, platformMarker(name))),
  ]
}

function rows(tables: z.infer<z.ZodObject<typeof dependencies>>, marker: string | null) {
  const conda = Object.entries(tables.dependencies ?? {}).flatMap(([name, value]) => {
    const one = parts(value)
    const channel = one.channel ? `${one.channel}::` : ''
    // In pixi's tables a bare version is that version, as it is for conda.
    return parseCondaSpec(`${channel}${name} ${one.version ?? ''}`) ?? []
  })
  const pypi = Object.entries(tables['pypi-dependencies'] ?? {}).map(([name, value]) => {
    const one = parts(value)
    const version = one.version === '*' ? '' : (one.version ?? '').replace(/\s/g, '')
    const place = one.path ?? one.git ?? one.url
    return {
      name: normalise(name),
      extras: [],
      range: place ? null : version,
      text: place ? `@ ${place}` : version,
      marker: null,
    }
  })
  return [...conda, ...pypi].map(row => ({ ...row, marker }))
}

const fields = z.object({
  version: z.string().optional(),
  channel: z.string().optional(),
  path: z.string().optional(),
  git: z.string().optional(),
  url: z.string().optional(),
})

const parts = (value: z.infer<typeof spec>): z.infer<typeof fields> =>
  typeof value === 'string' ? { version: value } : (shaped(fields, value) ?? {})

/** `linux-64`, `osx`, `unix`: which platforms a table is for, as a marker. */
function platformMarker(name: string): string {
  const found = Object.values(PLATFORMS).find(({ conda }) => conda === name)
  if (found)
    return `sys_platform == "${found.sys_platform}" and platform_machine == "${found.platform_machine}"`
  const systems: Record<string, string> = {
    linux: 'sys_platform == "linux"',
    osx: 'sys_platform == "darwin"',
    win: 'sys_platform == "win32"',
    unix: 'sys_platform != "win32"',
  }
  return systems[name] ?? 'sys_platform == "none"'
}
