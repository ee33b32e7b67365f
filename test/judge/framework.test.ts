import { describe, expect, test } from 'vitest'
import { type Choice, chooseFramework, type Situation } from '../../src/judge/framework.ts'
import type { Demand } from '../../src/model/pins.ts'

/** Which of two Lightnings is measured, and when none is. */

const L = 'lightning'
const P = 'pytorch-lightning'

type Wish = [Demand['wants'], files?: number, aside?: boolean]
const uses = (...wishes: Wish[]) => ({
  complete: true,
  demands: wishes.map(([wants, files = 1, aside = false]) => ({ wants, files, aside })),
})

const ONLY = { [L]: '2.6.6' }
const OTHER = { [P]: '2.5.5' }
const APART = { [L]: '2.6.6', [P]: '2.5.5' }
const SAME = { [L]: '2.6.6', [P]: '2.6.6' }
const NONE = { [L]: null, [P]: null, torch: null, numpy: null }

const pins = (constraints: NonNullable<Situation['pins']>['constraints'], fixed = {}) => ({
  source: 'requirements.txt',
  constraints,
  pins: { ...NONE, ...fixed },
})

const choose = (situation: Partial<Situation>) =>
  chooseFramework({ wanted: 'auto', imports: uses(), present: {}, pins: null, ...situation })

const said = ({ problem }: Choice) => problem && `${problem.found}. ${problem.remedy(name => name)}`

describe('is measured', () => {
  test.each<[string, Partial<Situation>, string, RegExp | null]>([
    ['the only one', { present: ONLY }, L, null],
    ['the only one, as it is imported', { present: OTHER, imports: uses([[P]]) }, P, null],
    ['whichever of code for both is there', { present: OTHER, imports: uses([[L, P]]) }, P, null],
    [
      'what is imported',
      { present: APART, imports: uses([[P], 2]) },
      P,
      /imports pytorch_lightning \(2 files\)/,
    ],
    [
      'what is imported, whatever is pinned',
      { present: APART, imports: uses([[P]]), pins: pins({ [L]: '==2.6.6' }) },
      P,
      /imports/,
    ],
    [
      'the first choice of code for both',
      { present: APART, imports: uses([[P, L]]) },
      P,
      /imports/,
    ],
    [
      'what the program imports, not its tests',
      { present: APART, imports: uses([[L]], [[P], 9, true]) },
      L,
      /imports lightning \(1 file\)/,
    ],
    [
      'what tests import, where nothing else does',
      { present: APART, imports: uses([[P], 1, true]) },
      P,
      /imports/,
    ],
    ['either of one version', { present: SAME, imports: uses([[L]], [[P]]) }, L, /one code/],
    ['the imported one of one version', { present: SAME, imports: uses([[P]]) }, P, /imports/],
    [
      'what the files ask for by name',
      { present: APART, pins: pins({ [P]: '' }) },
      P,
      /requirements\.txt asks for pytorch-lightning/,
    ],
    ['what the files fix', { present: APART, pins: pins({}, { [P]: '2.5.5' }) }, P, /asks for/],
    ['what is named', { wanted: P, present: APART }, P, /framework is pytorch-lightning/],
    [
      'what is named, of what code uses both',
      { wanted: P, present: APART, imports: uses([[L]], [[P]]) },
      P,
      /framework is/,
    ],
    [
      'what is named, of one version',
      { wanted: P, present: SAME, imports: uses([[L]]) },
      P,
      /framework is/,
    ],
    [
      'what is there of what code uses both',
      { present: ONLY, imports: uses([[L]], [[P]]) },
      L,
      /imports both/,
    ],
    ['nothing, where nothing is there', {}, 'auto', null],
  ])('%s', (_, situation, name, why) => {
    const found = choose(situation)
    expect({ name: found.name, problem: said(found) }).toEqual({ name, problem: null })
    if (why) expect(found.told?.why).toMatch(why)
    else expect(found.told).toBeNull()
  })
})

describe('is an error', () => {
  test.each<[string, Partial<Situation>, string]>([
    [
      'an import of what is not installed',
      { present: ONLY, imports: uses([[P], 3]) },
      'the code imports pytorch_lightning (3 files), and only lightning 2.6.6 is installed. Pin pytorch-lightning, or import lightning instead; allowVersionMismatch measures it all the same',
    ],
    [
      'the same in tests alone',
      { present: OTHER, imports: uses([[L], 1, true]) },
      'the code imports lightning (1 file), and only pytorch-lightning 2.5.5 is installed. Pin lightning, or import pytorch_lightning instead; allowVersionMismatch measures it all the same',
    ],
    [
      'code that uses both',
      { present: APART, imports: uses([[L], 3], [[P], 2]) },
      'the code imports lightning 2.6.6 (3 files) and pytorch_lightning 2.5.5 (2 files). Name the one that trainings use with framework',
    ],
    [
      'no word on which of two',
      { present: APART },
      'lightning 2.6.6 and pytorch-lightning 2.5.5 are installed, and no file here says which one trainings use. Name the one that trainings use with framework',
    ],
    [
      'files that ask for both',
      { present: APART, pins: pins({ [L]: '==2.6.6', [P]: '==2.5.5' }) },
      'lightning 2.6.6 and pytorch-lightning 2.5.5 are installed, and no file here says which one trainings use. Name the one that trainings use with framework',
    ],
    [
      'a name against all imports',
      { wanted: L, present: APART, imports: uses([[P], 4]) },
      'framework names lightning, and the code imports pytorch_lightning alone (4 files). Set framework to pytorch-lightning; allowVersionMismatch measures it all the same',
    ],
    [
      'a name against the imports, where the other one is not there',
      { wanted: L, present: ONLY, imports: uses([[P], 4]) },
      'framework names lightning, and the code imports pytorch_lightning alone (4 files). Set framework to pytorch-lightning; allowVersionMismatch measures it all the same',
    ],
    [
      'a name of what is not installed',
      { wanted: P, present: ONLY },
      'framework names pytorch-lightning, and only lightning 2.6.6 is installed. Install pytorch-lightning from the file that pins the versions, or change framework',
    ],
  ])('%s', (_, situation, sentence) => expect(said(choose(situation))).toBe(sentence))
})

test('where the end of what is read was reached, the count says so', () => {
  const imports = { ...uses([[P]]), complete: false }
  expect(choose({ present: APART, imports }).told?.why).toBe(
    'the code imports pytorch_lightning (1 file of those that were read)',
  )
})
