// Reads the sentences of a page or a program, each with its line.
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { parseAst } from 'rolldown/parseAst'
import { unified } from 'unified'
import { parseDocument, visit } from 'yaml'

export type Sentence = { text: string; line: number }

/** Code counts as one word, which may begin a sentence. */
const CODE = '`X`'
const PARAGRAPH = '\u2029'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The sentences of a text that begins in a line. */
function split(text: string, line: number): Sentence[] {
  const words = text.replace(/`+[^`\n]+`+/g, CODE).replace(/\n(?=[ \t]*\n)/g, `\n${PARAGRAPH}`)
  const segments = [...segmenter.segment(words.replaceAll('\n', ' '))]
  return segments.flatMap(({ segment, index }) => {
    const start = index + segment.length - segment.trimStart().length
    const above = words.slice(0, start).split('\n').length - 1
    const sentence = segment.trim().replace(/\s+/g, ' ')
    return /[a-z]{2}/i.test(sentence) ? [{ text: sentence, line: line + above }] : []
  })
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length

type Node = {
  type: string
  value?: string
  children?: Node[]
  position?: { start: { line: number } } | undefined
}
const BLOCKS = ['paragraph', 'heading', 'tableCell']

/** A link counts as its text, HTML as nothing. */
function plain({ type, value, children = [] }: Node): string {
  if (type === 'inlineCode') return CODE
  if (type === 'html') return ''
  if (type === 'break') return '\n'
  return value ?? children.map(plain).join('')
}

const markdown = unified().use(remarkParse).use(remarkGfm)

export function ofMarkdown(page: string): Sentence[] {
  const below = (node: Node): Sentence[] => {
    if (!BLOCKS.includes(node.type)) return (node.children ?? []).flatMap(below)
    return split(plain(node), node.position?.start.line ?? 1)
  }
  return below(markdown.parse(page))
}

/** Three words with a space between them: what a person may read. */
const isReadable = (text: string) =>
  (text.match(/(?<=^|[\s(])[a-z]{2,}(?=[\s,.;:)]|$)/gi) ?? []).length >= 3

type Syntax = { type: string; start: number } & Record<string, unknown>
const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value

/** A string, or a template with its expressions as code. */
function literal(node: Syntax): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral') return undefined
  return (node.quasis as { value: { cooked: string } }[])
    .map(({ value }) => value.cooked)
    .join(CODE)
}

export function ofTypeScript(source: string): Sentence[] {
  const below = (value: unknown): Sentence[] => {
    if (Array.isArray(value)) return value.flatMap(below)
    if (!isSyntax(value) || value.type === 'ImportDeclaration') return []
    const text = literal(value)
    if (text === undefined) return Object.values(value).flatMap(below)
    const sentences = isReadable(text) ? split(text, lineAt(source, value.start)) : []
    return [...sentences, ...below(value.expressions)]
  }
  return below(parseAst(source, { lang: 'ts' }).body)
}

/** A comment, or strings that follow each other. */
const PYTHON =
  /#[^\n]*|(?:[rbf]{0,2}(?:"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')\s*)+/gi
const QUOTED = /[rbf]{0,2}(?:"""([\s\S]*?)"""|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)')/gi

export function ofPython(source: string): Sentence[] {
  return [...source.matchAll(PYTHON)].flatMap(({ 0: found, index }) => {
    const strings = found.startsWith('#') ? [] : [...found.matchAll(QUOTED)]
    const text = strings.map(([, long, double, single]) => long ?? double ?? single).join('')
    const readable = text.replace(/\{[^{}]*\}/g, CODE)
    return isReadable(readable) ? split(readable, lineAt(source, index)) : []
  })
}

/** The descriptions of an action, and the comments of a workflow. */
export function ofYaml(text: string): Sentence[] {
  const found: Sentence[] = []
  visit(parseDocument(text), {
    Pair: (_, { key, value }) => {
      const [name, description] = [key, value] as ({ value?: unknown; range?: number[] } | null)[]
      if (name?.value !== 'description' || typeof description?.value !== 'string') return
      found.push(...split(description.value, lineAt(text, description.range?.[0] ?? 0)))
    },
  })
  for (const { 0: block, index } of text.matchAll(/(?:^[ \t]*#.*\n?)+|(?<=\S[ \t]+)#.*/gm)) {
    const comment = block.replace(/^[ \t]*# ?/gm, '')
    const listed = comment.replace(/\n(?= {2,}\S|- )/g, `\n${PARAGRAPH}`)
    found.push(...split(listed, lineAt(text, index)))
  }
  return found
}
