import type { Block, Failure, Section } from '../blocks.ts'
import type { Phrase, Sentence } from '../sentence.ts'
import { losses } from './losses.ts'
import { code, html, link, list, type Markup, ours, type Part, table } from './markup.ts'
import { steps } from './steps.ts'

const LOG_LINES = 200

export const contentOf = ({ heading, blocks }: Section): Part =>
  blocks.map(block => markupOf(block, heading))

function markupOf(block: Block, caption: string): Part {
  switch (block.kind) {
    case 'log':
      return preformatted(block.text.split(/\r\n|[\r\n\u2028\u2029]/).slice(-LOG_LINES))
    case 'list':
      return list(block.rows.map(inline))
    case 'titled':
      return html`<p>${block.title}:</p>${list(block.rows.map(inline))}`
    case 'table':
      return table({
        caption,
        hidden: true,
        head: block.head,
        rows: block.rows.map(row => row.map(inline)),
      })
    case 'losses':
      return html`<p>${inline(block.words)}</p>${losses(block)}`
    case 'steps':
      return html`<p>${inline(block.words)}</p>${steps(block)}`
    case 'failures':
      return block.rows.map(failure)
    case 'drift': {
      const rows = table({
        caption,
        hidden: true,
        head: ['where', 'scenarios', 'streams', 'first difference', block.reference, 'now'],
        rows: block.rows.map(row => [
          code(row.pattern),
          html`<span class="prose">${row.scenarios.join(', ')}</span>`,
          row.channels,
          html`<span class="whole">${row.moment}</span>`,
          code(row.expected),
          code(row.actual),
        ]),
      })
      const functions = block.functions.length > 0 && list(block.functions.map(inline))
      return html`${block.sentence && html`<p>${inline(block.sentence)}</p>`}${functions}${rows}<p class="muted">${block.caption}</p>`
    }
    case 'command': {
      const warning = block.warning.length > 0 && html`<p>${inline(block.warning)}</p>`
      return html`${warning}<p>${block.introduction}</p>${preformatted(block.lines)}<p>${inline(block.after)}</p>`
    }
  }
}

const failure = ({ page, scenario, detail, sentence, reason, fix }: Failure) =>
  html`<article class="check">
<h3>${phrase(page)}</h3>
<dl>
<dt>Must hold</dt><dd>${sentence}</dd>
<dt>Otherwise</dt><dd>${reason}</dd>
<dt>Found</dt><dd>${detail}${scenario && html` in ${code(scenario)}`}</dd>
<dt>Fix</dt><dd>${inline(fix)}</dd>
</dl>
</article>
`

/** Lines as they are; how far each is indented stays. */
const preformatted = (lines: readonly string[]): Markup =>
  html`<pre class="scroll" tabindex="0">${lines.map(line => html`${/^ */.exec(line)?.[0]}${line}\n`)}</pre>`

export const inline = (sentence: Sentence): Part => sentence.map(phrase)

function phrase(each: Phrase): Part {
  switch (each.kind) {
    case 'words':
      return ours(each.text)
    case 'text':
      return each.text
    case 'code':
      return code(each.text)
    case 'link':
      return link(each.text, each.address)
    case 'source':
      return html`(${link(each.text, each.address)})`
    case 'status':
      return html`<span class="status ${each.text}">${each.text}</span>`
  }
}
