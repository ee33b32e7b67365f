import type { Row } from './row.ts'

/** Where the time to a verdict goes, as a picture: one bar a case, one colour a part. */

/** Of what a row says before its part. */
export const OF_THAT = 'of that '

const COLOURS = ['#6e7781', '#0969da', '#1a7f37', '#bf8700', '#8250df']
const WIDTH = 980
const LABELS = 440
const BAR = 20
const LINE = 34
const TOP = 56
const LETTER = 6.6 // wide, on the average, at 12 pixels

const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const seconds = ({ value }: Row) => Number.parseFloat(value)

/** `rows` are those of one measurement: a case, and after it its parts with the same name. */
export function picture(rows: readonly Row[]): string {
  const cases = [...Map.groupBy(rows, ({ name }) => name).values()].map(([whole, ...parts]) => ({
    whole,
    parts,
  }))
  const names = cases[0]?.parts.map(({ what }) => what.slice(OF_THAT.length)) ?? []
  const longest = Math.max(1, ...cases.map(({ whole }) => (whole ? seconds(whole) : 0)))
  const scale = (WIDTH - LABELS - 60) / longest
  const bars = cases.flatMap(({ whole, parts }, line) => {
    const y = TOP + line * LINE
    let x = LABELS
    const blocks = parts.map((part, index) => {
      const width = seconds(part) * scale
      const block = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${COLOURS[index]}"><title>${safe(names[index] ?? '')}: ${part.value}</title></rect>`
      x += width
      return block
    })
    const label = whole?.what.replace(/^[^:]*: /, '').split('; ') ?? []
    return [
      `<text x="${LABELS - 10}" y="${y + 9}" text-anchor="end">${safe(label.slice(0, 2).join('; '))}</text>`,
      `<text x="${LABELS - 10}" y="${y + 22}" text-anchor="end" class="small">${safe(label.slice(2).join('; '))}</text>`,
      ...blocks,
      `<text x="${(x + 6).toFixed(1)}" y="${y + 15}">${whole ? seconds(whole).toFixed(0) : ''} s</text>`,
    ]
  })
  let next = 10
  const key = names.map((name, index) => {
    const x = next
    next += 45 + name.length * LETTER
    return `<rect x="${x}" y="14" width="12" height="12" fill="${COLOURS[index]}"/><text x="${x + 18}" y="24">${safe(name)}</text>`
  })
  const height = TOP + cases.length * LINE + 6
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Where the time to a verdict goes">
<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.small{font-size:11px;fill:#59636e}@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.small{fill:#9198a1}}</style>
${[...key, ...bars].join('\n')}
</svg>
`
}
