import { expect, test } from 'vitest'
import {
  broken,
  EXCEPTIONS,
  FILES,
  hits,
  measures,
  RULES,
  sentencesOf,
} from '../scripts/english.ts'
import { ofMarkdown, ofPython, ofTypeScript, ofYaml } from '../scripts/sentences.ts'

const rulesOf = (text: string) => broken({ text, line: 1 }).map(({ name }) => name)

/** For each rule, sentences that break it and sentences that are near and do not. */
const CASES: Record<string, { hit: string[]; miss: string[] }> = {
  'seen from': {
    hit: ['The path, seen from the root'],
    miss: ['A run from which we have seen all'],
  },
  absent: { hit: ['One that is absent is an error.'], miss: ['Take an absence as a failure.'] },
  anew: { hit: ['It seeds its workers anew.'], miss: ['It compares a new run.'] },
  mend: {
    hit: ['The change mends it.', 'finding, and how to mend it'],
    miss: ['We recommend uv.', 'An amendment changes the pins.'],
  },
  grave: { hit: ['The gravest verdict counts.', 'a graver one'], miss: ['An engraved name'] },
  'hold against': {
    hit: ['It holds every request against the schema.', 'the sources are held against it'],
    miss: ['A record holds the streams.', 'We compare it against the lock.'],
  },
  'is said': {
    hit: ['The run starts again, which is said.', 'The sampler is told every epoch twice.'],
    miss: ['The report says so.', 'Two runs are told apart by their digest.'],
  },
  'of two': {
    hit: ['Of two jobs that want it at once the second waits.'],
    miss: ['It compares the streams of two runs.'],
  },
  'be it': {
    hit: ['Any rank, be it on this machine, counts.'],
    miss: ['It may be its own parent.'],
  },
  'such as it is': { hit: ['The record, such as it is, stays.'], miss: ['Tools such as uv work.'] },
  whoever: {
    hit: ['Whoever means it sets the flag.', 'Whatever draws, breaks it.'],
    miss: ['You can use whatever tool you like.'],
  },
  'old word': {
    hit: ['All are equal but for rounding.', 'killed for want of memory'],
    miss: ['This is not for you, but it is for them.'],
  },
  'old verb': {
    hit: ['The marker hangs on what is not known.', 'a variable that bears on the probe'],
    miss: ['DDP hangs one step later.', 'It depends on the marker.'],
  },
  'clause as subject': {
    hit: [
      'What a report tells its reader follows from these rows.',
      'What is broken is shown first.',
      'Whether a check fails is known early.',
      'What changed since the base commit is not known.',
    ],
    miss: [
      'What is measured',
      'What has changed',
      'What happens when a check fails?',
      'Who decides which file has the versions?',
      'How long each run may take, such as `90s`.',
      'We show what is broken.',
    ],
  },
  inversion: {
    hit: [
      'Left out are mutants of sentences.',
      'Tried are a plain script and hydra.',
      'Not measured is the loss.',
      'Nor do these variables.',
      'So does the newest release.',
      'Only in tests may files come and go.',
      'In the record is the seal.',
    ],
    miss: [
      'Speed is measured by the bench.',
      'From now on every rank is a new process.',
      'Only conda has to be there.',
      'In the record, the seal is a digest.',
    ],
  },
  'nothing is … that': {
    hit: ['Nothing is built that nobody uses.', 'No check fails that holds on the base.'],
    miss: ['Nothing that a change controls is run.', 'No check fails.'],
  },
  'double negation': {
    hit: ['It is not unseeded.', 'Nothing is not compared.', 'It never writes nothing.'],
    miss: ['Python measures and never judges.', 'Nothing has changed.'],
  },
}

test.each(RULES)('the rule "$name" finds what it names, and no more', ({ name, better }) => {
  const { hit, miss } = CASES[name] ?? { hit: [], miss: [] }
  expect(hit.length * miss.length).toBeGreaterThan(0)
  for (const text of hit) expect(rulesOf(text), text).toContain(name)
  for (const text of miss) expect(rulesOf(text), text).toEqual([])
  expect(rulesOf(better)).not.toContain(name)
})

test('a page is read as sentences with their lines, without code', () => {
  const page = [
    '# A heading with `mend`',
    '',
    'One `a. b` sentence,',
    'on two lines. [Another one](x.md) is **here**.',
    '',
    '```console',
    'absent',
    '```',
    '| a cell | not `one` |',
    '| - | - |',
    '| It holds. | <b>bold</b> |',
  ].join('\n')
  expect(ofMarkdown(page)).toEqual([
    { text: 'A heading with `X`', line: 1 },
    { text: 'One `X` sentence, on two lines.', line: 3 },
    { text: 'Another one is here.', line: 4 },
    { text: 'a cell', line: 9 },
    { text: 'not `X`', line: 9 },
    { text: 'It holds.', line: 11 },
    { text: 'bold', line: 11 },
  ])
})

test('programs and workflows are read as what people see of them', () => {
  const program = [
    "import { a } from 'a b c.ts'",
    'const message = `no $' + '{of(`this is nested here`)} is left`',
    "const id = 'two words'",
    "const sentence: string = 'The probe was killed. It left a file.'",
  ].join('\n')
  expect(ofTypeScript(program)).toEqual([
    { text: 'no `X` is left', line: 2 },
    { text: 'this is nested here', line: 2 },
    { text: 'The probe was killed.', line: 4 },
    { text: 'It left a file.', line: 4 },
  ])
  const python =
    '# it isn\'t "read at all here"\nraise E(\n    f"no {x} is "\n    "left of it"\n)\n'
  expect(ofPython(python)).toEqual([{ text: 'no `X` is left of it', line: 3 }])
  const workflow =
    '# Why it\n# runs\n#\n# A list:\n#   - one item\non: push # a word\njobs:\n  a:\n    description: The job.\n'
  expect(ofYaml(workflow)).toEqual([
    { text: 'The job.', line: 9 },
    { text: 'Why it runs', line: 1 },
    { text: 'A list:', line: 4 },
    { text: '- one item', line: 5 },
    { text: 'a word', line: 6 },
  ])
})

test('no sentence breaks a rule (npm run english)', () => {
  expect(FILES.length).toBeGreaterThan(400)
  expect(hits(FILES)).toEqual([])
})

test('each exception is needed, and says why', () => {
  const sentences = FILES.flatMap(sentencesOf)
  for (const { rule, text, reason } of EXCEPTIONS) {
    const pattern = RULES.find(({ name }) => name === rule)?.pattern
    const excused = sentences.filter(each => each.text.includes(text))
    expect(
      excused.some(each => pattern?.test(each.text)),
      text,
    ).toBe(true)
    expect(reason).toMatch(/\w+ \w+/)
  }
})

test.each(Object.entries(measures()))('%s', (_, { found, most }) => {
  expect(found, 'npm run english lists them').toBeLessThanOrEqual(most)
})
