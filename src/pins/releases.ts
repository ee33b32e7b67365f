import { PROBED, type Probed } from '../model/pins.ts'

/** Releases that nobody should install. */

interface Release {
  packages: readonly Probed[]
  versions: readonly string[]
  what: string
  link: string
}

// biome-ignore format: a table
const RELEASES: readonly Release[] = [
  {
    packages: ['lightning', 'pytorch-lightning'],
    versions: ['2.6.2', '2.6.3'],
    what: 'was published by attackers on 2026-04-30, steals credentials when it is imported, and was withdrawn; treat every secret of a machine that had it as known to others',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/issues/21691',
  },
]

export const warningsOf = (pins: Record<Probed, string | null>): string[] =>
  PROBED.flatMap(name =>
    RELEASES.filter(
      ({ packages, versions }) =>
        packages.includes(name) && versions.includes(pins[name]?.split('+')[0] ?? ''),
    ).map(({ what, link }) => `${name} ${pins[name]} ${what} (${link})`),
  )
