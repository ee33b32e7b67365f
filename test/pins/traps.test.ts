import { expect, test } from 'vitest'
import { chosenInWords, pythonInWords, readPins } from '../../src/pins/index.ts'
import { memoryFiles } from '../../support/files.ts'
import { FIXTURES } from '../../support/pins/fixtures.ts'

const NOTHING = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }

test.each(FIXTURES)('$trap', async fixture => {
  const { files } = memoryFiles(fixture.files)
  const found = await readPins('/repo', { ...fixture.wanted, files })
  expect(found?.pins).toEqual({ ...NOTHING, ...fixture.pins })
  const { source, manager, constraints, python } = fixture
  const words = found && pythonInWords(found)
  if (python !== undefined) expect(words).toBe(python)
  for (const [name, expected] of Object.entries({ source, manager, constraints }))
    if (expected !== undefined) expect(found).toHaveProperty(name, expected)
  const text = (list: readonly string[] | undefined) => list?.join('\n') ?? ''
  if (fixture.notes) expect(text(found?.notes)).toMatch(fixture.notes)
  expect(text(found?.warnings)).toMatch(fixture.warnings ?? /^$/)
  if (fixture.target) expect(found?.target.python).toBe(fixture.target)
  if (fixture.rivals) expect(found?.rivals.map(({ file }) => file)).toEqual(fixture.rivals)
  if (fixture.missing)
    expect(
      found?.missing.map(each => `${each.name} (${chosenInWords(each)})`.replace(' ()', '')),
    ).toEqual(fixture.missing)
  for (const [name, reason] of Object.entries(fixture.reasons ?? {}))
    expect(found?.reasons).toHaveProperty([name], expect.stringMatching(reason))
  // Every null has its reason, and nothing else has one.
  const empty = Object.entries(found?.pins ?? {}).filter(([, version]) => version === null)
  expect(Object.keys(found?.reasons ?? {})).toEqual(empty.map(([name]) => name))
})
