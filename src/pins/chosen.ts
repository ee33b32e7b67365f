import { ExpectedError, type Spell, settingOf, wrongInput } from '../lib/errors.ts'
import { nearest } from '../lib/words.ts'
import { normalise } from '../model/packages.ts'
import { type Choice, type Chosen, type Missing, PROBED, type Probed } from '../model/pins.ts'
import type { Findings } from './declaration.ts'
import type { Reading } from './reading.ts'
import type { Target, Wanted } from './target.ts'

/** Extras and groups: whether a file has those that are asked for, and which would bring what it lacks. */

const KINDS = [
  { field: 'extras', input: 'extra', other: 'groups', otherInput: 'group' },
  { field: 'groups', input: 'group', other: 'extras', otherInput: 'extra' },
] as const

/** Throws ExpectedError for an extra or a group that the file does not have, or that excludes another. */
export function mustHaveChosen(reading: Reading, wanted: Wanted): void {
  if (!wanted.mayLack)
    for (const kind of KINDS)
      for (const name of wanted[kind.field] ?? [])
        if (!spelling(name, reading.choice[kind.field])) throw unknown(reading, kind, name)
  const conflict = reading.lock?.conflict?.(reading.target)
  if (conflict) throw new ExpectedError(`${reading.candidate.path}: ${conflict}: choose one`)
}

function unknown(
  { choice, declarations, candidate }: Reading,
  { field, input, other, otherInput }: (typeof KINDS)[number],
  name: string,
): ExpectedError {
  const { path, format } = candidate
  const found = JSON.stringify(name)
  const [all, asOther] = [choice[field], spelling(name, choice[other])]
  if (asOther)
    return new ExpectedError(
      spell =>
        `${spell(input)}: ${found} is one of the ${other} of ${path}: say ${settingOf(spell, otherInput, asOther)}`,
    )
  if (spelling(name, declarations?.choice?.[field] ?? []) && 'relock' in format)
    return wrongInput(
      input,
      `${path} was made without ${name}, which its manifest has${format.relock ? `: run '${format.relock}'` : ''}`,
    )
  if (all.length === 0) return wrongInput(input, `${path} has no ${field}, found ${found}`)
  const similar = nearest(name, all)
  return wrongInput(
    input,
    `expected one of the ${field} of ${path} (${listed(all)}), found ${found}${similar ? `; did you mean ${similar}?` : ''}`,
  )
}

const MAX_NAMES = 20
const listed = (names: readonly string[]) =>
  [
    ...names.slice(0, MAX_NAMES),
    ...(names.length > MAX_NAMES ? [`${names.length - MAX_NAMES} more`] : []),
  ].join(', ')

const spelling = (name: string, all: readonly string[]) =>
  all.find(each => normalise(each) === normalise(name))

/** What is chosen, as the file writes it: some tools take no other spelling. */
export function chosenIn({ target, choice, lock }: Reading): Chosen {
  const written = (field: keyof Choice) =>
    [...target[field]].map(name => spelling(name, choice[field]) ?? name)
  const without = lock?.without?.(target) ?? []
  return {
    extras: written('extras'),
    groups: written('groups'),
    ...(without.length ? { without } : {}),
  }
}

/** What the probe needs and the file does not give, and which extras and groups have it. */
export function missingIn(reading: Reading, found: Findings, installs: object): Missing[] {
  const { lock, declarations, target, otherPythons, versions } = reading
  const names = PROBED.filter(name => !(name in installs) && !found.get(name)?.version)
  const all = names.flatMap(name => {
    // On another Python it may be there.
    const elsewhere = otherPythons.some(python => versions({ ...target, python }).has(name))
    if (lock && elsewhere) return []
    const isSomewhere =
      lock?.holds.has(name) || declarations?.requirements.some(each => each.name === name)
    const brings = (field: keyof Choice) => (isSomewhere ? bringersOf(reading, name, field) : [])
    const [extras, groups] = [brings('extras'), brings('groups')]
    // A lock has no version of what lies in a directory of the repository, and installs it.
    if (lock && isSomewhere && extras.length + groups.length === 0) return []
    return { name, extras, groups, certain: lock !== null }
  })
  // A package that a manifest asks for may bring it, unless the manifest has it elsewhere.
  const isTold = all.some(({ extras, groups }) => extras.length + groups.length > 0)
  return lock || isTold ? all : []
}

/** The extras or groups that give a package: that which gives the least first. */
function bringersOf(reading: Reading, name: Probed, field: keyof Choice): string[] {
  const { target, versions, lock, declarations, choice } = reading
  const found = choice[field].flatMap(each => {
    const normalised = normalise(each)
    if (target[field].has(normalised)) return []
    const more: Target = { ...target, [field]: new Set([...target[field], normalised]) }
    if (lock) {
      const all = lock.conflict?.(more) ? new Map() : versions(more)
      return all.has(name) ? [{ each, size: all.size }] : []
    }
    const kind = field === 'extras' ? 'extra' : 'group'
    const rows = (declarations?.requirements ?? []).filter(
      ({ under }) => under?.kind === kind && under.names.includes(normalised),
    )
    return rows.some(row => row.name === name) ? [{ each, size: rows.length }] : []
  })
  return found.sort((one, other) => one.size - other.size).map(({ each }) => each)
}

/** `extra train, or group dev`, and the first in words. */
export function bringing(
  { extras, groups }: Choice,
  spell: Spell,
): { words: string; plural: boolean; say: string } | null {
  const kinds = [
    { word: 'extra', names: extras },
    { word: 'group', names: groups },
  ].filter(({ names }) => names.length > 0)
  const [first] = kinds
  if (!first) return null
  const words = kinds.map(
    ({ word, names }) => `${names.length > 1 ? `${word}s` : word} ${names.slice(0, 5).join(', ')}`,
  )
  return {
    words: words.join(' and '),
    plural: extras.length + groups.length > 1,
    say: settingOf(spell, first.word, first.names[0] ?? ''),
  }
}
