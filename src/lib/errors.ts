/** How inputs are spelled where the reader meets them: `--report-dir` on the terminal, `report-dir` in a workflow. */
export type Spell = (input: string) => string

/** An input with its value as the reader writes it: `--extra cpu` on the terminal, `extra: cpu` in a workflow. */
export const settingOf = (spell: Spell, input: string, value: string): string => {
  const name = spell(input)
  return name.startsWith('-') ? `${name} ${value}` : `${name}: ${value}`
}

export type Kind = 'input' | 'file' | 'environment' | 'probe' | 'git' | 'github'

/** A sentence; one that names inputs takes their spelling. */
export type Sentence = string | ((spell: Spell) => string)

/**
 * Something outside this program is not as it must be, of which `kind` says where. Shown as one message, never
 * with a stack. `detail` is foreign text (a log's end) shown below it.
 */
export class ExpectedError extends Error {
  override name = 'ExpectedError'
  readonly kind: Kind
  readonly detail: string
  readonly #sentence: Sentence

  constructor(
    sentence: Sentence,
    { kind = 'input', detail = '' }: { kind?: Kind; detail?: string } = {},
  ) {
    super(typeof sentence === 'string' ? sentence : sentence(input => input))
    this.kind = kind
    this.detail = detail
    this.#sentence = sentence
  }

  spelled(spell: Spell): string {
    return typeof this.#sentence === 'string' ? this.#sentence : this.#sentence(spell)
  }
}

/** What is wrong with one input, by its name in the schema. */
export const wrongInput = (input: string, text: string) =>
  new ExpectedError(spell => `${spell(input)}: ${text}`)

/** Throws what is not expected or, where kinds are named, of another kind. */
export function asValue(error: unknown, ...kinds: Kind[]): ExpectedError {
  const isExpected = error instanceof ExpectedError
  if (isExpected && (kinds.length === 0 || kinds.includes(error.kind))) return error
  throw error
}
