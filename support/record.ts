import { hash as digestOf } from 'node:crypto'
import { expectedChannels, type Span, spanOf, stepsPerEpoch } from '../src/model/channels.ts'
import type { Epoch, Loading, ProbeRecord, Run } from '../src/model/record.ts'
import type { Parameters, Scenario, Suite } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'

/** Builds records in which every relation holds, for tests that then break one of them. */

/** Of how many batches of an epoch the probe notes the worker. */
const NOTED = 64

export const hash = (text: string, digits = 32) => digestOf('sha256', text).slice(0, digits)

/** All that an epoch holds depends on the text alone, in other digits of one digest: large records have many. */
export function epoch(content: string, number: number, draws = 4): Epoch {
  const digits = hash(content, 64)
  const float = (index: number) => `0x1.${digits.slice(32 + 6 * index, 38 + 6 * index)}p-1`
  return {
    epoch: number,
    draws,
    digest: digits.slice(0, 32),
    startsOver: null,
    head: [...Array(Math.min(draws, 4)).keys()].map(float),
    trail: `0:${digits.slice(56)} 1:${digits.slice(0, 8)}`,
  }
}

/** What a stream's content depends on where everything is right. */
function content(id: string, parameters: Parameters, run: number, name: string, epoch: number) {
  const [rank, ...rest] = name.split('/')
  const part = rest.join('/')
  const { seed_everything, seed, num_devices, dataset_size } = parameters
  const start = seed_everything ? `seed ${seed}` : `${id} run ${run}`
  if (part === 'order') {
    const sampler = seed_everything ? seed : num_devices > 1 ? 0 : start
    return `order ${sampler} ${dataset_size} ${rank} ${epoch}`
  }
  if (part === 'val.order') return `val.order ${dataset_size} ${rank}`
  if (part === 'weights.init') return `init ${start}${seed_everything ? '' : rank}`
  if (part === 'buffers.end') return `${part} ${start} ${rank}`
  if (/^(weights|buffers|state)\./.test(part)) return `${part} ${start}`
  if (part === 'modes') return part
  const shared = seed_everything && !/^(val\.)?worker/.test(part)
  const same = shared || (seed_everything && !parameters.seed_workers)
  return `${part} ${start} ${num_devices} ${same ? '' : rank} ${epoch}`
}

/** What a resumed training starts with is what the cut one has ended with. */
const restored = ({ resumes }: Scenario, name: string) =>
  resumes === null ? name : name.replace(/(weights|state)\.start/, '$1.end')

function loadingOf({ parameters, validate }: Scenario, { epochs }: Span): Loading[] {
  const { num_devices, num_workers } = parameters
  const steps = [...Array(Math.min(stepsPerEpoch(parameters), NOTED)).keys()]
  const by = steps.map(step => step % num_workers).join(' ')
  const phases = ['train' as const, ...(validate === true ? ['validate' as const] : [])]
  const batches = phases.flatMap(phase => epochs.map(epoch => ({ phase, epoch, by })))
  return [...Array(num_devices).keys()].map(rank => ({
    rank,
    workers: num_workers,
    batches: num_workers === 0 ? [] : [...batches],
  }))
}

function run(plan: Suite, scenario: Scenario, number: number): Run {
  const { id, parameters } = scenario
  const { num_devices, dataset_size } = parameters
  const drawn = Math.ceil(dataset_size / num_devices) * num_devices
  const span = spanOf(scenario, plan)
  const { epochs, torn, lastSteps } = span
  const steps = stepsPerEpoch(parameters)
  const drawsIn = (number: number) => {
    if (number === torn?.epoch) return 4 * (steps - torn.steps)
    return 4 * (number === epochs.at(-1) ? (lastSteps ?? steps) : steps)
  }
  const made = (name: string, each: number) => {
    const whole = drawsIn(each) === 4 * steps
    const what = content(id, parameters, number, restored(scenario, name), each)
    return epoch(whole ? what : `${what} in part`, each, drawsIn(each))
  }
  return {
    scenario: id,
    run: number,
    seconds: 0.1,
    retries: 0,
    partition: epochs.map(each => ({
      epoch: each,
      drawn,
      distinct: dataset_size,
      shared: drawn - dataset_size,
    })),
    loading: loadingOf(scenario, span),
    channels: Object.fromEntries(
      [...expectedChannels(scenario, span, 'cpu')].map(([name, numbers]) => {
        const once = /seeds|weights|buffers|state/.test(name)
        const all = torn === null || once ? numbers : [torn.epoch, ...numbers]
        return [name, all.map(each => made(name, each))]
      }),
    ),
  }
}

export function goodRecord(plan: Suite = suite('standard', 2)): ProbeRecord {
  return {
    schemaVersion: 1,
    kind: 'record',
    probe: '1.0.0',
    suite: plan,
    environment: {
      framework: { name: 'lightning', version: '2.6.6', file: '/somewhere/lightning/__init__.py' },
      python: '3.11.7',
      platform: 'linux-x86_64',
      accelerator: 'cpu',
      deviceModel: null,
      cuda: null,
      gpu: null,
      cpuCapability: 'AVX2',
      threads: 1,
      hashSeed: 'random',
      variables: [],
      packages: [
        { name: 'lightning', version: '2.6.6', imported: true },
        { name: 'numpy', version: '2.4.6', imported: true },
        { name: 'pip', version: '25.0', imported: false },
        { name: 'torch', version: '2.13.0+cpu', imported: true },
      ],
    },
    equal: [],
    runs: plan.scenarios.flatMap(scenario =>
      [...Array(scenario.runs).keys()].map(number => run(plan, scenario, number)),
    ),
  }
}

/** Applies a change to the channels of a scenario whose names match, in all of its runs. */
export function alter(
  record: ProbeRecord,
  scenario: string,
  pattern: RegExp,
  change: (epoch: Epoch, name: string, run: number) => Partial<Epoch>,
): ProbeRecord {
  let touched = 0
  const altered = withRuns(record, run => {
    if (run.scenario !== scenario) return run
    const channels = Object.entries(run.channels).map(([name, epochs]) => {
      if (!pattern.test(name)) return [name, epochs]
      touched += 1
      return [name, epochs.map(each => ({ ...each, ...change(each, name, run.run) }))]
    })
    return { ...run, channels: Object.fromEntries(channels) }
  })
  if (touched === 0) throw new Error(`no channel of ${scenario} matches ${pattern}`)
  return altered
}

/** A record with other runs. What is equal is shared: whole copies are most of what the tests would take. */
export const withRuns = (record: ProbeRecord, change: (run: Run) => Run): ProbeRecord => ({
  ...record,
  runs: record.runs.map(change),
})
