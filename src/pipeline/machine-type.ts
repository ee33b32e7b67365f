import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { classOfRecord, ranksOf } from '../model/machine-type.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Suite } from '../model/suite.ts'
import type { RunInputs } from './inputs.ts'

type Wanted = Pick<RunInputs, 'class' | 'accelerator'>

export const acceleratorIn = (name: string) => (name.startsWith('cpu-') ? 'cpu' : 'gpu')

/** `auto` takes what the class says, where one is expected. */
export const acceleratorFor = ({ class: expected, accelerator }: Wanted): Wanted['accelerator'] =>
  expected && accelerator === 'auto' ? acceleratorIn(expected) : accelerator

/** Throws where the other inputs rule out the class that is expected: nothing is measured in vain. */
export function checkClass({ class: expected, accelerator }: Wanted, suite: Suite): void {
  if (!expected) return
  const ranks = ranksOf({ suite })
  if (!expected.endsWith(`-x${ranks}`))
    throw new ExpectedError(
      spell =>
        `${spell('class')}: expected ${expected}, found a suite for ${ranks} ranks: set ${spell('devices')} to the number behind the x`,
    )
  if (accelerator !== 'auto' && accelerator !== acceleratorIn(expected))
    throw new ExpectedError(
      spell =>
        `${spell('class')}: expected ${expected}, found ${spell('accelerator')} ${accelerator}: set ${spell('accelerator')} to ${acceleratorIn(expected)}, or leave it out`,
    )
}

/** Throws where a record is of another machine type than the one that is expected, if one is. */
export function requireClass(expected: string, record: ProbeRecord): void {
  const found = classOfRecord(record)
  if (!expected || found === expected) return
  throw wrongInput(
    'class',
    `expected a record of ${expected}, found one of ${found}: check the labels of the runner and which artifact the job downloads`,
  )
}
