import { conflictIn } from '../../lib/conflict.ts'
import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { ALL, type ManifestFormat, type ReadProject } from '../format.ts'
import { parseRequirement } from '../pep/requirement.ts'
import type { SourceFile } from '../source.ts'

/** A file for `pip install -r`, and whatever it includes. */

const INCLUDE =
  /^(?:-(?<letter>[rc])\s*|--(?<word>requirement|constraint)(?:\s+|\s*=\s*))(?<path>\S.*)$/
const PER_LINE_OPTION = /\s--?[a-z][\w-]*(?:[\s=]|$)/
const HASH = /\s--hash[=\s]\s*(\w+:[0-9a-f]+)/g
/** `-e .`, `.[train]`, `./libs/x`: a project in this repository. */
const LOCAL =
  /^(?:(?:-e|--editable)[\s=]\s*)?(?<path>\.{1,2}(?:\/[^\s[;#]*)?)(?:\[(?<extras>[^\]]*)\])?\s*(?:;.*)?$/

export const REQUIREMENTS: ManifestFormat = {
  file: 'requirements*.txt',
  pattern: /^(.*[._-])?(requirements?|reqs)([._-].*)?\.(txt|in)$/i,
  reason: 'pip installs it as it is; what it repeats of pyproject.toml is narrower',
  declare: (file, { readProject }) => readRequirements(file, readProject),
  install: path => `pip install -r ${path}`,
  build: { kind: 'requirements', by: '`uv pip install` or `pip install`', what: ALL },
}

export function readRequirements(file: SourceFile, readProject: ReadProject): Declarations {
  const requirements: Requirement[] = []
  const notes: string[] = []
  collect(file, { requirements, notes, readProject, seen: new Set(), constraint: false })
  return { manager: 'pip', project: null, python: null, requirements, notes }
}

/** The lines of a pip section that stands in another file. */
export function readLines(
  lines: readonly string[],
  file: SourceFile,
  readProject: ReadProject,
): Pick<Declarations, 'requirements' | 'notes'> {
  const walk = {
    requirements: [],
    notes: [],
    readProject,
    seen: new Set<string>(),
    constraint: false,
  }
  for (const line of lines) readLine(withoutComment(line), file, walk)
  return walk
}

interface Walk {
  requirements: Requirement[]
  notes: string[]
  readProject: ReadProject
  /** Files are read once: they may include each other. */
  seen: Set<string>
  constraint: boolean
}

function collect(file: SourceFile, walk: Walk): void {
  walk.seen.add(`${walk.constraint}:${file.path}`)
  const conflict = conflictIn(file.text, file.name)
  if (conflict) throw conflict
  for (const line of logicalLines(file.text)) readLine(line, file, walk)
}

/** Lines without their comments; a backslash at the end joins the next. */
export function logicalLines(text: string): string[] {
  const lines: string[] = []
  let joined: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const comment = /^\s*#/.test(line)
    if (line.endsWith('\\') && !comment) {
      joined.push(line.slice(0, -1))
      continue
    }
    lines.push(withoutComment([...joined, ...(comment ? [] : [line])].join(' ')))
    joined = []
  }
  return [...lines, withoutComment(joined.join(' '))].filter(Boolean)
}

const withoutComment = (line: string) => line.replace(/(^|\s)#.*$/, '').trim()

function readLine(line: string, file: SourceFile, walk: Walk): void {
  if (!line) return
  const { letter, word, path } = INCLUDE.exec(line)?.groups ?? {}
  if (path) {
    include(path, letter === 'c' || word === 'constraint', file, walk)
    return
  }
  const local = LOCAL.exec(line)?.groups
  if (local?.path) {
    const project = walk.readProject(local.path, file)
    const extras = (local.extras ?? '').split(',').map(each => normalise(each.trim()))
    walk.requirements.push(...withExtras(project?.requirements ?? [], extras))
    return
  }
  const content = line.replace(/^(-e|--editable)[\s=]+/, '')
  if (content.startsWith('-')) return // an option: indexes, links, formats
  const option = PER_LINE_OPTION.exec(content)
  const under = { under: { kind: 'constraint', names: [] } } as const
  const found = parseRequirement(
    option ? content.slice(0, option.index) : content,
    walk.constraint ? under : {},
  )
  const hashes = [...content.matchAll(HASH)].flatMap(([, hash]) => hash ?? [])
  if (found) walk.requirements.push(hashes.length ? { ...found, hashes } : found)
}

/** What comes with a project that is installed with extras. */
const withExtras = (rows: readonly Requirement[], extras: readonly string[]): Requirement[] =>
  rows.flatMap(row => {
    const { under, ...main } = row
    if (!under) return row
    return under.kind === 'extra' && under.names.some(name => extras.includes(name)) ? main : []
  })

function include(path: string, constraint: boolean, file: SourceFile, walk: Walk): void {
  const target = path.trim().replace(/^(["'])(.*)\1$/, '$2')
  if (/^[a-z][a-z+]*:\/\//i.test(target)) {
    walk.notes.push(`${file.path} includes ${target}, which is not read`)
    return
  }
  const within = walk.constraint || constraint
  if (walk.seen.has(`${within}:${file.resolve(target)}`)) return
  collect(file.include(target), { ...walk, constraint: within })
}
