import type { TRAINING_MODES, TrainingPlan } from '../model/training.ts'

/** What the observer in the user's processes reads. */

/** What digests and sketches mean: records of different observers are not compared. */
export const OBSERVER = '2'
const SETTINGS_VERSION = 1

export type TrainingMode = (typeof TRAINING_MODES)[number]

export interface Wanted {
  plan: TrainingPlan
  mode: TrainingMode
  /** The checkpoint that a cut run leaves and a resumed one takes. */
  checkpoint: string | null
  /** Numbers the runs of mode `rounded`, each of which rounds otherwise. */
  rounding?: number
  /** Of a flag; null leaves what the code says. */
  devices: number | null
  /** `auto` does the same. */
  accelerator?: 'auto' | 'cpu' | 'gpu'
}

/** Arguments of the Trainer that replace those of the code. A flag replaces what the configuration says. */
export const overridesOf = ({ plan, devices, accelerator }: Wanted): TrainingPlan['trainer'] => ({
  ...plan.trainer,
  ...(devices === null ? {} : { devices }),
  ...(accelerator === undefined || accelerator === 'auto' ? {} : { accelerator }),
})

/** The text of settings.json. */
export function settingsText(wanted: Wanted): string {
  const { plan, mode, checkpoint, rounding = 0 } = wanted
  return JSON.stringify({
    schemaVersion: SETTINGS_VERSION,
    mode,
    steps: plan.steps,
    stop: plan.stop,
    trainer: overridesOf(wanted),
    checkpoint,
    rounding,
  })
}

/** Optimizer steps that a run of a mode takes: a cut one stops after half of them. */
export const stepsOf = (mode: TrainingMode, steps: number): number =>
  mode === 'cut' ? Math.max(1, Math.floor(steps / 2)) : steps
