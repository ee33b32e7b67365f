import { normalise } from '../../model/packages.ts'
import type { Requirement } from '../declaration.ts'

/** One requirement (PEP 508): `name[extra]>=1,<2; marker` or `name @ url`. */

const MAX_LENGTH = 20_000
const HEAD = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*/
const CLAUSE = /^(===|[<>=!~]=|[<>])[^\s,;<>=!~]+$/

/** Null for what names no package: a path, an option, nothing. */
export function parseRequirement(
  text: string,
  extra: Partial<Requirement> = {},
): Requirement | null {
  if (text.length > MAX_LENGTH) return null
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return fromUrl(text.trim(), extra)
  const head = HEAD.exec(text)
  if (!head?.[1]) return fromUrl(text.trim(), extra)
  const rest = text.slice(head[0].length)
  const name = normalise(head[1])
  const extras = (head[2] ?? '')
    .split(',')
    .map(each => normalise(each.trim()))
    .filter(Boolean)
  if (rest.startsWith('@')) {
    const [url = '', marker] = rest.slice(1).split(/\s;|;\s/)
    return { ...direct(name, url.trim(), marker), extras, ...extra }
  }
  if (/^[:/\\]/.test(rest)) return fromUrl(text.trim(), extra) // a path
  const semicolon = rest.indexOf(';')
  const written = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim()
  const marker = semicolon === -1 ? '' : rest.slice(semicolon + 1).trim()
  const compact = written
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s+/g, '')
    .replace(/,$/, '')
  const understood = compact === '' || compact.split(',').every(clause => CLAUSE.test(clause))
  return {
    name,
    extras,
    range: understood ? compact : null,
    text: understood ? compact : written,
    marker: marker || null,
    ...extra,
  }
}

/** The version in the name of a wheel: `torch-2.9.0%2Bcu128-cp310-….whl`. */
export function wheelOf(url: string): { name: string; version: string } | null {
  const file = /([^/\\]+)\.whl(?:[?#].*)?$/.exec(url.slice(0, MAX_LENGTH))?.[1]
  const [name, version] = unescapeUrl(file ?? '').split('-')
  return name && version ? { name: normalise(name), version } : null
}

/** The only Python that a wheel is for, `3.10`; null if there are several, or it is no wheel. */
export function pythonOf(url: string): string | null {
  const [, minor, abi] =
    /-cp3(\d{1,2})-(\w+)-[^-/]+\.whl(?:[?#].*)?$/.exec(url.slice(0, MAX_LENGTH)) ?? []
  return minor && abi !== 'abi3' && abi !== 'none' ? `3.${minor}` : null
}

/** A URL or a part of one as it reads; what is written wrongly stays as it is. */
export function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function direct(name: string, url: string, marker: string | undefined): Requirement {
  const wheel = wheelOf(url)
  const range = wheel?.name === name ? `==${wheel.version}` : null
  const text = range ?? `@ ${url}`
  return { name, extras: [], range, text, marker: marker?.trim() || null, url }
}

/** `git+https://…#egg=name`, or a wheel by its URL or path. */
function fromUrl(text: string, extra: Partial<Requirement>): Requirement | null {
  const [url = '', marker] = text.split(/\s;|;\s/)
  const name = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(url)?.[1] ?? wheelOf(url)?.name
  return name ? { ...direct(normalise(name), url, marker), ...extra } : null
}
