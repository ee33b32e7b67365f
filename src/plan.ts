import { plan } from './github/plan/main.ts'
import { fail } from './github/run/log.ts'

try {
  await plan()
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
