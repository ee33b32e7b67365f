import { meets, normalise } from '../../model/packages.ts'
import { PLATFORMS, type Target } from '../target.ts'

/**
 * Environment markers (PEP 508): `python_version < "3.11" and sys_platform == "linux"`. Three answers:
 * what depends on something unknown, such as the release of a kernel, is null.
 */

export interface MarkerEnvironment {
  target: Target
  /** Extras that are asked for, normalised; `extra == 'x'` looks here. */
  extras: ReadonlySet<string>
  /** Dependency groups, normalised, for `'x' in dependency_groups`. */
  groups?: ReadonlySet<string>
}

type Truth = boolean | null
type Term =
  | { kind: 'and' | 'or'; of: Term[] }
  | { kind: 'compare'; left: Token; operator: string; right: Token }
interface Token {
  type: 'name' | 'text' | 'symbol'
  value: string
}

const MAX_LENGTH = 100_000
const MAX_DEPTH = 50
const TOKEN =
  /\s*(?:(?<symbol>[()]|===|[<>=!~]=|[<>])|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<name>[A-Za-z_][\w.]*))/y

/** PEP 345 wrote them so, and files still do. */
const OLD_NAMES: Record<string, string> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
}
const VERSIONS = new Set(['python_version', 'python_full_version', 'implementation_version'])

const parsed = new Map<string, Term | null>()

/** Whether a marker holds; no marker always does. Null: it depends on what is not known. */
export function holds(marker: string | null | undefined, around: MarkerEnvironment): Truth {
  if (!marker?.trim()) return true
  let node = parsed.get(marker)
  if (node === undefined) {
    node = parse(marker)
    if (parsed.size > 50_000) parsed.clear()
    parsed.set(marker, node)
  }
  return node && evaluate(node, around)
}

/** Null if it is no marker. */
function parse(text: string): Term | null {
  const tokens = text.length > MAX_LENGTH ? null : tokenise(text)
  if (!tokens) return null
  let at = 0
  const word = (value: string) => tokens[at]?.type === 'name' && tokens[at]?.value === value
  const symbol = (value: string) => tokens[at]?.type === 'symbol' && tokens[at]?.value === value

  const chain = (kind: 'and' | 'or', next: (depth: number) => Term | null, depth: number) => {
    const of: Term[] = []
    do {
      const node = next(depth)
      if (!node) return null
      of.push(node)
    } while (word(kind) && ++at)
    return of.length === 1 ? (of[0] ?? null) : ({ kind, of } as const)
  }
  const any = (depth: number): Term | null => chain('or', all, depth)
  const all = (depth: number): Term | null => chain('and', one, depth)
  const one = (depth: number): Term | null => {
    if (!symbol('(')) return compare()
    if (depth === MAX_DEPTH) return null
    at++
    const inner = any(depth + 1)
    return inner && symbol(')') && ++at ? inner : null
  }
  const compare = (): Term | null => {
    const left = tokens[at++]
    let operator = tokens[at++]?.value
    if (operator === 'not' && word('in') && ++at) operator = 'not in'
    const right = tokens[at++]
    const known = operator && /^([<>=!~]=|===|[<>]|in|not in)$/.test(operator)
    if (!left || !right || !known || left.type === 'symbol' || right.type === 'symbol') return null
    return { kind: 'compare', left, operator: operator ?? '', right }
  }
  const node = any(0)
  return at === tokens.length ? node : null
}

function tokenise(text: string): Token[] | null {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const groups = TOKEN.exec(text)?.groups
    if (!groups) return null
    const { symbol, name, double, single } = groups
    if (symbol) tokens.push({ type: 'symbol', value: symbol })
    else if (name) tokens.push({ type: 'name', value: name })
    else tokens.push({ type: 'text', value: double ?? single ?? '' })
  }
  return tokens
}

function evaluate(node: Term, around: MarkerEnvironment): Truth {
  if (node.kind === 'compare') return compare(node.left, node.operator, node.right, around)
  const decisive = node.kind === 'or'
  let unknown = false
  for (const each of node.of) {
    const truth = evaluate(each, around)
    if (truth === decisive) return decisive
    unknown ||= truth === null
  }
  return unknown ? null : !decisive
}

function compare(left: Token, operator: string, right: Token, around: MarkerEnvironment): Truth {
  const name = (token: Token) =>
    token.type === 'name' ? (OLD_NAMES[token.value] ?? token.value) : null
  const [leftName, rightName] = [name(left), name(right)]
  if (leftName === 'extra' || rightName === 'extra') {
    const wanted = normalise((leftName === 'extra' ? right : left).value)
    const active = around.extras.has(wanted)
    return operator === '==' ? active : operator === '!=' ? !active : null
  }
  if (rightName === 'extras' || rightName === 'dependency_groups') {
    const set = rightName === 'extras' ? around.extras : around.groups
    const active = set?.has(normalise(left.value)) ?? false
    return operator === 'in' ? active : operator === 'not in' ? !active : null
  }
  const lefts = leftName ? values(leftName, around.target) : [left.value]
  const rights = rightName ? values(rightName, around.target) : [right.value]
  const asVersion = VERSIONS.has(leftName ?? '') || VERSIONS.has(rightName ?? '')
  const truths = new Set(
    lefts.flatMap(a => rights.map(b => relation(a, operator, b, asVersion, leftName === null))),
  )
  const [first = null] = truths
  return truths.size === 1 ? first : null
}

/** Every value that a variable may have; none if nothing is known of it. */
function values(name: string, { python, platform }: Target): string[] {
  const { sys_platform, platform_system, os_name, platform_machine } = PLATFORMS[platform]
  // Of Python 3.12 the release is not known: what holds for its first and for a late one, holds.
  const full = python.split('.').length > 2 ? [python] : [`${python}.0`, `${python}.99`]
  const known: Record<string, string[]> = {
    python_version: [python.split('.').slice(0, 2).join('.')],
    python_full_version: full,
    implementation_version: full,
    implementation_name: ['cpython'],
    platform_python_implementation: ['CPython'],
    sys_platform: [sys_platform],
    platform_system: [platform_system],
    os_name: [os_name],
    platform_machine: [platform_machine],
  }
  return known[name] ?? []
}

const MIRRORED: Record<string, string> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

function relation(a: string, operator: string, b: string, asVersion: boolean, mirrored: boolean) {
  if (operator === 'in') return b.includes(a)
  if (operator === 'not in') return !b.includes(a)
  if (asVersion) {
    const [version, bound] = mirrored ? [b, a] : [a, b]
    const truth = meets(
      version,
      `${mirrored ? (MIRRORED[operator] ?? operator) : operator}${bound}`,
    )
    if (truth !== null) return truth
  }
  if (operator === '==' || operator === '===') return a === b
  if (operator === '!=') return a !== b
  return null // The order of words means nothing.
}
