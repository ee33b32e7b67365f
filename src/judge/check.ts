import type { Look, Material } from './look.ts'

/** A relation that must hold without any baseline. */
export interface Check {
  id: string
  /** What holds when it passes. */
  sentence: string
  /** Why somebody who trains should care. */
  reason: string
  fix: string
  /** Where it happened to somebody. */
  seen: { what: string; link: string }
  look: Look
  /** Where a failure is documented behaviour that hurts all the same: reported, never failing. */
  hazard?: (material: Material) => boolean
}

export const LIGHTNING = 'https://github.com/Lightning-AI/pytorch-lightning/issues'
export const PYTORCH = 'https://github.com/pytorch/pytorch/issues'
