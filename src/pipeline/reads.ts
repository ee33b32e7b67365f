import { ExpectedError } from '../lib/errors.ts'
import type { Answer } from '../model/pins.ts'
import type { World } from '../model/world.ts'
import { importsOf, type Repository, readPins } from '../pins/index.ts'
import { sourceOf } from '../python/interpreter.ts'
import type { RunInputs } from './inputs.ts'
import { mustBeEnough, type Question } from './right.ts'

/** What is read of the files of a repository before anything of them is installed. */

type Asked = Pick<RunInputs, 'manifest' | 'extra' | 'group' | 'framework' | 'allowVersionMismatch'>

/** Which file, and which extras and groups of it. The base may lack one that the change brings. */
export const asPins = (
  { manifest, extra, group }: Pick<RunInputs, 'manifest' | 'extra' | 'group'>,
  isBase = false,
) => ({ manifest, extras: extra, groups: group, mayLack: isBase })

export type Reads = ReturnType<typeof asPins>

/**
 * Reads them, and nothing that is written from then on. `python` is the interpreter that somebody names; of the
 * base, `head` are the imports of the change.
 */
export async function readFirst(
  files: Repository,
  python: string,
  inputs: Asked,
  isBase = false,
  head?: Question['imports'],
): Promise<Question> {
  const pins = await readPins(files, asPins(inputs, isBase))
  const { framework, allowVersionMismatch: mayDiffer } = inputs
  const imports = head === undefined ? importsOf(files, pins) : head
  const question = { pins, imports, framework, mayDiffer, isBase }
  files.seal()
  if (python) return question
  sourceOf(pins, files.root)
  await noting(pins, async () => mustBeEnough(question))
  return question
}

/** What `lddpr pins` notes of the files stands below each error that they lead to. */
export async function noting<T>(pins: Answer | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const lines = [
      ...(pins?.warnings ?? []).map(each => `warning: ${each}`),
      ...(pins?.notes ?? []).map(each => `note: ${each}`),
    ]
    const isPlain = error instanceof ExpectedError && error.constructor === ExpectedError
    if (!isPlain || lines.length === 0) throw error
    const detail = [...lines, ...(error.detail ? [error.detail] : [])].join('\n')
    throw new ExpectedError(spell => error.spelled(spell), { kind: error.kind, detail })
  }
}

/** The extras and groups that the base lacks: it is measured without them. */
export function toldOfBase(
  pins: Answer | null,
  { extra, group }: Pick<RunInputs, 'extra' | 'group'>,
  { progress }: Pick<World, 'progress'>,
): void {
  const chosen = [...(pins?.target.extras ?? []), ...(pins?.target.groups ?? [])].length
  if (pins?.source && chosen < extra.length + group.length)
    progress(
      `${pins.source} of the base lacks some of ${[...extra, ...group].join(', ')}: it is measured without`,
    )
}
