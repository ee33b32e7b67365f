/** The import statements of Python code, found without running or understanding the rest of it. */

/** A statement, with what it stands in: the outermost first. */
interface Line {
  indent: number
  text: string
}

export interface Found {
  /** `lightning.pytorch` of `from lightning.pytorch import Trainer`. */
  module: string
  /** Shared by the branches of one `try` or `if`; null outside of those. */
  chain: Chain | null
  branch: number
  /** Only type checkers read it. */
  forTypes: boolean
}

interface Chain {
  kind: 'try' | 'if'
  branches: number
  /** Some branch catches what goes wrong in the first. */
  catches: boolean
}

interface Block {
  indent: number
  chain: Chain | null
  branch: number
  forTypes: boolean
}

const HEADER = /^(?:async\s+)?(try|else|finally|if|elif|except|for|while|with|def|class)\b(.*)$/
const FOR_TYPES = /^\s*\(?\s*(?:\w+\.)?TYPE_CHECKING\s*\)?\s*:/
/** What follows the colon of `try: import x`. */
const IN_LINE = /:\s*((?:import|from)\s.*)$/
const BY_NAME = /\b(?:import_module|__import__)\(\s*'([\w.]+)/g

export function importsIn(code: string): Found[] {
  const found: Found[] = []
  const blocks: Block[] = []
  for (const { indent, text } of linesOf(code)) {
    let before: Block | undefined
    while ((blocks.at(-1)?.indent ?? -1) >= indent) before = blocks.pop()
    const [, word, rest = ''] = HEADER.exec(text) ?? []
    if (word) blocks.push(blockOf(word, rest, indent, before))
    const statements = word ? [IN_LINE.exec(text)?.[1] ?? ''] : text.split(';')
    const inner = blocks.findLast(({ chain }) => chain)
    const place = {
      chain: inner?.chain ?? null,
      branch: inner?.branch ?? 0,
      forTypes: blocks.some(({ forTypes }) => forTypes),
    }
    const named = [...text.matchAll(BY_NAME)].map(([, module = '']) => module)
    for (const module of [...statements.flatMap(modulesOf), ...named])
      found.push({ module, ...place })
  }
  return found
}

function blockOf(word: string, rest: string, indent: number, before: Block | undefined): Block {
  const plain = { indent, chain: null, branch: 0, forTypes: false }
  if (word === 'try' || word === 'if') {
    const chain = { kind: word, branches: 0, catches: false } as const
    return { ...plain, chain: { ...chain }, forTypes: word === 'if' && FOR_TYPES.test(rest) }
  }
  const chain = before?.indent === indent ? before.chain : null
  if (!chain || !['elif', 'else', 'except', 'finally'].includes(word)) return plain
  chain.branches += 1
  if (word === 'except') chain.catches = true
  return { ...plain, chain, branch: chain.branches }
}

function modulesOf(statement: string): string[] {
  const text = statement.trim()
  const from = /^from\s+([\w.]+)\s+import\b/.exec(text)?.[1]
  if (from) return [from]
  const list = /^import\s+(.*)$/.exec(text)?.[1]
  return (list?.split(',') ?? []).flatMap(each => /^\s*([\w.]+)/.exec(each)?.[1] ?? [])
}

/** A line that no bracket can reach: where one is still open, the code before it is broken. */
const BEGINS_AFRESH = /(?:[ \t]*(?:import|def|class)[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b)/y
const INDENT = /[ \t\f]*/y
const TEXT = /[^'"#\\\r\n()[\]{}]+/y
const COMMENT = /[^\r\n]*/y
/** No statement that counts is longer. */
const LONGEST = 4000
const LONGEST_CALL = 60

/** Logical lines: without comments, with nothing in their strings but the names that are imported by. */
function* linesOf(code: string): Generator<Line> {
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const [text = ''] = pattern.exec(code) ?? []
    at += text.length
    return text
  }
  let depth = 0
  let text = ''
  const add = (more: string) => {
    if (text.length < LONGEST) text += more.slice(0, LONGEST)
  }
  let indent = widthOf(take(INDENT))
  while (at < code.length) {
    add(take(TEXT))
    const sign = code[at] ?? ''
    at += 1
    if (sign === "'" || sign === '"') {
      const [from, to] = contentOf(code, at - 1)
      at = Math.min(to + from - (at - 1), code.length)
      const isName = /(?:import_module|__import__)\(\s*$/.test(text.slice(-LONGEST_CALL))
      add(isName ? `'${code.slice(from, to)}'` : "''")
    } else if (sign === '#') take(COMMENT)
    else if (sign === '\\') {
      add(' ')
      at += code.startsWith('\r\n', at) ? 2 : 1
    } else if (sign === '\n' || sign === '\r') {
      BEGINS_AFRESH.lastIndex = at
      if (depth > 0 && !BEGINS_AFRESH.test(code)) {
        add(' ')
        continue
      }
      if (text.trim()) yield { indent, text: text.trim() }
      depth = 0
      text = ''
      indent = widthOf(take(INDENT))
    } else {
      if ('([{'.includes(sign)) depth += 1
      if (')]}'.includes(sign)) depth = Math.max(0, depth - 1)
      add(sign)
    }
  }
  if (text.trim()) yield { indent, text: text.trim() }
}

/** Where the content of the string that begins with a quote begins and ends. */
function contentOf(code: string, start: number): [from: number, to: number] {
  const quote = code[start] ?? ''
  const isTriple = code.startsWith(quote.repeat(3), start)
  const end = isTriple ? quote.repeat(3) : quote
  const from = start + end.length
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1
    else if (code.startsWith(end, at)) return [from, at]
    else if (!isTriple && (code[at] === '\n' || code[at] === '\r')) return [from, at - 1]
  }
  return [from, code.length]
}

const widthOf = (blanks: string) => blanks.replaceAll('\f', '').replaceAll('\t', '        ').length
