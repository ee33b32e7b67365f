import { main } from './github/main.ts'
import { core } from './github/run/core.ts'
import { runnerOf } from './github/run/runner.ts'
import { interruptible } from './lib/interrupt.ts'

const runner = runnerOf(core, process.env)
try {
  process.exitCode = await interruptible(() => main(runner), runner.say)
} catch (error) {
  runner.fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 2 // nothing was measured, and 1 would say drift
}
