import type { RunView } from '../model/channels.ts'
import type { Pins } from '../model/pins.ts'
import type { Environment } from '../model/record.ts'
import type { Scenario, Suite } from '../model/suite.ts'
import type { Comparison, Couples } from './couples.ts'
import type { Finding, Relation } from './relations.ts'

export interface Material {
  suite: Suite
  /** Scenarios that repeat what they are compared with. */
  equal: readonly string[]
  runs: readonly RunView[]
  environment: Environment
  pins: Pins | null
}

export interface Look {
  scenarios: (material: Pick<Material, 'suite' | 'pins' | 'equal'>) => string[]
  findings: (material: Material) => Finding[]
  /** Whether it compares runs, which says nothing where runs do not repeat. */
  comparesRuns?: true
  /** What is missing where it is decided on none. */
  without: string
  /** What is to be said where it holds. */
  holding?: (material: Material) => string
}

const NO_SCENARIO = 'not in this suite'

export const inEachRun = (applies: (scenario: Scenario) => boolean, relation: Relation): Look => ({
  scenarios: ({ suite }) => suite.scenarios.filter(applies).map(({ id }) => id),
  findings: ({ runs }) => runs.filter(({ scenario }) => applies(scenario)).flatMap(relation),
  without: NO_SCENARIO,
})

export const between = (
  couples: Couples,
  compare: Comparison,
  without: string = NO_SCENARIO,
): Look => ({
  scenarios: ({ suite }) => [...new Set(couples(suite).flatMap(pair => pair.map(({ id }) => id)))],
  findings: ({ suite, runs }) => {
    const first = (id: string) => runs.find(({ scenario }) => scenario.id === id)
    return couples(suite).flatMap(([one, other]) => {
      const [a, b] = [first(one.id), first(other.id)]
      return a && b ? compare(a, b, suite) : []
    })
  },
  comparesRuns: true,
  without,
})

export const amongRepeats = (compare: Comparison): Look => ({
  scenarios: ({ suite, equal }) =>
    suite.scenarios.filter(({ id, runs }) => runs > 1 || equal.includes(id)).map(({ id }) => id),
  findings: ({ suite, runs }) =>
    [...Map.groupBy(runs, ({ scenario }) => scenario.id).values()].flatMap(([first, ...others]) =>
      first ? others.flatMap(other => compare(first, other, suite)) : [],
    ),
  without: NO_SCENARIO,
  holding: ({ equal }) =>
    equal.length ? `${equal.join(', ')}: equal to what they are compared with, so run once` : '',
})

/** Every run of these scenarios beside every later one, whatever else the scenarios differ in. */
export const amongAll = (
  applies: (scenario: Scenario) => boolean,
  compare: (earlier: RunView, later: RunView) => Finding[],
): Look => ({
  scenarios: ({ suite }) => {
    const those = suite.scenarios.filter(applies)
    return those.reduce((sum, { runs }) => sum + runs, 0) > 1 ? those.map(({ id }) => id) : []
  },
  findings: ({ runs }) => {
    const those = runs.filter(({ scenario }) => applies(scenario))
    return those.flatMap((later, index) =>
      those.slice(0, index).flatMap(earlier => compare(earlier, later)),
    )
  },
  without: 'needs two runs without a seed',
})
