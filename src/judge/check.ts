import type { Look } from './look.ts'

export interface Check {
  id: string
  sentence: string
  reason: string
  /** What can bring a failure about, in general. */
  cause: string
  /** What to do about it, where that does not depend on versions. */
  remedy?: string
  seen: { what: string; link: string }
  look: Look
  /** Where a failure is documented behaviour that hurts all the same: reported, never failing. */
  hazard?: true
}

export const LIGHTNING = 'https://github.com/Lightning-AI/pytorch-lightning/issues'
export const PYTORCH = 'https://github.com/pytorch/pytorch/issues'
