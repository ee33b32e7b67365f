import {
  type Answer,
  type Demand,
  FRAMEWORKS,
  type Framework,
  type Imports,
  type Versions,
} from '../model/pins.ts'
import type { Report } from '../model/report.ts'

/** Which of two Lightnings is the right one to measure: the one that the code imports. */

export interface Situation {
  /** What somebody has named, if anything. */
  wanted: Framework | 'auto'
  imports: Imports | null
  /** What is installed or, where that is not known, what is pinned. */
  present: Partial<Versions>
  /** The file that the versions come from, and what it and those beside it ask for by name. */
  pins: Pick<Answer, 'source' | 'pins' | 'constraints'> | null
}

export interface Choice {
  name: Framework | 'auto'
  /** Null where there is one only. */
  told: Report['framework']
  /** Why a verdict on it would be worth nothing. */
  problem: Problem | null
}

export interface Problem {
  found: string
  remedy: Sentence
}

/** A sentence that names inputs, in the spelling of its reader. */
export type Sentence = (spell: (input: string) => string) => string

const MODULE: Readonly<Record<Framework, string>> = {
  lightning: 'lightning',
  'pytorch-lightning': 'pytorch_lightning',
}

export const otherThan = (name: Framework): Framework =>
  name === 'lightning' ? 'pytorch-lightning' : 'lightning'

/** How many files use each; those in tests, documentation and examples where no others do. */
type Uses = ReadonlyMap<Framework, number>

function usesOf(imports: Imports | null, present: Partial<Versions>): Uses {
  const all = imports?.demands ?? []
  const main = all.filter(({ aside }) => !aside)
  const uses = new Map<Framework, number>()
  for (const demand of main.length ? main : all) {
    const name = resolve(demand, present)
    if (name) uses.set(name, (uses.get(name) ?? 0) + demand.files)
  }
  return uses
}

/** Code that takes either takes the first that is there. */
const resolve = ({ wants }: Demand, present: Partial<Versions>) =>
  wants.find(name => present[name]) ?? wants[0]

/** The one Lightning that the code imports, if there is one. */
export function importedOf(
  imports: Imports | null,
  present: Partial<Versions>,
): Framework | 'auto' {
  const [only, another] = usesOf(imports, present).keys()
  return only && !another ? only : 'auto'
}

/** The first row that applies decides. */
export function chooseFramework(situation: Situation): Choice {
  const { wanted, imports, present } = situation
  const there = FRAMEWORKS.filter(name => present[name])
  const uses = usesOf(imports, present)
  const used = [...uses.keys()]
  const [first] = there
  const [only, another] = used
  if (!first) return { name: wanted, told: null, problem: null } // The probe says what is missing.
  if (wanted !== 'auto' && !present[wanted])
    return of(first, situation, '', missing(wanted, situation))
  if (wanted !== 'auto') {
    const why = `framework is ${wanted}${uses.has(wanted) || !only ? '' : `, though the code imports ${MODULE[only]}`}`
    const isRight = uses.has(wanted) || !only || isSame(present)
    return of(wanted, situation, why, isRight ? null : contradicted(wanted, situation))
  }
  if (only && !another) {
    const why = `the code imports ${MODULE[only]} (${filesOf(uses, only, imports)})`
    if (present[only]) return of(only, situation, why)
    return of(first, situation, `only ${first} is installed`, importsTheOther(only, situation))
  }
  const [, second] = there
  if (!second) return of(first, situation, `the code imports both, and only this one is installed`)
  if (isSame(present)) return of('lightning', situation, 'both have one version, and so one code')
  if (another) return of('lightning', situation, 'nothing says which', usesBoth(situation, uses))
  const asked = askedFor(situation)
  if (asked) return of(asked, situation, `${situation.pins?.source ?? 'a file'} asks for ${asked}`)
  return of('lightning', situation, 'nothing says which', saysNothing(situation))
}

function of(
  name: Framework,
  { present, imports }: Situation,
  why: string,
  problem: Problem | null = null,
): Choice {
  const other = otherThan(name)
  const isUsed = usesOf(imports, present).has(other)
  const named = (each: Framework) => `${each} ${present[each] ?? '(not installed)'}`
  const told =
    present[other] || isUsed
      ? { measured: named(name), unmeasured: [named(other)], why, same: isSame(present) }
      : null
  return { name, told, problem }
}

/** Both are made from one source, release by release. */
const isSame = (present: Partial<Versions>) =>
  Boolean(present.lightning) && present.lightning === present['pytorch-lightning']

/** What the files ask for by name, and not what comes with something else: Lightning brings the other with it. */
function askedFor({ pins }: Situation): Framework | null {
  for (const has of [
    (name: Framework) => pins?.constraints[name] !== undefined,
    (name: Framework) => Boolean(pins?.pins[name]),
  ]) {
    const [one, other] = FRAMEWORKS.filter(has)
    if (one && !other) return one
  }
  return null
}

function filesOf(uses: Uses, name: Framework, imports: Imports | null): string {
  const count = uses.get(name) ?? 0
  const more = imports?.complete === false ? ' of those that were read' : ''
  return `${count} ${count === 1 ? 'file' : 'files'}${more}`
}

const installed = (present: Partial<Versions>) =>
  FRAMEWORKS.flatMap(name => (present[name] ? [`${name} ${present[name]}`] : [])).join(' and ')

const missing = (wanted: Framework, { present }: Situation): Problem => ({
  found: `framework names ${wanted}, and only ${installed(present)} is installed`,
  remedy: spell =>
    `Install ${wanted} from the file that pins the versions, or change ${spell('framework')}`,
})

/** A lock says all that is installed: what it lacks is from elsewhere. */
export const notLocked = (name: Framework, source: string): Problem => ({
  found: `the code imports ${MODULE[name]}, and ${source} has ${otherThan(name)} alone`,
  remedy: spell => `Lock ${name}, or import ${MODULE[otherThan(name)]} instead${orAllow(spell)}`,
})

function contradicted(wanted: Framework, { present, imports }: Situation): Problem {
  const other = otherThan(wanted)
  const files = filesOf(usesOf(imports, present), other, imports)
  return {
    found: `framework names ${wanted}, and the code imports ${MODULE[other]} alone (${files})`,
    remedy: spell => `Set ${spell('framework')} to ${other}${orAllow(spell)}`,
  }
}

function importsTheOther(name: Framework, { present, imports }: Situation): Problem {
  const files = filesOf(usesOf(imports, present), name, imports)
  return {
    found: `the code imports ${MODULE[name]} (${files}), and only ${installed(present)} is installed`,
    remedy: spell => `Pin ${name}, or import ${MODULE[otherThan(name)]} instead${orAllow(spell)}`,
  }
}

function usesBoth({ present, imports }: Situation, uses: Uses): Problem {
  const each = FRAMEWORKS.map(
    name => `${MODULE[name]} ${present[name]} (${filesOf(uses, name, imports)})`,
  )
  return { found: `the code imports ${each.join(' and ')}`, remedy: nameIt }
}

const saysNothing = ({ present }: Situation): Problem => ({
  found: `${installed(present)} are installed, and no file here says which one trainings use`,
  remedy: nameIt,
})

const nameIt: Sentence = spell => `Name the one that trainings use with ${spell('framework')}`

const orAllow: Sentence = spell => `; ${spell('allowVersionMismatch')} measures it all the same`
