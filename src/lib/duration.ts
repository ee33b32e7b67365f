/** Times as people write them: `90s`, `10m`, `1h30m`, and a bare number in a unit that its input has. */

const SECONDS = { h: 3600, m: 60, s: 1 } as const
const DURATION =
  /^(?:(\d{1,6})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,6})\s*m(?:in(?:utes?|s)?)?)?\s*(?:(\d{1,9})\s*s(?:ec(?:onds?|s)?)?)?$/i

/** Seconds; null for what is no duration. `unit` is that of a number without one. */
export function parseDuration(text: string, unit: keyof typeof SECONDS): number | null {
  const plain = text.trim()
  if (/^\d{1,9}$/.test(plain)) return Number(plain) * SECONDS[unit]
  const [all, hours = 0, minutes = 0, seconds = 0] = DURATION.exec(plain) ?? []
  if (!all) return null
  return Number(hours) * SECONDS.h + Number(minutes) * SECONDS.m + Number(seconds)
}

/** `90 s`, `10 min`, `2 h`: the largest unit that needs no fraction. */
export function durationInWords(seconds: number): string {
  const [unit, word] =
    seconds >= 7200 && seconds % 3600 === 0
      ? [3600, 'h']
      : seconds >= 120 && seconds % 60 === 0
        ? [60, 'min']
        : [1, 's']
  return `${seconds / Number(unit)} ${word}`
}
