import { ExpectedError } from '../lib/errors.ts'
import { ranksOf } from '../model/machine-type.ts'
import type { Suite } from '../model/suite.ts'
import type { Located } from './base.ts'
import type { RunInputs } from './inputs.ts'
import { acceleratorFor, acceleratorIn } from './machine-type.ts'

/**
 * What a run is compared with: the committed baseline, or the base commit in the same run. `either`: only the machine
 * type that the probe finds decides, for some that it can be have a baseline.
 */
export type Reference = 'baseline' | 'base' | 'either'

type Asked = Pick<RunInputs, 'compareWith' | 'class' | 'accelerator'>

/** What is known of it before anything is measured. `classes` are the machine types that have a baseline. */
export function referenceFor(inputs: Asked, suite: Suite, classes: readonly string[]): Reference {
  if (inputs.compareWith !== 'auto') return inputs.compareWith
  const accelerator = acceleratorFor(inputs)
  const possible = classes
    .filter(name => inputs.class === '' || name === inputs.class)
    .filter(name => name.endsWith(`-x${ranksOf({ suite })}`))
    .filter(name => accelerator === 'auto' || acceleratorIn(name) === accelerator)
  if (possible.length === 0) return 'base'
  // All machine types of a CPU with so many ranks are one.
  return inputs.class || accelerator === 'cpu' ? 'baseline' : 'either'
}

/** One interpreter cannot have the versions of both commits. */
export function mustNameBoth({ compareWith, python, basePython }: RunInputs): void {
  const isOneOnly =
    compareWith === 'base' ? Boolean(python) !== Boolean(basePython) : basePython && !python
  if (isOneOnly)
    throw new ExpectedError(
      spell =>
        `${spell('compareWith')}: base takes ${spell('python')} and ${spell('basePython')}, or neither: one interpreter cannot have the versions of both commits`,
    )
}

/** Why the base is not to be measured, and what helps; null where nothing stands in the way. */
export function whyNotBase(
  { base, problem }: Pick<Located, 'base' | 'problem'>,
  { python, basePython, compareWith }: Pick<RunInputs, 'python' | 'basePython' | 'compareWith'>,
): ExpectedError | null {
  if (compareWith === 'baseline') return null // Nobody has asked.
  if (problem) return problem
  if (python && !basePython)
    return new ExpectedError(
      spell =>
        `${spell('python')} names one interpreter; name that of the base commit with ${spell('basePython')}, or leave both out`,
    )
  return base?.isOwn ? new ExpectedError('the change starts from this very commit') : null
}
