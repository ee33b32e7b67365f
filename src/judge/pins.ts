import { satisfies } from '@renovatebot/pep440'
import type { Pins } from '../environment/pins.ts'
import type { Look } from './look.ts'

const fixed = (pins: Pins | null) =>
  Object.entries(pins?.pins ?? {}).filter(([, version]) => version !== null)

/** The versions in the interpreter are those that the repository's files fix. */
export const pinsAreInstalled: Look = {
  scenarios: ({ pins }) => (fixed(pins).length ? ['environment'] : []),
  findings: ({ environment, pins }) => {
    const found = new Map(environment.packages.map(each => [each.name.toLowerCase(), each.version]))
    return fixed(pins).flatMap(([name, version]) => {
      const actual = found.get(name)
      if (actual && satisfies(actual, `==${version}`)) return []
      const detail = `${pins?.source} pins ${name} ${version}, the interpreter has ${actual ?? 'none'}`
      return [{ scenario: 'environment', subject: name, detail }]
    })
  },
}
