import { meets, normalise } from '../model/packages.ts'
import { type Pins, PROBED, type Probed } from '../model/pins.ts'
import type { Environment } from '../model/record.ts'
import { standsIn, type TorchBuild } from '../model/torch-build.ts'
import type { Sentence } from './framework.ts'
import type { Look } from './look.ts'

export interface Mismatch {
  name: Probed
  /** `2.6.0`, or a range. */
  asked: string
  /** Null if it is not installed. */
  found: string | null
}

/** By normalised name. */
export type Installed = ReadonlyMap<string, string>

/** The first of a name is the one that is imported. */
export const installedOf = ({ packages }: Pick<Environment, 'packages'>): Installed =>
  new Map(packages.map(({ name, version }) => [normalise(name), version] as const).reverse())

/** conda's packages say a rebuild as a post-release: 2.3.1 is installed as 2.3.1.post300. */
function isVersion(actual: string, version: string, pins: Pins): boolean {
  const conda = pins.manager === 'conda' || pins.manager === 'pixi'
  const found = conda && !/post/.test(version) ? actual.replace(/\.post\d+$/, '') : actual
  return meets(found, `==${version}`) === true
}

/** What the files ask for, and the interpreter does not have. A build that was chosen to stand in for it is no other. */
export function mismatches(
  pins: Pins | null,
  installed: Installed,
  build?: TorchBuild,
): Mismatch[] {
  if (!pins) return []
  return PROBED.flatMap(name => {
    const found = installed.get(name) ?? null
    const version = pins.pins[name]
    const isBuild = (asked: string, found: string) =>
      name === 'torch' && standsIn(build, { asked, found })
    if (version !== null)
      return found !== null && (isVersion(found, version, pins) || isBuild(version, found))
        ? []
        : [{ name, asked: version, found }]
    const asked = pins.ranges?.[name] ?? []
    const broken = found === null ? asked[0] : asked.find(range => meets(found, range) === false)
    return broken === undefined ? [] : [{ name, asked: broken, found }]
  })
}

const asksFor = (pins: Pins | null) =>
  PROBED.filter(name => pins?.pins[name] || pins?.ranges?.[name])

/** `requirements.txt asks for lightning 2.6.0, but .venv/bin/python has 2.6.6`. */
export function mismatchInWords(
  { source }: Pick<Pins, 'source'>,
  found: readonly Mismatch[],
  who: string,
): string {
  const and = (words: readonly string[]) => words.join(' and ')
  const asked = found.map(({ name, asked }) => `${name} ${asked}`.trim())
  const has = found.map(each => each.found ?? `no ${each.name}`)
  return `${source} asks for ${and(asked)}, but ${who} has ${and(has)}`
}

/** The same as an error, with what to do. */
export const mismatchError =
  (pins: Pins, found: readonly Mismatch[], who: string): Sentence =>
  spell => {
    const command = pins.install ? ` (\`${pins.install}\`)` : ''
    // Such an interpreter was hardly meant for this repository.
    const isBare = found.every(each => each.found === null)
    const instead = isBare
      ? `leave out ${spell('python')} to build an environment from ${pins.source}`
      : 'rebuild the image'
    const anyway = isBare ? '' : `; ${spell('allowVersionMismatch')} measures it all the same`
    return `${mismatchInWords(pins, found, who)}. Install first${command}, or ${instead}${anyway}`
  }

/** Where the installer was given the files, and has installed something else. */
export const otherwiseInstalled =
  (pins: Pins, found: readonly Mismatch[]): Sentence =>
  spell =>
    `${mismatchInWords(pins, found, BUILT)}. Look for settings of the installer that replace versions, such as constraints; ` +
    `${spell('allowVersionMismatch')} measures it all the same`

const BUILT = 'the environment that was built from it'

export const pinsAreInstalled: Look = {
  without: 'no lock or manifest fixes a version',
  scenarios: ({ pins }) => (asksFor(pins).length ? ['environment'] : []),
  findings: ({ environment, pins }) =>
    mismatches(pins, installedOf(environment), environment.torchBuild).map(each => ({
      scenario: 'environment',
      part: each.name,
      detail: mismatchInWords({ source: pins?.source ?? null }, [each], 'the interpreter'),
    })),
}
