/**
 * Something outside this program is not as it must be: an input, a file, the interpreter, the probe.
 * Shown as one message, never with a stack. `detail` is foreign text (a log's end) shown below it.
 */
export class InputError extends Error {
  override name = 'InputError'
  readonly detail: string

  constructor(message: string, detail = '') {
    super(message)
    this.detail = detail
  }
}

/** An InputError, to be thrown when it is time. */
export function asValue(error: unknown): InputError {
  if (error instanceof InputError) return error
  throw error
}
