import { styleText } from 'node:util'
import { columnsOf } from '../lib/columns.ts'
import type { Share } from '../model/world.ts'
import { clip, visible } from './inert.ts'

interface Meter {
  message: string
  share: Share | null
  seconds: number
  width: number
  colour: boolean
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const WIDEST = 30
const NARROWEST = 8
const GAP = '  '

/**
 * `███████▌░░░░  7/24 seeded, run 2 (0.4 s)  0:05` in less than so many columns. Where there is little
 * room the bar goes first, then words.
 */
export function meter({ message, share, seconds, width, colour }: Meter): string {
  const paint = (style: Parameters<typeof styleText>[0], value: string) =>
    colour && value ? styleText(style, value, { validateStream: false }) : value
  const room = width - 1 // the last column would wrap on some terminals
  const clock = `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  const length = Math.min(WIDEST, Math.floor(room / 3))
  const drawn = share && length >= NARROWEST ? bar(share, length) : ''
  const taken = [drawn, clock].reduce(
    (sum, part) => sum + (part ? columnsOf(part) + GAP.length : 0),
    0,
  )
  const words = cut(visible(message), room - taken)
  if (columnsOf(clock) > room) return ''
  return [paint('cyan', drawn), words, paint('dim', clock)].filter(Boolean).join(GAP)
}

function bar({ done, total }: Share, length: number): string {
  const share = Math.min(1, Math.max(0, done / Math.max(1, total)))
  const eighths = Math.round(share * length * 8)
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`.padEnd(length, '░')
}

function cut(value: string, width: number): string {
  let length = Math.min([...value].length, Math.max(0, width))
  while (length > 0 && columnsOf(clip(value, length)) > width) length--
  return length > 0 ? clip(value, length) : ''
}

/** Whether colours are wanted where this is written: NO_COLOR, FORCE_COLOR, then what the terminal can. */
export function wantsColour(env: NodeJS.ProcessEnv, isTTY: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env
  if (NO_COLOR) return false
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR)
  return isTTY && TERM !== 'dumb'
}

/** Whether a line can be drawn again: somebody watches, on a terminal that can. */
export const canRedraw = (env: NodeJS.ProcessEnv, isTTY: boolean): boolean =>
  isTTY && env.TERM !== 'dumb' && (!env.CI || env.CI === 'false')
