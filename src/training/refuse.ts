import { durationInWords } from '../lib/duration.ts'
import type { Command, Ended } from '../lib/foreign/run.ts'
import { REPOSITORY } from '../model/owner.ts'
import { hidingFlag } from './command.ts'
import type { RankFile, Raw } from './files.ts'
import { linesOf } from './raw.ts'
import { stepsOf, type Wanted } from './settings.ts'
import { whyWaiting } from './standing.ts'

const ISSUES = `https://github.com/${REPOSITORY}/issues`

/** Why a run of a training cannot be judged: one sentence with the next step. */

export interface Happened {
  wanted: Wanted
  command: Command
  ended: Ended
  raw: Raw
  /** Where it was started. */
  directory: string
  /** What it may print. */
  limit: number
}

type Refusal = (happened: Happened) => string | null

/** How it ended. A rank that runs without the observer does not stop, and the others wait for it until they are ended. */
const BEFORE: readonly Refusal[] = [notStarted, observerFailed, rankMissing, timedOut, tooLoud]

/** In this order: what comes first explains what comes later. */
const AFTER: readonly Refusal[] = [
  leftAlone,
  trainingFailed,
  noTrainer,
  notFinished,
  noStep,
  unequalSteps,
  tooFewSteps,
  commandFailed,
]

const first = (rows: readonly Refusal[], happened: Happened): string | null => {
  for (const refusal of rows) {
    const sentence = refusal(happened)
    if (sentence !== null) return sentence
  }
  return null
}

/** Null where all is as it must be. */
export const whyRefused = (happened: Happened): string | null =>
  first(BEFORE, happened) ?? first(AFTER, happened)

export const whyNotStarted = (happened: Happened): string | null => first(BEFORE, happened)

function notStarted({ ended: { code }, command: [program] }: Happened): string | null {
  if (code === null) return null
  if (code === 'ENOENT')
    return `the program '${program}' does not exist; install it in the environment of the training, or correct the command`
  if (code === 'EACCES')
    return `the program '${program}' cannot be executed; name one that can, such as python`
  return `the program '${program}' cannot be started (${code}); correct the command`
}

function timedOut({ ended, wanted, raw }: Happened): string | null {
  if (ended.cut !== 'late') return null
  const { steps, timeout } = wanted.plan
  const done = stepsIn(raw)
  const at = done ? `at step ${done} of ${steps}` : 'before its first step'
  const why = whyWaiting(raw)
  const next = why === null ? '; raise its timeout, or set fewer steps' : `: ${why}`
  return `the training timed out after ${durationInWords(timeout)}, ${at}${next}`
}

function tooLoud({ ended, limit }: Happened): string | null {
  if (ended.cut !== 'loud') return null
  return `the training has printed more than ${limit} bytes; have it print less, for example without a progress bar`
}

/** What the processes of a training have written; their error lines may be in any of them. */
const everyLine = ({ processes, ranks }: Raw) => [
  { where: 'a process', lines: processes },
  ...ranks.flatMap(({ rank, lines, workers }) => [
    { where: `rank ${rank}`, lines },
    ...workers.map(own => ({ where: `a worker of rank ${rank}`, lines: own })),
  ]),
]

function observerFailed({ raw }: Happened): string | null {
  for (const { where, lines } of everyLine(raw))
    for (const { hook, type, message } of linesOf(lines, 'observer-error')) {
      if (type === 'Moved')
        return `torch or Lightning no longer has ${message}, where the observer looks (${hook}); use an earlier release, or report it at ${ISSUES}`
      return `the observer failed in ${hook} on ${where}: ${type}: ${message}; this is a bug of lddpr, report it at ${ISSUES}`
    }
  return null
}

/** Ranks that wait for the one that failed report a lost connection. */
const isOwn = ({ message }: { message: string }) =>
  !/connection|timed? ?out|gloo|nccl/i.test(message)

const exceptionsIn = ({ ranks }: Raw) =>
  ranks.flatMap(({ rank, lines }) => linesOf(lines, 'exception').map(line => ({ rank, ...line })))

/** A rank that went without a word, while others waited for it. */
function leftAlone({ raw }: Happened): string | null {
  const failed = exceptionsIn(raw)
  const [lost] = failed
  const silent = raw.ranks.find(({ rank }) => !failed.some(each => each.rank === rank))
  if (!lost || !silent || failed.some(isOwn)) return null
  const end = linesOf(silent.lines, 'end').at(-1)
  return end
    ? `rank ${silent.rank} reached the end of fit with ${end.steps} optimizer steps while rank ${lost.rank} went on; give all ranks equally many batches`
    : `the process of rank ${silent.rank} ended without an exception while rank ${lost.rank} waited for it; look for os._exit or too little memory`
}

function trainingFailed({ raw, directory }: Happened): string | null {
  const failed = exceptionsIn(raw)
  const found = failed.find(isOwn) ?? failed[0]
  if (!found || found.type === 'SystemExit') return null
  const { rank, type, message, place } = found
  const said = message.split('\n')[0] ?? ''
  const at = place ? ` (${place.replace(`${directory}/`, '')})` : ''
  return `the training failed on rank ${rank}: ${type}: ${said}${at}; correct that, then observe it again`
}

