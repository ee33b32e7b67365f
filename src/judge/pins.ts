import { meets } from '../model/packages.ts'
import type { Pins } from '../model/pins.ts'
import type { Look } from './look.ts'

const fixed = (pins: Pins | null) =>
  Object.entries(pins?.pins ?? {}).filter(([, version]) => version !== null)

/** conda's packages say a rebuild as a post-release: 2.3.1 is installed as 2.3.1.post300. */
function isVersion(actual: string, version: string, pins: Pins | null): boolean {
  const conda = pins?.manager === 'conda' || pins?.manager === 'pixi'
  const found = conda && !/post/.test(version) ? actual.replace(/\.post\d+$/, '') : actual
  return meets(found, `==${version}`) === true
}

export const pinsAreInstalled: Look = {
  without: 'no lock or manifest fixes a version',
  scenarios: ({ pins }) => (fixed(pins).length ? ['environment'] : []),
  findings: ({ environment, pins }) => {
    const found = new Map(environment.packages.map(each => [each.name.toLowerCase(), each.version]))
    return fixed(pins).flatMap(([name, version]) => {
      const actual = found.get(name)
      if (actual && version && isVersion(actual, version, pins)) return []
      const detail = `${pins?.source} pins ${name} ${version}, the interpreter has ${actual ?? 'none'}`
      return [{ scenario: 'environment', part: name, detail }]
    })
  },
}
