import { kindOf, momentInWords } from './causal.ts'
import { type Cell, compareRuns } from './compare.ts'
import { type Finding, first, type Material, type Relation } from './material.ts'

/** A resumed training beside an uninterrupted one. */

/** Of a generator nobody minds its state, but what is drawn from it. */
const GENERATORS: readonly string[] = ['environment', 'states', 'workers', 'own', 'main']

/** Where the order is that of the uninterrupted training, and something later is not. */
const STATES_FIX =
  "A checkpoint of Lightning has no state of a generator, so augmentation and dropout draw other values after a resume. Save the states in the module's on_save_checkpoint and load them in on_load_checkpoint, or accept this check."

const ORDER_FIX =
  'Store the epoch of the sampler in the checkpoint. Since Lightning 2.5.3, a training that was cut at the end of an epoch continues with the order of epoch 0.'

export const resumes: Relation = material => {
  const { cut, resumed, run, training } = material
  if (!cut || !resumed) return 'no run of it was cut and resumed'
  const restored = notRestored(material)
  if (restored.length) return first(restored)
  // On a GPU rounding moves what is computed from one run to the next.
  const isExact = training.settings.accelerator === 'cpu'
  const counts = ({ name, moment, actual }: Cell) =>
    actual !== null &&
    /^\d/.test(moment) &&
    !GENERATORS.includes(kindOf(name).id) &&
    (isExact || !kindOf(name).arithmetic)
  const found = compareRuns({ training, run }, { training, run: resumed }).unequal.find(counts)
  if (!found) return []
  const moment = momentInWords(found.moment).replace(' · ', ', ')
  return [
    {
      subject: `rank${found.rank}/${found.name} after a resume`,
      detail: `after the resume, rank ${found.rank} differs from the uninterrupted run: the ${kindOf(found.name).words}, first in ${moment}`,
      fix: kindOf(found.name).id === 'order' ? ORDER_FIX : STATES_FIX,
    },
  ]
}

/** What was there when it was cut has to be there when it goes on. */
function notRestored({ cut, resumed }: Material): Finding[] {
  const [before, after] = [cut?.fits.at(-1), resumed?.fits.at(-1)]
  return (after?.ranks ?? []).flatMap(({ rank, collections }) =>
    collections
      .filter(({ at, part }) => at === 'start' && part === 'weights')
      .flatMap((start): Finding[] => {
        const end = before?.ranks
          .find(each => each.rank === rank)
          ?.collections.find(({ at, part }) => at === 'end' && part === start.part)
        if (!end || end.digest === start.digest) return []
        return [
          {
            subject: `rank${rank}/${start.part} after a resume`,
            detail: `the weights of rank ${rank} are not those that the checkpoint was saved with`,
          },
        ]
      }),
  )
}