const HIDDEN =
  'start Python without -I and -E, and without clearing the environment, which hide the observer'

function noTrainer(happened: Happened): string | null {
  const { raw, ended, command } = happened
  if (raw.ranks.length) return null
  const built = linesOf(raw.processes, 'trainer').length > 0
  const failed = howItFailed(ended)
  if (failed)
    return `${failed} before ${built ? 'fit has begun' : 'a Trainer was built'}; correct the command`
  if (built)
    return 'a Trainer was built, and no fit has begun to train; name the command that trains, or check that its Trainer has batches'
  if (linesOf(raw.processes, 'fabric').length)
    return 'the command uses Lightning Fabric, which has no Trainer; only trainings with a Trainer can be observed'
  const flag = hidingFlag(command)
  if (flag)
    return `no Trainer was seen, because ${flag} hides the observer from Python; start it without that flag`
  return `no Trainer of lightning or pytorch_lightning was built; name the command that trains, and ${HIDDEN}`
}

function howItFailed({ status, signal }: Ended): string | null {
  if (signal === 'SIGKILL')
    return 'the command was killed by SIGKILL, perhaps because memory ran out,'
  if (signal) return `the command was killed by ${signal}`
  return status ? `the command ended with status ${status}` : null
}

const hasEnded = ({ lines }: RankFile) => linesOf(lines, 'end').length > 0

function notFinished({ raw, ended }: Happened): string | null {
  if (raw.ranks.every(hasEnded)) return null
  const rank = raw.ranks.find(file => !hasEnded(file))?.rank
  const how = howItFailed(ended)
  if (how) return `${how} before the end of fit; correct what its last lines say`
  return `fit did not reach its end on rank ${rank}, though the command ended well; look for what leaves it early`
}

/** Fits with the ranks that they must have. */
const fitsOf = ({ ranks }: Raw) => [...Map.groupBy(ranks, ({ fit }) => fit).values()]

function rankMissing({ raw, command }: Happened): string | null {
  for (const files of fitsOf(raw)) {
    const setups = files.flatMap(({ lines }) => linesOf(lines, 'setup'))
    const [setup] = setups
    if (!setup) return `rank ${files[0]?.rank} has no setup line; report it at ${ISSUES}`
    // Of several nodes, this machine has those that have begun here.
    const nodes = new Set(setups.map(({ node }) => node))
    const each = Math.ceil(setup.world / setup.nodes)
    const wanted = [...Array(setup.world).keys()].filter(rank => nodes.has(Math.floor(rank / each)))
    const missing = wanted.find(rank => !files.some(file => file.rank === rank))
    if (missing === undefined) continue
    const flag = hidingFlag(command)
    const why = flag
      ? `its Python was started with ${flag}, which hides the observer; start it without that flag`
      : `its process did not get the variables of the observer; ${HIDDEN}`
    return `rank ${missing} of ${setup.world} was not seen: ${why}`
  }
  return null
}

const stepsOfRank = ({ lines }: RankFile) => linesOf(lines, 'end').at(-1)?.steps ?? 0

function noStep({ raw }: Happened): string | null {
  if (raw.ranks.some(file => stepsOfRank(file) > 0)) return null
  return 'fit ended without a training step; check that the training data has a batch for each rank'
}

function unequalSteps({ raw }: Happened): string | null {
  for (const files of fitsOf(raw)) {
    const steps = files.map(file => ({ rank: file.rank, steps: stepsOfRank(file) }))
    const [one] = steps
    const other = steps.find(each => each.steps !== one?.steps)
    if (one && other)
      return `rank ${one.rank} took ${one.steps} optimizer steps and rank ${other.rank} took ${other.steps}; give all ranks equally many batches`
  }
  return null
}

function tooFewSteps({ raw, wanted: { plan, mode } }: Happened): string | null {
  // A resumed run takes the rest.
  if (mode === 'resumed') return null
  const wanted = stepsOf(mode, plan.steps)
  const most = Math.max(...raw.ranks.map(stepsOfRank))
  if (most >= wanted) return null
  const words = most === 1 ? '1 optimizer step' : `${most} optimizer steps`
  return `the training ended after ${words}, ${wanted} were asked: set steps to ${most}, or have it train longer`
}

function commandFailed({ ended, wanted }: Happened): string | null {
  const how = howItFailed(ended)
  if (how === null) return null
  return wanted.plan.stop === 'command'
    ? `${how} after fit; correct that, or set stop to after-fit`
    : `${how} after fit; correct what its last lines say`
}

/** Optimizer steps until now, of the rank that is furthest. */
function stepsIn({ ranks }: Raw): number {
  const last = ranks.map(({ lines }) => linesOf(lines, 'loss').at(-1)?.step ?? -1)
  return Math.max(0, ...last.map(step => step + 1))
}
