import {
  type Choice,
  chooseFramework,
  importedOf,
  notLocked,
  otherThan,
} from '../judge/framework.ts'
import {
  type Installed,
  installedOf,
  mismatchError,
  mismatches,
  mismatchInWords,
  otherwiseInstalled,
} from '../judge/pins.ts'
import { ExpectedError } from '../lib/errors.ts'
import {
  type Answer,
  FRAMEWORKS,
  type Framework,
  type Imports,
  type Versions,
} from '../model/pins.ts'
import type { Report } from '../model/report.ts'
import type { TorchBuild } from '../model/torch-build.ts'
import type { Measured, World } from '../model/world.ts'
import { isLock, lackingOf } from '../pins/index.ts'

/**
 * That the right thing is measured: the versions that the change pins, and the Lightning that its code imports.
 * Asked of an interpreter before it is used, and of each record before it is judged. One rule on every machine: a
 * green run in a clone is to say what the same run says in CI.
 */

export interface Question {
  pins: Answer | null
  imports: Imports | null
  framework: Framework | 'auto'
  mayDiffer: boolean
  /** What the change starts from may not have the Lightning that is named or imported now: it has its own. */
  isBase?: boolean
  /** The build of torch that was chosen for it. */
  torchBuild?: TorchBuild | undefined
}

export interface Right {
  framework: Choice['name']
  told: Report['framework']
  /** What differs, where somebody has said that it may. */
  apart: readonly string[]
}

/**
 * Throws ExpectedError for what is not to be measured. `who` has these packages; null for the environment that was
 * built from the pins.
 */
export function mustBeRight(
  { pins, imports, framework, mayDiffer, isBase = false, torchBuild }: Question,
  installed: Installed | null,
  who: string | null,
  { spell }: Pick<World, 'spell'>,
): Right {
  const apart: string[] = []
  const found = installed ? mismatches(pins, installed, torchBuild) : []
  if (pins && found.length > 0) {
    if (!mayDiffer)
      throw wrong(who ? mismatchError(pins, found, who) : otherwiseInstalled(pins, found))
    const words = mismatchInWords(pins, found, who ?? 'what was built from it')
    apart.push(`${words}: ${spell('allowVersionMismatch')} allows it.`)
  }
  if (who && installed && !FRAMEWORKS.some(name => installed.has(name)))
    throw wrong(spell => lackingError(who, pins, spell))
  const present = presentIn(installed, pins)
  const isThere = framework === 'auto' || present[framework] !== undefined
  const wanted = isBase && !isThere ? 'auto' : framework
  const isImported = imports?.demands.some(({ wants }) => wants.some(each => present[each]))
  const asked = isBase && !isImported ? null : imports
  const { name, told, ...choice } = chooseFramework({ wanted, imports: asked, present, pins })
  const problem = choice.problem ?? lackingIn(pins, name)
  if (problem && !mayDiffer) throw wrong(to => `${problem.found}. ${problem.remedy(to)}`)
  if (problem) apart.push(`${problem.found}: ${spell('allowVersionMismatch')} allows it.`)
  return { framework: name, told, apart }
}

/** That what is installed is what the probe needs: asked of the files, before anything of them is. */
export function mustBeEnough({ pins, imports, framework, mayDiffer, isBase }: Question): void {
  if (!pins) return
  const named = framework === 'auto' ? importedOf(imports, presentIn(null, pins)) : framework
  const lacking = lackingOf(pins, isBase || mayDiffer ? 'auto' : named)
  if (lacking) throw wrong(lacking)
}

/** Whatever may differ: without Lightning nothing can be measured. */
const lackingError = (who: string, pins: Answer | null, spell: World['spell']) =>
  `${who} has neither ${FRAMEWORKS.join(' nor ')}. Install one there${pins?.install ? ` (\`${pins.install}\`)` : ''}, ` +
  `or ${pins?.source ? `leave out ${spell('python')} to build an environment from ${pins.source}` : `name an interpreter that has one with ${spell('python')}`}`

/** Packages beside a lock are not of it: what the change does not install is not what it is about. */
function lackingIn(pins: Answer | null, name: Choice['name']) {
  if (name === 'auto' || !pins?.source || !isLock(pins.source)) return null
  const isOther = pins.installs[name] === undefined && pins.pins[otherThan(name)]
  return isOther ? notLocked(name, pins.source) : null
}

const wrong = (sentence: (spell: World['spell']) => string) =>
  new ExpectedError(sentence, { kind: 'environment' })

/** What is pinned stands in for what is installed, where that is not known. */
const presentIn = (installed: Installed | null, pins: Answer | null): Partial<Versions> =>
  Object.fromEntries(
    FRAMEWORKS.flatMap(name => {
      const version = installed ? installed.get(name) : pins?.pins[name]
      return version ? [[name, version]] : []
    }),
  )

/** The same of a record, which another job may have made, or a command that knows nothing of the code. */
export function mustBeOfTheRight(
  { record: { environment }, ...question }: Measured,
  world: Pick<World, 'spell'>,
): Right {
  const { name, version } = environment.framework
  const framework = question.imports ? question.framework : name
  const asked = { ...question, framework, torchBuild: environment.torchBuild }
  const installed = installedOf(environment)
  const right = mustBeRight(asked, installed, 'what was measured', world)
  const { told } = right
  if (told === null) return right
  if (!question.imports) return { ...right, told: { ...told, why: `the record is of ${name}` } }
  if (right.framework === name) return right
  const turned = { ...told, measured: `${name} ${version}`, unmeasured: [told.measured] }
  const [one, other] = FRAMEWORKS.map(each => installed.get(each))
  if (one === other) return { ...right, told: turned }
  const found = `the record is of ${name} ${version}, and not of ${told.measured}, though ${told.why}`
  if (!question.mayDiffer) throw wrong(() => `${found}. Record again from this commit`)
  return { ...right, told: turned, apart: [...right.apart, `${found}.`] }
}
