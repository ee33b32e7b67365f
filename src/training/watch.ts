import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../model/world.ts'

/** How far a training is, from the lines that its first rank has written until now. */

const EVERY_MS = 500
const PIECE = 1024 * 1024

/** Says `finetune: step 3 of 20` whenever there is a new step, until it is disposed of. */
export function watchSteps(
  directory: string,
  { name, steps }: { name: string; steps: number },
  progress: Progress,
): Disposable {
  const look = stepReader(directory)
  let said = 0
  let isLooking = false
  const timer = setInterval(async () => {
    if (isLooking) return
    isLooking = true
    const step = await look().catch(() => 0) // a file may come and go; its reader tells later
    isLooking = false
    if (step <= said || step > steps) return
    said = step
    progress(`${name}: step ${step} of ${steps}`, { done: step, total: steps })
  }, EVERY_MS)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Each call reads what is new, and gives the steps that are done. */
export function stepReader(directory: string): () => Promise<number> {
  let file = ''
  let from = 0
  let rest = ''
  let steps = 0
  return async () => {
    const names = (await readdir(directory).catch(() => [])).sort()
    const newest = names.filter(name => /^fit\d+\.rank\d+\.jsonl$/.test(name))
    const [first] = newest
    if (!first) return 0
    if (first !== file) [file, from, rest, steps] = [first, 0, '', 0]
    await using handle = await open(join(directory, file))
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(PIECE), 0, PIECE, from)
      if (bytesRead === 0) return steps
      from += bytesRead
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('{"k":"loss"')) continue
        const step = Number(/"step":(\d{1,9})/.exec(line)?.[1])
        if (step >= steps) steps = step + 1
      }
    }
  }
}
