import * as z from 'zod'
import { actionInputs, planInputs, runInputs } from '../../pipeline/inputs.ts'
import type { Output } from './outputs.ts'

/** The published actions: what each takes and puts out. Its action.yml says the same. */

/** Those that walk the road, or one stretch of it. `check` is the one at the root of the repository. */
export const STRETCHES = ['check', 'record', 'report', 'accept'] as const
export type Stretch = (typeof STRETCHES)[number]
export type Action = Stretch | 'plan'

const ALL = runInputs.omit({ noInstall: true }).extend(actionInputs.shape)
type Name = keyof typeof ALL.shape

const PLACE = ['cwd', 'baseline', 'reportDir', 'githubToken'] as const
/** What is measured, and what it is compared with: who measures and who judges must agree. */
const SUBJECT = [
  'python',
  'manifest',
  'extra',
  'group',
  'framework',
  'allowVersionMismatch',
  'suite',
  'trainings',
  'devices',
  'accelerator',
  'class',
  'compareWith',
  'base',
] as const
const MEASURING = [
  'basePython',
  'install',
  'torchBuild',
  'torchIndex',
  'timeout',
  'allowForkPr',
] as const
const PUBLISHING = ['failOn', 'comment', 'commentId'] as const
const ACCEPTING = ['pendingPath', 'reason', 'acceptViolation', 'shrink', 'commit'] as const

/** In the order of the schemas. */
const only = (...names: readonly Name[]): z.ZodObject =>
  z.object(
    Object.fromEntries(Object.entries(ALL.shape).filter(([name]) => names.includes(name as Name))),
  )

const VERDICT = [
  'verdict',
  'failed-checks',
  'report-path',
  'record-path',
  'pending-baseline-path',
  'comment-url',
] as const

const { recordPath, githubToken } = actionInputs.shape

interface Contract {
  inputs: z.ZodObject
  outputs: readonly Output[]
  /** Of its job's token, each with what it is for. */
  permissions: Readonly<Record<string, string>>
}

const READS = { 'contents: read': 'to check out, and to read the base commit' }
const COMMENTS = { 'pull-requests: write': 'to comment' }

export const CONTRACTS: Readonly<Record<Action, Contract>> = {
  check: {
    inputs: only(...PLACE, ...SUBJECT, ...MEASURING, ...PUBLISHING),
    outputs: VERDICT,
    permissions: { ...READS, ...COMMENTS },
  },
  record: {
    inputs: only(...PLACE, ...SUBJECT, ...MEASURING, 'recordPath').extend({
      recordPath: recordPath.describe(
        'Where the record goes, relative to {cwd}. Default: `record.json` in {reportDir}.',
      ),
      githubToken: githubToken.describe(
        'Fetches the base commit if the checkout lacks it, with `contents: read`. Default: the token of the job.',
      ),
    }),
    outputs: ['record-path', 'record-digest'],
    permissions: READS,
  },
  report: {
    inputs: only(...PLACE, ...SUBJECT, ...PUBLISHING, 'recordPath', 'recordDigest'),
    outputs: VERDICT,
    permissions: { ...READS, ...COMMENTS },
  },
  accept: {
    inputs: only(...PLACE, ...ACCEPTING).extend({
      githubToken: githubToken.describe(
        'Looks up who gives a command, answers it, and commits. Default: the token of the job.',
      ),
    }),
    outputs: ['baseline-path', 'commit-sha'],
    permissions: {
      'actions: read':
        'to fetch the proposed baseline from the artifacts of the run that proposed it',
      'contents: write': 'to commit, with `commit: true`; otherwise `contents: read`, to check out',
      'pull-requests: write': 'to answer the command',
    },
  },
  plan: {
    inputs: planInputs,
    outputs: ['needed', 'packages', 'reason'],
    permissions: READS,
  },
}

/** As `uses:` names it, behind the owner. */
export const nameOf = (action: Action) =>
  action === 'check' ? 'lddpr-action' : `lddpr-action/${action}`
