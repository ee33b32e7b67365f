/** The entries of a trail, `0:5f2c91aa 4:09d1e73b 7`: steps with their digests, which the last may lack. */
export const parseTrail = (trail: string): [step: string, digest: string | undefined][] =>
  trail
    .split(' ')
    .filter(Boolean)
    .map(entry => entry.split(':') as [string, string | undefined])
