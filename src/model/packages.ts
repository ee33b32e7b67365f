import { satisfies, valid } from '@renovatebot/pep440'

/** PEP 503: `PyTorch_Lightning` and `pytorch-lightning` are one package. */
export const normalise = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-')

/** No real version or range is longer; a longer one is not worth a regular expression's time. */
const MAX_LENGTH = 500

/** Whether a version is in a range, whose alternatives are parted by `||`. Null if that is unclear. */
export function meets(version: string, range: string): boolean | null {
  if (version.length > MAX_LENGTH || range.length > MAX_LENGTH || !valid(version)) return null
  try {
    return range
      .split('||')
      .some(each => each.trim() === '' || satisfies(version, each, { prereleases: true }))
  } catch {
    return null // The library throws for some ranges that are none.
  }
}
