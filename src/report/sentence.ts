/** A sentence of a report, before it is Markdown, HTML or a line of a terminal. */

export type Phrase =
  /** Words of ours, which may stand as they are. */
  | { kind: 'words'; text: string }
  /** From elsewhere; where room is short, at most so many characters of it. */
  | { kind: 'text'; text: string; most: number | null }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; address: string | null }
  /** Where something is from: a link, or the address itself where there are no links. */
  | { kind: 'source'; text: string; address: string }
  | { kind: 'status'; text: string }
export type Sentence = readonly Phrase[]

type Part = string | number | Phrase | Sentence

/** A template whose words are ours; strings that are put into it are from elsewhere. */
export const say = (fixed: TemplateStringsArray, ...parts: readonly Part[]): Sentence =>
  fixed.flatMap((ours, index) => [words(ours), ...phrasesOf(parts[index] ?? [])])

function phrasesOf(part: Part): Sentence {
  if (typeof part === 'string') return [text(part)]
  if (typeof part === 'number') return [words(String(part))]
  return 'kind' in part ? [part] : part
}

export const words = (text: string): Phrase => ({ kind: 'words', text })
export const text = (text: string, most: number | null = null): Phrase => ({
  kind: 'text',
  text,
  most,
})
export const code = (text: string): Phrase => ({ kind: 'code', text })
export const status = (text: string): Phrase => ({ kind: 'status', text })
export const source = (address: string, text = 'source'): Phrase => ({
  kind: 'source',
  text,
  address,
})
export const link = (text: string, address: string | null): Phrase => ({
  kind: 'link',
  text,
  address,
})
