import { fail } from './github/log.ts'
import { plan } from './github/plan.ts'

try {
  await plan()
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
