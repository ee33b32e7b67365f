import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatSubject, parseSubject } from '../../src/model/subject.ts'

const scenario = fc.stringMatching(/^[a-z0-9-]+$/)

test('a subject is read back as it was written', () => {
  fc.assert(
    fc.property(scenario, fc.string(), (scenario, part) => {
      expect(parseSubject(formatSubject({ scenario, part }))).toEqual({ scenario, part })
    }),
  )
})

test.each([
  ['seeded: worker/torch', 'seeded', 'worker/torch'],
  ['resumed: the rest of the order', 'resumed', 'the rest of the order'],
  ['environment: torch', 'environment', 'torch'],
  ['a: b: c', 'a', 'b: c'],
  ['neither:nor', '', 'neither:nor'],
  ['', '', ''],
])('%j is about %j and %j', (text, scenario, part) =>
  expect(parseSubject(text)).toEqual({ scenario, part }),
)
