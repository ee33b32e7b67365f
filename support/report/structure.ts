import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { HOME } from '../../src/report/words.ts'

/** What a report is made of, as parsers read it that are not ours. */

interface Node {
  type: string
  value?: string
  url?: string
  depth?: number
  children?: Node[]
}

const parser = unified().use(remarkParse).use(remarkGfm)

const OURS = /^(<details><summary>[\w ,:()]*<\/summary>|<\/details>|<br>|<\/?sub>)$/
const ACTIVE = [
  /(^|\W)@\w/, // a mention
  /#\d/, // an issue
  /\bgh-\d/i,
  /\b[0-9a-f]{7,40}\b/, // a commit
  /:\/\//,
  /\bwww\./i,
  /:[a-z0-9_+-]+:/i, // an emoji
]
export const SILENT = /[\p{Cf}\p{Co}\p{Cs}\p{NChar}]|(?!\n)\p{Cc}/u

/** Types of nodes, without their words. Throws on what only a page of somebody else's has. */
export function markdownStructure(markdown: string, links: ReadonlySet<string>): unknown[] {
  return signature(parser.parse(markdown) as Node, links)
}

function signature(node: Node, links: ReadonlySet<string>): unknown[] {
  const { type, value = '', url, depth, children = [] } = node
  if (['text', 'inlineCode', 'code'].includes(type) && SILENT.test(value.replaceAll('\u200b', '')))
    throw new Error(`${type} with something that nobody sees: ${JSON.stringify(value)}`)
  if (type === 'text') {
    const found = ACTIVE.find(pattern => pattern.test(value))
    if (found) throw new Error(`GitHub makes a link of ${JSON.stringify(value)}: ${found}`)
  }
  if (type === 'html') {
    if (!OURS.test(value)) throw new Error(`markup that is not ours: ${JSON.stringify(value)}`)
    return [value.replace(/\d+/g, 'n')]
  }
  if (type === 'link' && !url?.startsWith(`${HOME}/`) && !links.has(comparable(url ?? '')))
    throw new Error(`a link that is not ours: ${JSON.stringify(url)}`)
  // A path within a sentence is a code span: words like others.
  if (type === 'inlineCode') return ['text']
  const inside = children.flatMap(child => [signature(child, links)])
  const merged = inside.filter((each, index) => !(isText(each) && isText(inside[index - 1] ?? [])))
  return [type, ...(depth ? [depth] : []), ...merged]
}

const isText = (each: unknown[]) => each[0] === 'text'

/** Percent signs hide some letters of an address from Markdown. */
export const comparable = (url: string) =>
  url.replace(/%([2-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

const ELEMENTS: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    'head title header h1 h2 h3 p strong ul li main article dl dt dd thead tbody tr footer code small summary #document-fragment'
      .split(' ')
      .map(name => [name, []]),
  ),
  html: ['lang'],
  meta: ['charset', 'http-equiv', 'content', 'name'],
  style: [],
  body: ['class'],
  a: ['class', 'href', 'rel'],
  span: ['class', 'aria-hidden'],
  nav: ['aria-label'],
  section: ['aria-labelledby'],
  div: ['class', 'role', 'aria-label', 'tabindex'],
  pre: ['class', 'tabindex'],
  table: ['class'],
  caption: ['class'],
  th: ['scope', 'class', 'colspan', 'rowspan'],
  td: ['class', 'colspan'],
  details: ['open'],
  figure: [],
  figcaption: ['class'],
  svg: ['class', 'role', 'viewBox', 'aria-label'],
  path: ['class', 'd'],
  polyline: ['class', 'points'],
  polygon: ['class', 'points'],
  text: ['x', 'y', 'text-anchor'],
}
const BY_CLASS: Record<string, readonly string[]> = {
  main: ['id'],
  h2: ['id'],
  p: ['class'],
  ul: ['class', 'aria-label'],
  article: ['class'],
}

/** Elements with the names of their attributes. Throws on any that a report has no use for. */
export function htmlStructure(page: string, links: ReadonlySet<string>): unknown[] {
  const document = parse(page, {
    onParseError: ({ code, startOffset }) => {
      throw new Error(
        `${code} at ${JSON.stringify(page.slice(startOffset - 60, startOffset + 20))}`,
      )
    },
  })
  return htmlSignature(document, links)
}

function htmlSignature(
  node: DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document,
  links: ReadonlySet<string>,
): unknown[] {
  if (node.nodeName === '#text') {
    const { value } = node as DefaultTreeAdapterTypes.TextNode
    if (SILENT.test(value)) throw new Error(`unseen: ${JSON.stringify(value)}`)
    return ['#text']
  }
  if (node.nodeName === '#document' || node.nodeName === '#documentType')
    return 'childNodes' in node ? node.childNodes.map(child => htmlSignature(child, links)) : []
  if (!('tagName' in node)) throw new Error(`${node.nodeName} in a report`)
  const allowed = [...(ELEMENTS[node.tagName] ?? []), ...(BY_CLASS[node.tagName] ?? [])]
  if (!(node.tagName in ELEMENTS)) throw new Error(`<${node.tagName}> in a report`)
  const attributes = node.attrs.map(({ name, value }) => {
    if (!allowed.includes(name)) throw new Error(`${name}="${value}" in <${node.tagName}>`)
    if (
      name === 'href' &&
      !/^#[a-z\d-]+$/.test(value) &&
      !value.startsWith(`${HOME}/`) &&
      !links.has(comparable(value))
    )
      throw new Error(`a link that is not ours: ${value}`)
    return name === 'class' || name === 'id' ? `${name} ${value}` : name
  })
  const inside = node.childNodes.map(child => htmlSignature(child, links))
  return [node.tagName, ...attributes, ...inside.filter(([name]) => name !== '#text')]
}
