import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import {
  ALL,
  type Build,
  type LockFormat,
  type LockHelp,
  type ManifestFormat,
  YAML_LIMIT,
} from '../format.ts'
import type { Lock } from '../lock.ts'
import { wheelOf } from '../pep/requirement.ts'
import { asShape, maybeText, type SourceFile, table } from '../source.ts'
import { PLATFORMS } from '../target.ts'
import { fromCondaName, installedByBoth, parseCondaSpec } from './conda-spec.ts'

/** pixi.lock from version 4 on: environments list their packages for each platform, by URL. */

const COPIES = ['pixi.lock', 'pixi.toml', 'pyproject.toml']

export const PIXI_LOCK: LockFormat = {
  file: 'pixi.lock',
  pattern: /^pixi\.lock$/,
  reason: 'a lock that has conda packages, too',
  limit: YAML_LIMIT,
  manager: 'pixi',
  lock: readLock,
  entries: null,
  madeFrom: ['pixi.toml', 'pyproject.toml'],
  belongs: (pyproject, file) => Boolean(pyproject.tool?.pixi) || file.peek('pixi.toml') !== null,
  relock: 'pixi lock',
  install: () => 'pixi install --locked',
  build: {
    kind: 'pixi',
    copies: COPIES,
    options: ['--frozen'],
    by: '`pixi install --frozen`, on a copy',
    what: ALL,
  },
}

/** From a manifest, which may be a pyproject.toml. */
export const PIXI_BUILD: Build = {
  kind: 'pixi',
  copies: COPIES,
  options: [],
  by: '`pixi install`, on a copy',
  what: ALL,
}

export const PIXI_TOML: ManifestFormat = {
  file: 'pixi.toml',
  pattern: /^pixi\.toml$/,
  reason: 'the same, in the format of pixi',
  declare: readManifest,
  tables: file => file.whole('TOML'),
  install: () => 'pixi install',
  build: PIXI_BUILD,
}

const reference = z.object({ conda: maybeText, pypi: maybeText })
const lockSchema = z.object({
  version: z.string(),
  environments: table(z.object({ packages: table(z.array(reference)) })).default({}),
  packages: z
    .array(
      z.object({
        conda: maybeText,
        pypi: maybeText,
        url: maybeText,
        path: maybeText,
        name: maybeText,
        version: maybeText,
      }),
    )
    .default([]),
})
const OLDEST = 4
const DEFAULT = 'default'

function readLock(file: SourceFile, { platform, manifest }: LockHelp): Lock {
  const lock = file.parse('YAML', lockSchema)
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
    return { name: conda ? fromCondaName(name) : normalise(name), version, pip: Boolean(pypi) }
  })
  return {
    ...installedByBoth(entries, manifest?.python?.text),
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

/** pixi.toml, or `[tool.pixi]` in pyproject.toml: the default feature. Others are asked for by name. */

const spec = z.union([z.string(), table(z.unknown())])
const dependencies = {
  dependencies: table(spec).optional(),
  'pypi-dependencies': table(spec).optional(),
}
const manifestSchema = z.object({
  ...dependencies,
  target: table(z.object(dependencies)).optional(),
})

function readManifest(file: SourceFile): Declarations {
  const requirements = readPixiTables(file.whole('TOML'), file)
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
  const { target = {}, ...main } = file.part(manifestSchema, value)
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
  version: maybeText,
  channel: maybeText,
  path: maybeText,
  git: maybeText,
  url: maybeText,
})

const parts = (value: z.infer<typeof spec>): z.infer<typeof fields> =>
  typeof value === 'string' ? { version: value } : (asShape(fields, value) ?? {})

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
