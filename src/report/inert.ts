/** Foreign text that does nothing: what every report lets through, and Markdown's own way with it. */

const PLAIN = /^([!-~]+( [!-~]+)*)?$/

/**
 * One line in which nothing acts unseen. Line breaks are blanks; controls, direction marks, zero widths and
 * halves of characters are shown as such, and marks do not pile up.
 */
export function visible(value: string): string {
  if (PLAIN.test(value)) return value
  return value
    .toWellFormed()
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{NChar}]/gu, '\u{fffd}')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim()
}

/** The same as a line of a log or a terminal, which stays as far indented. */
export const printable = (line: string): string => (/^ */.exec(line)?.[0] ?? '') + visible(line)

/** At most so many characters. What is cut off is in report.json. */
export function clip(value: string, length: number): string {
  if (value.length <= length) return value
  const characters = [...value.slice(0, 2 * length + 2)]
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : value
}

const LONGEST_SENTENCE = 400
const LONGEST_NAME = 120
const LONGEST_LOG = 4000
const LONGEST_ADDRESS = 500
const LOG_LINES = 40

/**
 * A sentence as inert Markdown. Marks become character references; that is not enough for what GitHub
 * looks for in the finished page (mentions, issues, commits, addresses, emoji), so a zero-width space
 * goes between, as Dependabot does it. What people copy, paths and digests, is a code span instead.
 */
export function text(value: string, length = LONGEST_SENTENCE): string {
  const shown = clip(visible(value), length) || '—'
  const inert = ACTIVE.test(shown)
    ? shown
        .split(WORD)
        .map(part => (isCopied(part) ? code(part, length) : escaped(part)))
        .join('')
    : shown
  return inert.replace(/^[-+=\d]/, escapeMark)
}

/** What no text needs anything done to that lacks it: most have plain words alone. */
const ACTIVE = /[^\w .,;()'"!?%^=+/—-]|_|www\.|gh-|[0-9a-f]{7}/i

const WORD = /([\w./~@+%:=-]*[\w/])/
const COMMIT = /\b[0-9a-f]{7,}\b/i

/** Where a gap would go into a path, or into a digest. */
const isCopied = (word: string) =>
  WORD.test(word) && (COMMIT.test(word) || /\/.*[@:]|[@:].*\/|^www\.|\/www\./i.test(word))

const escaped = (value: string) =>
  value
    .replace(/[@#$]|:(?=\S)|www(?=\.)|gh-(?=\d)/gi, `$&${GAP}`)
    .replace(/[&<>|`@*_[\]\\#~$\u200b]/g, escapeMark)

const escapeMark = (mark: string) => `&#${mark.charCodeAt(0)};`

const GAP = '\u200b'

/**
 * A name or value as a code span, where GitHub looks for nothing. A span has no escapes, and a cell of a
 * table ends at a bar even in one: what could end either is shown by its like.
 */
export function code(value: string, length = LONGEST_NAME): string {
  const inert = clip(visible(value), length).replaceAll('`', 'ˋ').replaceAll('|', '¦')
  return `\`${withoutTags(inert) || ' '}\``
}

/** Lines of a log, the end of it if it is long. */
export function fence(value: string): string {
  const lines = value.split(/\r\n|[\r\n\u2028\u2029]/).slice(-LOG_LINES)
  const shown = lines.map(line => withoutTags(clip(printable(line), LONGEST_LOG / 4))).join('\n')
  const kept = [...shown].slice(-LONGEST_LOG).join('')
  const longest = Math.max(2, ...[...kept.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${kept}\n${marks}`
}

/** A link, or its label alone if the address is none of a web page. */
export function link(label: string, address: string | null): string {
  const href = webAddress(address)
  return href
    ? `[${label}](${href.replaceAll('&', '&amp;').replace(/[()|\\`*_~[\]<>]/g, escapeUrl)})`
    : label
}

/** Null for what is no address of a web page, or longer than any. */
export function webAddress(address: string | null): string | null {
  const url = address ? URL.parse(address) : null
  const isPage = url?.protocol === 'https:' && !url.username && !url.password
  return isPage && url.href.length <= LONGEST_ADDRESS ? url.href : null
}

const escapeUrl = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`

/** A comment is found by its marker, and a long one cut outside of folded sections: by their letters. */
const withoutTags = (value: string) => value.replace(/<(?=!--|\/?details)/gi, '‹')
