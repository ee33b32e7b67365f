import * as core from '@actions/core'
import { plan } from './github/plan.ts'

try {
  await plan()
} catch (error) {
  core.setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
