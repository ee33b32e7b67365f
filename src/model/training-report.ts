import type { CheckResult, PackageChange } from './report.ts'
import type { Source } from './training.ts'
import type { Verdict } from './verdict.ts'

/** Shown in reports of a training: see src/judge/training/. */
export interface TrainingReport {
  name: string
  command: readonly string[]
  verdict: Verdict
  /** `Your training computes the same for 20 steps.` */
  headline: string
  /** Further sentences about it: the place, the closeness, what was not compared. */
  sentences: readonly string[]
  error: { message: string; detail: string } | null
  checks: readonly CheckResult[]
  /** Null where nothing differs or nothing was compared. */
  first: {
    /** `finetune/rank1/worker0/own:dataset.rng · epoch 0 · step 3` */
    coordinate: string
    /** In words: `the samples of worker 1`. */
    what: string
    expected: string
    actual: string
    /** Tensors or samples that differ there, a few of them. */
    parts: readonly string[]
    matchingBefore: number
    compared: number
  } | null
  closeness: 'equal' | 'close' | 'different' | null
  /** The relative difference that decides, of the whole model or of later losses; and that of repeats. */
  difference: number | null
  noise: number | null
  comparedWith: 'base' | 'baseline' | 'repeat' | null
  /** The mean over ranks, by step; `before` is empty where nothing was compared. */
  losses: { now: readonly number[]; before: readonly number[]; repeat: readonly number[] }
  /** A row a stream, a cell a step: `=` equal, `~` close, `x` different, ` ` not recorded. */
  streams: readonly { stream: string; ranks: string; cells: string }[]
  moments: readonly string[]
  sources: readonly Source[]
  /** Of both sides, where they differ. */
  packages: readonly PackageChange[]
  environment: Readonly<Record<string, string>>
  notices: readonly string[]
  /** What somebody may accept as its next baseline, and the checks to name. */
  pending?: { file: string; digest: string; violations: readonly string[] } | null
  ranks: number
  steps: number
  seconds: Readonly<Record<string, number>>
}
