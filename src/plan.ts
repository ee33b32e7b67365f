import { main } from './github/plan/main.ts'
import { core } from './github/run/core.ts'
import { runnerOf } from './github/run/runner.ts'

const runner = runnerOf(core, process.env)
try {
  await main(runner)
} catch (error) {
  runner.fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
