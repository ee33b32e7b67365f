import type { Scenario } from '../model/suite.ts'

/** Which scenarios a check applies to, in words that combine: `all(seeded, severalRanks)`. */

type Condition = (scenario: Scenario) => boolean
export const seeded: Condition = ({ parameters }) => parameters.seed_everything
export const unseeded: Condition = ({ parameters }) => !parameters.seed_everything
export const oneRank: Condition = ({ parameters }) => parameters.num_devices === 1
export const severalRanks: Condition = ({ parameters }) => parameters.num_devices > 1
export const severalEpochs: Condition = ({ parameters }) => parameters.max_epochs > 1
export const workers: Condition = ({ parameters }) => parameters.num_workers > 0
export const severalWorkers: Condition = ({ parameters }) => parameters.num_workers > 1
export const noWorkers: Condition = ({ parameters }) => parameters.num_workers === 0
export const workersSeeded: Condition = ({ parameters: p }) => p.seed_workers || !p.seed_everything
export const workersNotSeeded: Condition = ({ parameters: p }) =>
  p.seed_everything && !p.seed_workers
export const inOrder: Condition = ({ in_order }) => in_order
export const validating: Condition = ({ validate }) => validate !== false
export const regularized: Condition = ({ model }) => model === 'regularized'

export const all =
  (...conditions: Condition[]): Condition =>
  scenario =>
    conditions.every(condition => condition(scenario))
