import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordSchema } from '../../src/model/record.ts'
import { isRepeated } from '../../src/model/suite.ts'
import { suite } from '../../src/probe/suites.ts'
import { type Fault, unstable } from './fault.ts'
import { inject, type Sound } from './inject.ts'

/** How often a fault is found that shows in one run of two, now that only what differs runs again. */

/** Ranks of a run have one port, so they decide alike, and no two runs need do so. */
const SITE = `
import os
from after_import import after, instead_of

@after("torch.utils.data.distributed")
def broken(distributed):
    @instead_of(distributed.DistributedSampler, "__iter__")
    def iterate(right, self):
        order = list(right(self))
        return iter(order[::-1] if int(os.environ.get("MASTER_PORT", "0")) % 2 else order)
`
const FLAKY: Fault = {
  ...unstable('one-run-of-two', 'chance'),
  around: { what: 'The order is reversed in one run of two.', site: { 'sitecustomize.py': SITE } },
}
/** The scenarios that run once at first, and again if they differ from the baseline. */
const REPEATED = suite('standard', 2).scenarios.filter(isRepeated)

/** A page of words, and whether chance explains what was found. */
export async function chance(sound: Sound, times: number, progress: (message: string) => void) {
  let found = 0
  let suites = 0
  for (let time = 0; time < times; time++) {
    const cwd = `${sound.cwd}-${FLAKY.id}`
    const { verdict } = await inject(FLAKY, sound)
    const text = await readFile(join(cwd, 'lddpr-report/record.json'), 'utf8')
    const { equal } = recordSchema.parse(JSON.parse(text))
    const differing = REPEATED.filter(({ id }) => !equal.includes(id)).length
    found += differing
    suites += verdict === 'match' ? 0 : 1
    progress(`${verdict}: found in ${differing} of ${REPEATED.length} scenarios`)
  }
  const all = times * REPEATED.length
  const expected = `${all / 2}, give or take ${Math.round(2 * Math.sqrt(all / 4))}`
  return {
    text: `found in ${found} of ${all} scenarios (by chance ${expected}), and in ${suites} of ${times} suites`,
    met: suites === times && Math.abs(found - all / 2) <= 3 * Math.sqrt(all / 4),
  }
}
