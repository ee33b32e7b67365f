import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Acceptance, accept, approve } from '../../src/baseline/accept.ts'
import { canonical, rootDigest, withDigest } from '../../src/baseline/canonical.ts'
import { Committed } from '../../src/baseline/committed.ts'
import { readPending, writeBaseline } from '../../src/baseline/files.ts'
import { propose } from '../../src/baseline/pending.ts'
import { readReference } from '../../src/baseline/reference.ts'
import { compare } from '../../src/judge/drift.ts'
import { baselineSchema, pendingSchema } from '../../src/model/baseline.ts'
import { type ProbeRecord, recordSchema } from '../../src/model/record.ts'
import { buildSuite } from '../../src/model/suite.ts'
import { suite } from '../../src/probe/suites.ts'
import { alter, goodRecord } from '../../support/record.ts'

const record = goodRecord()
const pending = propose(record, 'cpu-x2', 'new', [], null)
const yes = { reason: 'because', author: 'me', violations: [] }

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
})
afterEach(() => rm(directory, { recursive: true }))

const save = async (value: Parameters<typeof writeBaseline>[1]) => {
  const file = join(directory, 'pending.json')
  await writeBaseline(file, value)
  return file
}

test('what is written is read back, whole and with the same digest', async () => {
  expect(await readPending(await save(pending))).toEqual(pending)
})

test('the text does not depend on the order in which the value was built', () => {
  const reversed = Object.fromEntries(Object.entries(pending).reverse()) as typeof pending
  expect(canonical(reversed)).toBe(canonical(pending))
})

test('canonical text is JSON of the same value, one line for each different stream', () => {
  const text = canonical(pending)
  expect(pendingSchema.parse(JSON.parse(text))).toEqual(pending)
  const lines = text.split('\n').filter(line => line.includes('"epochs"'))
  const part = (name: string) => name.split('/').slice(2).join('/')
  const streams = Object.entries(pending.channels).map(
    ([name, stream]) => part(name) + JSON.stringify(stream),
  )
  expect(lines).toHaveLength(new Set(streams).size)
})

test('a baseline of version 1, in which nothing refers to anything, is read and stays what it is', async () => {
  const old = withDigest({ ...approve(pending, yes), schemaVersion: 1 })
  const text = canonical(old)
  expect(text).not.toContain('"= ')
  await writeFile(join(directory, 'cpu-x2.json'), text)
  const { baseline } = await readReference(join(directory, 'cpu-x2.json'))
  expect(canonical(baseline)).toBe(text)
  expect(compare(record, baseline).compared).toBe(Object.keys(pending.channels).length)
})

test('a proposal of version 1 is accepted as one of today', () => {
  const { schemaVersion } = approve({ ...pending, schemaVersion: 1 }, yes)
  expect(schemaVersion).toBe(2)
})

test('any change of any value changes the digest', () => {
  const names = Object.keys(pending.channels)
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(2), (name, index) => {
      const copy = structuredClone(pending)
      const channel = copy.channels[name]
      const at = Math.min(index, (channel?.epochs.length ?? 1) - 1)
      channel?.epochs.splice(at, 1, '0'.repeat(16))
      expect(rootDigest(copy)).not.toBe(pending.digest)
    }),
  )
})

const bytesOf = (of: ProbeRecord) =>
  Buffer.byteLength(canonical(propose(of, 'cpu-x2', 'new', [], null)))

test('it stays under 64 KiB, however long the training', () => {
  const long = structuredClone(goodRecord(suite('standard', 2)))
  for (const run of long.runs)
    for (const epochs of Object.values(run.channels))
      for (const item of epochs)
        item.trail = [...Array(64).keys()].map(step => `${step * 1e4}:12345678`).join(' ')
  expect(bytesOf(long)).toBeLessThan(65536)
})

test.each([
  ['standard', 4],
  ['standard', 8],
  ['standard', 32],
  ['full', 2],
  ['full', 16],
] as const)('it stays under 64 KiB with the %s suite on %d ranks', (name, ranks) => {
  expect(bytesOf(goodRecord(suite(name, ranks)))).toBeLessThan(65536)
})

test('one that cannot be made small enough is refused', () => {
  const rows = Object.fromEntries([...Array(300).keys()].map(seed => [`s${seed}`, { seed }]))
  const many = goodRecord(buildSuite('huge', rows, 1))
  expect(() => propose(many, 'cpu-x1', 'new', [], null)).toThrow(/huge suite has too many channels/)
})

test('packages that do not fit are told as such, not as channels', () => {
  const many = goodRecord(suite('quick', 1))
  for (let number = 0; number < 4000; number++)
    many.environment.packages.push({ name: `package-${number}`, version: '1.0', imported: true })
  expect(() => propose(many, 'cpu-x1', 'new', [], null)).toThrow(/imports 400\d packages, too many/)
})

test('where ranks are folded, a change on any of them is seen', () => {
  const many = goodRecord(suite('standard', 16))
  const baseline = approve(propose(many, 'cpu-x16', 'new', [], null), yes)
  expect(compare(many, baseline).stories).toEqual([])
  fc.assert(
    fc.property(fc.nat(15), rank => {
      const changed = alter(many, 'seeded', RegExp(`^rank${rank}/main/numpy`), e => ({
        digest:
          `0${e.digest.slice(1)}` === e.digest ? `1${e.digest.slice(1)}` : `0${e.digest.slice(1)}`,
      }))
      const [story, ...others] = compare(changed, baseline).stories
      expect(others).toEqual([])
      const [, first, last] =
        /seeded\/rank(\d+)(?:-(\d+))?\/main/.exec(story?.channels[0] ?? '') ?? []
      expect(rank).toBeGreaterThanOrEqual(Number(first))
      expect(rank).toBeLessThanOrEqual(Number(last ?? first))
    }),
  )
})

