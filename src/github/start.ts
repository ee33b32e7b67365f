import { interruptible } from '../lib/interrupt.ts'
import { main } from './main.ts'
import type { Stretch } from './run/actions.ts'
import { core } from './run/core.ts'
import { runnerOf } from './run/runner.ts'

/** Runs an action as the step that this process is. */
export async function start(action: Stretch, env: NodeJS.ProcessEnv): Promise<void> {
  const runner = runnerOf(core, env)
  try {
    process.exitCode = await interruptible(() => main(runner, action), runner.say)
  } catch (error) {
    runner.fail(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exitCode = 2 // nothing was measured, and 1 would say drift
  }
}
