import type { Collection, Training } from '../../src/model/training.ts'
import { withRanks } from './broken.ts'

/** A rank keeps a copy of the model in a callback. */
export const keeping = (training: Training, digest: (rank: number) => string, names: string[]) =>
  withRanks(training, rank => {
    const copy: Collection = {
      part: 'copies.EMA.shadow',
      at: 'end',
      moment: null,
      digest: digest(rank.rank).padEnd(16, '0'),
      sketch: null,
      tensors: names.map(name => `${name}:${digest(rank.rank).padEnd(8, '0')}`),
    }
    return { ...rank, collections: [...rank.collections, copy] }
  })

/** The runs of a training and, beside them, one that was cut at the end of its first epoch and went on. */
export const resumed = (sound: Training, change: (training: Training) => Training): Training => {
  const [run] = sound.runs
  if (!run) throw new Error('it has a run')
  const once = (mode: 'cut' | 'resumed', training: Training) =>
    training.runs.slice(0, 1).map(each => ({ ...each, mode }))
  const goesOn = withRanks({ ...sound, runs: [run] }, rank => {
    const last = rank.collections.find(({ part, at }) => part === 'weights' && at === 'end')
    const start = rank.collections.map(each =>
      each.part === 'weights' && each.at === 'start' && last
        ? { ...each, digest: last.digest }
        : each,
    )
    const later = Object.entries(rank.channels).map(([name, trail]) => [
      name,
      trail
        .split(' ')
        .filter(entry => entry.startsWith('1.'))
        .join(' '),
    ])
    return { ...rank, collections: start, channels: Object.fromEntries(later) }
  })
  return {
    ...sound,
    runs: [...sound.runs, ...once('cut', sound), ...once('resumed', change(goesOn))],
  }
}
