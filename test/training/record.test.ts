import { expect, test } from 'vitest'
import { trainingSchema, written } from '../../src/model/training.ts'
import { apart, moved, startingLike } from '../../support/training/broken.ts'
import { hexFloat } from '../../support/training/floats.ts'
import { identityRun, soundTraining } from '../../support/training/record.ts'

/** The trainings that tests are made from are trainings. */

test.for([
  {},
  { steps: 1, ranks: 1, workers: 0 },
  { iterable: true, ranks: 4, workers: 3, own: [] },
  { accelerator: 'cuda' as const, steps: 33 },
])('%j', shape => {
  const training = soundTraining(shape)
  expect(trainingSchema.parse(training)).toEqual(training)
  const more = { ...training, runs: [...training.runs, identityRun(training)] }
  expect(trainingSchema.parse(more)).toEqual(more)
})

test('a run that is like the first one is written once', () => {
  const sound = soundTraining({ runs: 3 })
  const late = moved(sound, /^loss/, { runs: [1] })
  const text = JSON.stringify(written(late))
  expect(text.length).toBeLessThan(0.75 * JSON.stringify(late).length)
  expect(written(late).runs.map(({ fits }) => fits === 'same')).toEqual([false, false, true])
  expect(trainingSchema.parse(JSON.parse(text))).toEqual(late)
  const identity = { ...sound, runs: [...sound.runs.slice(0, 1), identityRun(sound)] }
  expect(trainingSchema.parse(written(identity))).toEqual(identity)
})

test('a first run that says it is like the first one is refused', () => {
  const [run, ...runs] = soundTraining().runs
  const found = trainingSchema.safeParse({
    ...soundTraining(),
    runs: [{ ...run, fits: 'same' }, ...runs],
  })
  expect(found.error?.issues[0]?.message).toBe('the first run is like no other')
})

test('one thing is changed, and the rest is as it was', () => {
  const sound = soundTraining()
  const late = moved(sound, /^worker1\/own/, { ranks: [1], runs: [0], from: '1.0' })
  expect(trainingSchema.parse(late).runs[1]).toEqual(sound.runs[1])
  const [before, after] = [sound, late].map(
    each => each.runs[0]?.fits[0]?.ranks[1]?.channels['worker1/own:dataset.rng']?.split(' ') ?? [],
  )
  expect(before?.slice(0, 5)).toEqual(after?.slice(0, 5))
  expect(before?.[5]).not.toBe(after?.[5])
  expect(() => moved(sound, /^nothing/)).toThrow('no channel matches')
  expect(() => startingLike(sound, /^nothing/, () => '')).toThrow('no generator')
  const far = apart(sound, ({ part, at }) => (part === 'weights' && at === 'step' ? 1e-3 : null))
  expect(trainingSchema.parse(far)).not.toEqual(sound)
})

test.for([
  [1, '0x1.0000000000000p+0'],
  [-3, '-0x1.8000000000000p+1'],
  [0.1, '0x1.999999999999ap-4'],
  [0, '0x0.0p+0'],
  [5e-324, '0x0.0000000000001p-1022'],
  [Number.NaN, 'nan'],
  [-Infinity, '-inf'],
] as const)('%d is written as Python writes it', ([value, text]) =>
  expect(hexFloat(value)).toBe(text),
)
