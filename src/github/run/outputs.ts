import * as core from '@actions/core'
import { reason } from '../../lib/json.ts'
import { warn } from './log.ts'

/** A step of publishing; its failure is a warning. */
export async function attempt(what: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    warn(`${what} could not be written: ${reason(error)}`)
  }
}

export function setOutputs(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) core.setOutput(name, value)
}
