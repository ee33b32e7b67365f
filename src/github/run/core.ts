import {
  endGroup,
  error,
  getInput,
  info,
  setOutput,
  startGroup,
  summary,
  warning,
} from '@actions/core'
import type { Core } from './runner.ts'

/** The part of @actions/core that is used: the rest of it stays out of the bundle. */
export const core: Core = {
  endGroup,
  error,
  getInput,
  info,
  setOutput,
  startGroup,
  summary,
  warning,
}
