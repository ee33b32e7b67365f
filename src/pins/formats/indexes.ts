import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { asShape, maybeText, maybeTexts, table } from '../source.ts'
import type { Pyproject } from './pyproject-schema.ts'

/** Where the packages of a project come from: indexes that are asked for all, and those of one package. */

export interface Indexes {
  general: readonly string[]
  /** The one of them that stands for PyPI; null: PyPI does. */
  usual: string | null
  /** The first row of a package that applies is where it comes from, and from nowhere else. */
  own: readonly OwnIndex[]
}

interface OwnIndex {
  name: string
  url: string
  marker: string | null
  extra: string | null
}

interface Source {
  name: string
  url: string
  /** Whether it is asked for those alone that name it. */
  explicit: boolean
  usual?: boolean | undefined
}

const flag = z.boolean().optional().catch(undefined)
const uvIndex = z.array(
  z.object({ name: maybeText, url: maybeText, explicit: flag, default: flag }),
)
const uvSource = z.object({ index: maybeText, marker: maybeText, extra: maybeText })
const poetrySource = z.array(z.object({ name: maybeText, url: maybeText, priority: maybeText }))
const withDependencies = z.object({ dependencies: table(z.unknown()) })
const pdmSource = z.array(
  z.object({
    name: maybeText,
    url: maybeText,
    include_packages: maybeTexts,
    exclude_packages: maybeTexts,
  }),
)
const pipenvSource = z.array(z.object({ name: maybeText, url: maybeText }))

export const NOTHING: Indexes = { general: [], usual: null, own: [] }

export const indexesIn = ({ tool }: Pyproject, names: readonly string[]): Indexes => {
  const all = [
    ofUv(tool?.uv),
    ofPoetry(tool?.poetry),
    ofPdm(asShape(pdmSource, tool?.pdm?.source) ?? [], names),
  ]
  return {
    general: all.flatMap(({ general }) => general),
    usual: all.find(({ usual }) => usual)?.usual ?? null,
    own: all.flatMap(({ own }) => own),
  }
}

/** Whether a table that uv does not read names an index. */
export const hasOtherIndexes = ({ tool }: Pyproject): boolean =>
  Boolean(asShape(poetrySource, tool?.poetry?.source)?.length) ||
  Boolean(asShape(pdmSource, tool?.pdm?.source)?.length)

function ofUv(uv: NonNullable<Pyproject['tool']>['uv']): Indexes {
  const sources = (asShape(uvIndex, uv?.index) ?? []).map(
    ({ name = '', url = '', explicit = false, default: usual }) => ({ name, url, explicit, usual }),
  )
  const asked = Object.entries(uv?.sources ?? {}).flatMap(([name, value]) =>
    [value].flat().flatMap(each => {
      const { index, marker = null, extra = null } = asShape(uvSource, each) ?? {}
      return index ? [{ name, index, marker, extra: extra && normalise(extra) }] : []
    }),
  )
  return settle(sources, asked)
}

function ofPoetry(poetry: Record<string, unknown> | undefined): Indexes {
  const sources = (asShape(poetrySource, poetry?.source) ?? []).map(
    ({ name = '', url = '', priority }) => ({ name, url, explicit: priority === 'explicit' }),
  )
  const groups = Object.values(asShape(table(z.unknown()), poetry?.group) ?? {})
  const tables = [poetry, ...groups].flatMap(each => {
    const { dependencies } = asShape(withDependencies, each) ?? {}
    return dependencies ? [dependencies] : []
  })
  return settle(sources, tables.flatMap(namingIn('source')))
}

/** The packages of a table of dependencies that name a source. */
const namingIn = (key: 'source' | 'index') => (dependencies: Readonly<Record<string, unknown>>) =>
  Object.entries(dependencies).flatMap(([name, value]) =>
    [value].flat().flatMap(each => {
      const row = asShape(table(z.unknown()), each)
      const index = row?.[key]
      const marker = typeof row?.markers === 'string' ? row.markers : null
      return typeof index === 'string' ? [{ name, index, marker, extra: null }] : []
    }),
  )

/** A source that includes a package is the only one of it; it is asked for others unless it excludes them. */
function ofPdm(sources: z.infer<typeof pdmSource>, names: readonly string[]): Indexes {
  const asked = sources.flatMap(({ name = '', include_packages = [] }) =>
    names
      .filter(each => include_packages.some(pattern => isLike(each, pattern)))
      .map(each => ({ name: each, index: name, marker: null, extra: null })),
  )
  return settle(
    sources.map(({ name = '', url = '', exclude_packages = [] }) => ({
      name,
      url,
      explicit: exclude_packages.includes('*'),
      usual: name === 'pypi',
    })),
    asked,
  )
}

const isLike = (name: string, pattern: string) =>
  pattern.includes('*')
    ? name.startsWith(normalise(pattern.slice(0, pattern.indexOf('*'))))
    : name === normalise(pattern)

/** Of the sources of a Pipfile the first is for all; the others are for those that name them. */
export function indexesOfPipfile(source: unknown, packages: Record<string, unknown>): Indexes {
  const sources = (asShape(pipenvSource, source) ?? []).map(({ name = '', url = '' }, at) => ({
    name,
    url,
    explicit: at > 0,
    usual: at === 0,
  }))
  return settle(sources, namingIn('index')(packages))
}

function settle(
  sources: readonly Source[],
  asked: readonly (Omit<OwnIndex, 'url'> & { index: string })[],
): Indexes {
  const urls = new Map(sources.map(({ name, url }) => [name.toLowerCase(), url]))
  return {
    usual: sources.find(({ usual }) => usual)?.url || null,
    general: sources.flatMap(({ url, explicit }) => (url && !explicit ? url : [])),
    own: asked.flatMap(({ index, name, ...rest }) => {
      const url = urls.get(index.toLowerCase())
      return url ? [{ ...rest, name: normalise(name), url }] : []
    }),
  }
}
