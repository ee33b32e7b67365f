import { fileURLToPath } from 'node:url'
import { fail } from './github/log.ts'
import { main } from './github/main.ts'

try {
  process.exitCode = await main(fileURLToPath(new URL('..', import.meta.url)))
} catch (error) {
  fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 2 // nothing was measured, and 1 would say drift
}
