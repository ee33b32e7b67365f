import type { Mode } from '../../pipeline/inputs.ts'

/** An input that not every mode makes use of. */
interface Use {
  input: string
  modes: readonly Mode[]
  /** Given in another mode: `refused` where its author must believe that something happens. */
  otherwise: 'refused' | 'ignored'
  because: string
}

const MEASURING: readonly Mode[] = ['check', 'record']
const JUDGING: readonly Mode[] = ['check', 'report']
const NOT_ACCEPT: readonly Mode[] = ['check', 'record', 'report']

/** The inputs that are not for every mode. A job that shares its inputs with another is not punished for it. */
export const USES: readonly Use[] = [
  {
    input: 'record-path',
    modes: ['record', 'report'],
    otherwise: 'refused',
    because: 'a record is written by mode record and judged by mode report',
  },
  {
    input: 'record-digest',
    modes: ['report'],
    otherwise: 'refused',
    because: 'only mode report judges what another job has recorded',
  },
  ...['pending-path', 'reason', 'accept-violation', 'shrink', 'commit'].map(input => ({
    input,
    modes: ['accept'] as const,
    otherwise: 'refused' as const,
    because: 'only mode accept accepts anything',
  })),
  ...['allow-fork-pr', 'timeout-minutes'].map(input => ({
    input,
    modes: MEASURING,
    otherwise: 'ignored' as const,
    because: 'nothing is measured in it',
  })),
  ...[
    'python',
    'manifest',
    'extra',
    'group',
    'framework',
    'allow-version-mismatch',
    'install',
    'torch-build',
    'torch-index',
    'suite',
    'devices',
    'accelerator',
    'class',
  ].map(input => ({
    input,
    modes: NOT_ACCEPT,
    otherwise: 'ignored' as const,
    because: 'what is accepted was measured before',
  })),
  {
    input: 'base-python',
    modes: MEASURING,
    otherwise: 'ignored',
    because: 'nothing is measured in it',
  },
  ...['compare-with', 'base'].map(input => ({
    input,
    modes: NOT_ACCEPT,
    otherwise: 'ignored' as const,
    because: 'nothing is compared in it',
  })),
  ...['fail-on', 'comment', 'comment-id', 'check-run'].map(input => ({
    input,
    modes: JUDGING,
    otherwise: 'ignored' as const,
    because: 'nothing is judged in it',
  })),
]