test('weights that are no numbers any more are a digest, and never a literal', () => {
  const diverged = alter(record, 'seeded', /weights.end/, () => ({ head: ['nan', '-inf'] }))
  const text = canonical(propose(recordSchema.parse(diverged), 'cpu-x2', 'new', [], null))
  expect(text).not.toMatch(/nan|inf"/)
})

test('what follows a literal that is no number keeps its place', () => {
  const values = ['0x1p+0', 'nan', '0x1.8p+0']
  const diverged = alter(record, 'seeded', /weights.end/, () => ({ head: values }))
  const { channels } = propose(recordSchema.parse(diverged), 'cpu-x2', 'new', [], null)
  expect(channels['seeded/rank0/weights.end']?.head).toEqual(['0x1p+0'])
})

test.each([
  'x',
  'The random streams. https://github.com/another/lddpr-action/blob/v2/docs/baseline.md',
])(
  'what another owner or release has written at its top is read, and ours takes its place: %j',
  async about => {
    const other = withDigest({ ...pending, about })
    expect(await readPending(await save(other))).toEqual(other)
    expect(approve(other, yes)).toEqual(approve(pending, yes))
    await save(withDigest({ ...approve(pending, yes), about }))
    const { baseline } = await readReference(join(directory, 'pending.json'))
    expect(baseline.about).toBe(about)
  },
)

test.each(['', 'x'.repeat(301)])('but not without end, nor nothing', about => {
  expect(pendingSchema.safeParse({ ...pending, about }).success).toBe(false)
})

test('it names no path, time or machine', () => {
  expect(canonical(pending)).not.toMatch(/somewhere|seconds|hashSeed|"pip"/)
})

describe('accept', () => {
  test('writes the baseline of the class', async () => {
    const { file } = await accept(await save(pending), directory, yes)
    const known = (await Committed.read(directory, directory)).baseline('cpu-x2')
    expect(file).toBe(join(directory, 'cpu-x2.json'))
    expect(known?.baseline).toMatchObject({ kind: 'baseline', reason: 'because', author: 'me' })
    expect(baselineSchema.parse(known?.baseline)).toEqual(known?.baseline)
  })

  const violation = { check: 'launcher-agrees', subjects: ['launcher: order'] }
  const refusals: [string, object, Partial<Acceptance>, RegExp][] = [
    ['an empty reason', {}, { reason: ' ' }, /reason: expected why/],
    ['an unstable record', { verdict: 'unstable' }, {}, /unstable record cannot be accepted/],
    ['a violation', { violations: [violation] }, {}, /add acceptViolation launcher-agrees$/],
    [
      'a violation that is none',
      {},
      { violations: ['x'] },
      /does not violate it \(it violates nothing\)/,
    ],
  ]
  test.each(refusals)('refuses %s', (_, change, acceptance, message) => {
    const changed = pendingSchema.parse({ ...pending, ...change })
    expect(() => approve(changed, { ...yes, ...acceptance })).toThrow(message)
  })

  test('keeps the reason with an accepted violation', () => {
    const changed = { ...pending, violations: [violation] }
    expect(approve(changed, { ...yes, violations: ['launcher-agrees'] }).accepted).toEqual([
      { ...violation, reason: 'because', author: 'me' },
    ])
  })

  test('writes nothing when it refuses', async () => {
    const file = await save({ ...pending, digest: '0'.repeat(64) })
    await expect(accept(file, directory, yes)).rejects.toThrow(
      /edited by hand: its checksum differs/,
    )
    expect(await readdir(directory)).toEqual(['pending.json'])
  })
})

describe('a baseline that is not as it must be', () => {
  const broken = async (change: (text: string) => string) => {
    const file = join(directory, 'cpu-x2.json')
    await writeBaseline(file, approve(pending, yes))
    await writeFile(file, change(await readFile(file, 'utf8')))
    return (await Committed.read(directory, directory)).baseline('cpu-x2')
  }
  const cases: [string, (text: string) => string, RegExp][] = [
    ['cut short', text => text.slice(0, 500), /cpu-x2.json is not JSON/],
    [
      'of another version',
      text => text.replace('"schemaVersion": 2', '"schemaVersion": 9'),
      /schemaVersion: .*expected .*1.*2/,
    ],
    [
      'edited by hand',
      text => text.replace('because', 'whatever'),
      /edited by hand: its checksum differs/,
    ],
    [
      'of another class',
      text => text.replace('"class": "cpu-x2"', '"class": "cpu-x4"'),
      /checksum|class/,
    ],
    [
      'with a reference to nothing',
      text => text.replace('"= seeded/rank0"', '"= nowhere/rank0"'),
      /cpu-x2.json: channels\..*: expected .*nowhere.* found/,
    ],
    ['with an unknown field', text => text.replace('"kind"', '"kin": 1, "kind"'), /kin/],
  ]
  test.each(cases)('%s is an error that names file and field', async (_, change, message) => {
    await expect(broken(change)).rejects.toThrow(message)
  })
})

test('a record serves as reference as well as a baseline', async () => {
  const file = join(directory, 'record.json')
  await writeFile(file, JSON.stringify(record))
  const { baseline } = await readReference(file)
  expect(Object.keys(baseline.channels)).toEqual(Object.keys(pending.channels))
})
