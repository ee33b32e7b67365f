import type { Examined } from '../model/doctor.ts'
import type { CheckResult } from '../model/report.ts'

/** What is wrong with a machine, one sentence each. */

/** Checks that tell of the machine. Others tell of the packages, which `check` judges. */
const OF_MACHINES = [
  'repeat-is-identical',
  'launcher-agrees',
  'unseeded-runs-differ',
  'replicas-agree-at-start',
  'replicas-agree-at-end',
]
/** What the loaders of a few ranks share; Docker's default, 64 MiB, is enough for the probe. */
const LEAST_SHARED = 48 * 1024 * 1024

const PROHIBITED = 'Prohibited'

export function problemsOf(
  { machine, steps }: Examined,
  measured: { checks: readonly CheckResult[] } | { error: string },
): string[] {
  const step = (name: string) => steps.find(each => each.name === name)?.result ?? {}
  const { listed, usable } = step('count the GPUs')
  const { threads, cudaInitialised } = step('import torch and Lightning')
  const closed = machine.cards?.filter(card => card.compute_mode === PROHIBITED) ?? []
  const shared = machine.sharedMemory
  const rows: [boolean, string][] = [
    [closed.length > 0, `nvidia-smi says that nobody may compute on ${closed.length} of the cards`],
    [
      shared !== null && shared.free < LEAST_SHARED,
      `/dev/shm has room for ${Math.round((shared?.free ?? 0) / 1024)} KiB, too little for DataLoader workers`,
    ],
    [
      Array.isArray(threads) && threads.length > 0,
      `threads run after the imports, so that every rank starts cold: ${threads}`,
    ],
    [cudaInitialised === true, 'the imports initialise CUDA, after which no process can be forked'],
    [
      listed !== usable,
      `the driver lists ${listed} GPUs, and torch can use ${usable}: partitions, or cards of others`,
    ],
    ...steps.map(({ name, error }): [boolean, string] => [error !== null, `${name}: ${error}`]),
    ...('error' in measured
      ? [[true, `the suite: ${measured.error}`] as [boolean, string]]
      : measured.checks
          .filter(({ id }) => OF_MACHINES.includes(id))
          .map(({ id, status, detail }): [boolean, string] => [
            status === 'fail',
            `${id}: ${detail}`,
          ])),
  ]
  return rows.filter(([isSo]) => isSo).map(([, sentence]) => sentence)
}
