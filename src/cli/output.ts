import { styleText } from 'node:util'
import { hide } from '../lib/secrets.ts'
import { exitCode } from '../model/verdict.ts'
import type { Progress, Share, World } from '../model/world.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import type { Reviewed } from '../pipeline/review.ts'
import { cleanReport } from '../report/clean.ts'
import { canRedraw, meter, wantsColour } from '../report/meter.ts'
import { terminal } from '../report/terminal.ts'
import { fitted, flag, inert } from './command.ts'
import { programOf, started } from './program.ts'

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>

const REDRAW_MS = 200
const CLEAR = '\r\u001b[2K'

/**
 * Says on standard error how far the work is: standard output is the report. On a terminal the last line is the
 * step that goes on, with its time; it stays when the step is over. A bar is gone then.
 */
export function progressOn(
  env: NodeJS.ProcessEnv,
  stream: Stream = process.stderr,
): Disposable & { progress: Progress } {
  const isTTY = Boolean(stream.isTTY)
  const colour = wantsColour(env, isTTY)
  const mark = colour ? styleText('dim', '·', { validateStream: false }) : '·'
  const line = (message: string) => stream.write(fitted(inert(message, `${mark} `), stream, env))
  if (!canRedraw(env, isTTY)) return { progress: quietly(line), [Symbol.dispose]() {} }

  let since = performance.now()
  let shown: { message: string; share: Share | null } | null = null
  const draw = () => {
    if (!shown) return
    const seconds = (performance.now() - since) / 1000
    const message = hide(shown.message)
    const width = stream.columns || 80
    stream.write(CLEAR + meter({ ...shown, message, seconds, width, colour }))
  }
  /** A step that is over stays as a line; a share goes. */
  const finish = () => {
    stream.write(CLEAR)
    if (shown && !shown.share) line(shown.message)
    shown = null
  }
  const timer = setInterval(draw, REDRAW_MS)
  timer.unref()
  return {
    progress(message, share) {
      if (!share || !shown?.share) {
        finish()
        since = performance.now()
      }
      shown = { message, share: share ?? null }
      draw()
    },
    [Symbol.dispose]() {
      clearInterval(timer)
      finish()
    },
  }
}

/** Where nothing can be redrawn: each message is a line, but of shares only every quarter is one. */
export function quietly(say: (line: string) => void): Progress {
  let last = 0
  return (message, share) => {
    if (!share) return say(message)
    const quarter = Math.floor((4 * share.done) / Math.max(1, share.total))
    if (quarter > last) say(message)
    last = quarter
  }
}

/** Does work with the world of somebody's own clone, and shows how far it is. */
export async function onTerminal<T>(
  env: NodeJS.ProcessEnv,
  work: (world: World) => Promise<T>,
): Promise<T> {
  using bar = progressOn(env)
  const { progress } = bar
  return await work({ env, git: { look: 'upwards' }, progress, spell: flag })
}

export async function printReport(
  { report, directory }: Reviewed,
  failOn: RunInputs['failOn'],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const colour = wantsColour(env, Boolean(process.stdout.isTTY))
  const program = await programOf(started(env))
  const text = terminal(cleanReport(report), colour, { program, isHere: true, comment: '' })
  console.log(fitted(text, process.stdout, env, program))
  if (directory) console.error(`\nreports: ${directory}`)
  return exitCode(report.verdict, failOn)
}
