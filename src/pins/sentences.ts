import { type Spell, settingOf } from '../lib/errors.ts'
import {
  type Answer,
  type Choice,
  FRAMEWORKS,
  type Framework,
  type Missing,
  type Rival,
} from '../model/pins.ts'
import { bringing } from './chosen.ts'
import { isLock } from './formats.ts'

/** What keeps a repository from being measured, told from its files alone. */

type Sentence = (spell: Spell) => string

const MAX_RIVALS = 3

/** No file is the one to take the versions from: those that may be meant, and how one is named. */
export const noneIsChosen =
  ({ rivals }: Pick<Answer, 'rivals'>, place: string): Sentence =>
  spell => {
    const [first] = rivals
    if (!first)
      return `no file in ${place} fixes the versions; name one with ${spell('manifest')}, or an interpreter with ${spell('python')}`
    const some = rivals.slice(0, MAX_RIVALS).map(inWords)
    const more = rivals.length - some.length
    const all = [...some, ...(more > 0 ? [`${more} more`] : [])]
    const words = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0]
    return (
      `no file at the root fixes the versions; ${words} ${all.length > 1 ? 'fix different ones' : 'does'}: ` +
      `say ${settingOf(spell, 'manifest', first.file)}`
    )
  }

const inWords = ({ file, versions }: Rival) =>
  `${file} (${FRAMEWORKS.flatMap(name => (versions[name] ? [`${name} ${versions[name]}`] : [])).join(', ')})`

/** Why what a file gives is not enough for the probe; null if it is, or if only an installer can tell. */
export function lackingOf(answer: Answer, imported: Framework | 'auto'): Sentence | null {
  const { source, missing, target, rivals } = answer
  const found = source === null ? null : firstMissing(missing, imported)
  if (!source || !found) return null
  const { name, given } = found
  const does = isLock(source) ? 'installs' : 'asks for'
  const chosen = chosenInWords(target)
  return spell => {
    const other = bringing(found, spell)
    const what = name === 'lightning' && !given ? 'Lightning' : name
    const apart = chosen ? ` with ${chosen}` : other ? ' by default' : ''
    const head = given
      ? `the code imports ${name.replace('-', '_')}, and ${source} ${does} ${given} alone`
      : `${source} ${does} no ${what}${apart}`
    if (other)
      return `${head}; ${other.words} ${other.plural ? 'have' : 'has'} ${given ? name : 'it'}: say ${other.say}`
    const [rival] = rivals
    return rival
      ? `${head}; ${inWords(rival)} does: say ${settingOf(spell, 'manifest', rival.file)}`
      : `${head}; name the file that has it with ${spell('manifest')}, or an interpreter with ${spell('python')}`
  }
}

/** `extra cpu, group train`; empty if nothing is chosen. */
export const chosenInWords = ({ extras, groups }: Choice): string =>
  [...extras.map(name => `extra ${name}`), ...groups.map(name => `group ${name}`)].join(', ')

/** The first that is missing; of Lightning one is enough, unless the code imports the other. */
function firstMissing(
  missing: readonly Missing[],
  imported: Framework | 'auto',
): (Missing & { given?: Framework }) | null {
  const lacks = FRAMEWORKS.map(name => missing.find(each => each.name === name))
  const [one, other] = lacks
  const wanted = imported === 'auto' ? undefined : missing.find(each => each.name === imported)
  const others = missing.filter(({ name, certain }) => certain && !isFramework(name))
  if (one && other) {
    const found = both(one, other)
    return found.certain || found.extras.length + found.groups.length > 0 ? found : null
  }
  const given = FRAMEWORKS.find(name => name !== imported)
  const has = wanted && wanted.extras.length + wanted.groups.length > 0
  // lightning brings pytorch-lightning with it.
  if (has && given && (wanted.certain || given !== 'lightning')) return { ...wanted, given }
  return others[0] ?? null
}

const both = (one: Missing, other: Missing): Missing => ({
  name: 'lightning',
  extras: [...new Set([...one.extras, ...other.extras])],
  groups: [...new Set([...one.groups, ...other.groups])],
  certain: one.certain,
})

const isFramework = (name: Missing['name']) => (FRAMEWORKS as readonly string[]).includes(name)
