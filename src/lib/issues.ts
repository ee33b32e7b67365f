import type * as z from 'zod'
import { didYouMean } from './near.ts'
import { hide } from './secrets.ts'

/** What a schema finds wrong, in words for the one who has written the value. */

type Issue = z.core.$ZodIssue

/** The first issue as a sentence with the field's path and the kind of what was found. */
export function explain(error: z.ZodError, schema?: z.ZodType): string {
  const { path, problem } = firstIssue(error, kindOf, schema)
  return path.length ? `${path.join('.')}: ${problem}` : problem
}

/** `schema` knows the keys that somebody may have meant. */
export function firstIssue(
  error: z.ZodError,
  show: (value: unknown) => string,
  schema?: z.ZodType,
): { path: PropertyKey[]; problem: string } {
  const [outer] = error.issues
  if (!outer) return { path: [], problem: 'not valid' }
  const issue = innermost(outer)
  return { path: issue.path, problem: problemOf(issue, show, schema) }
}

/** So many keys are listed to somebody who has typed none of them. */
const FEW = 12

function problemOf(issue: Issue, show: (value: unknown) => string, schema?: z.ZodType): string {
  const [key = ''] = issue.code === 'unrecognized_keys' ? issue.keys : []
  if (key) {
    const known = schema ? keysAt(schema, issue.path) : []
    const meant = didYouMean(key, known)
    const all =
      !meant && known.length && known.length <= FEW ? `; it takes ${known.join(', ')}` : ''
    return `unknown key '${clip(key)}'${meant || all}`
  }
  const found = 'input' in issue ? `, found ${show(issue.input)}` : ''
  if (issue.code !== 'invalid_value') return `${plain(issue.message)}${found}`
  const values = issue.values.map(String)
  const meant = typeof issue.input === 'string' ? didYouMean(issue.input, values) : ''
  return `expected ${values.length > 1 ? `one of ${values.join(', ')}` : values.join()}${found}${meant}`
}

const plain = (message: string) =>
  message.replace(/^Invalid (input|option): /, '').replace(/, received .*$/, '')

/** The keys that a value at a path may have. */
function keysAt(schema: z.ZodType, [first, ...rest]: readonly PropertyKey[]): string[] {
  const { def } = schema._zod as unknown as { def: Definition }
  const inner = def.innerType ?? def.in
  const path = first === undefined ? [] : [first, ...rest]
  if (inner) return keysAt(inner, path)
  if (def.options) return [...new Set(def.options.flatMap(each => keysAt(each, path)))]
  if (first === undefined) return Object.keys(def.shape ?? {})
  const below = def.shape?.[String(first)] ?? def.valueType ?? def.element
  return below ? keysAt(below, rest) : []
}

/** What kinds of schema have other schemas in. */
interface Definition {
  innerType?: z.ZodType
  in?: z.ZodType
  options?: readonly z.ZodType[]
  shape?: Record<string, z.ZodType>
  valueType?: z.ZodType
  element?: z.ZodType
}

/** No secret is so short. */
const short = /^.{1,4}$/

/** What a message may show of a value that somebody else has written. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return short.test(String(value)) ? String(value) : 'a number'
  if (typeof value === 'string') return value ? 'a text' : 'an empty text'
  return glimpse(value)
}

/** What is wrong in the alternative that was meant, the one that goes deepest, or with a key. */
function innermost(issue: Issue): Issue {
  const below =
    issue.code === 'invalid_union'
      ? issue.errors.flat()
      : issue.code === 'invalid_key'
        ? issue.issues
        : []
  const depth = ({ path }: Issue) => path.length
  const [deepest, ...others] = below.map(innermost).sort((a, b) => depth(b) - depth(a))
  if (!deepest) return issue
  const path = [...issue.path, ...deepest.path]
  const alike = others.filter(each => depth(each) === depth(deepest) && each.code.startsWith('inv'))
  if (issue.code !== 'invalid_union' || depth(deepest) > 0 || alike.length === 0)
    return { ...deepest, path }
  const messages = [deepest, ...alike].map(({ message }) =>
    plain(message).replace(/^expected /, ''),
  )
  const message = `expected ${[...new Set(messages)].join(' or ')}`
  return { code: 'custom', message, path, input: issue.input }
}

const LONGEST = 80

/** A value that the user has typed, in short, however large it is and however deep. */
export function glimpse(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
    return keys.length ? `an object with ${clip(keys.slice(0, 9).join(', '))}` : 'an empty object'
  }
  return clip(JSON.stringify(value))
}

function clip(text: string): string {
  const clean = hide(text)
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 3)}...` : clean
}
