import { main } from './github/main.ts'
import { fail } from './github/run/log.ts'

try {
  process.exitCode = await main()
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 2 // nothing was measured, and 1 would say drift
}
