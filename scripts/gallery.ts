// Ten situations as comment, page and terminal: `npm run gallery [-- --tools DIR] [-- --only NAME]` writes docs/gallery.md and
// the pictures in docs/images/gallery. Not part of CI: see support/pictures.ts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { wrapText } from '../src/lib/wrap.ts'
import { page } from '../src/report/html/page.ts'
import { markdown } from '../src/report/markdown.ts'
import { terminal } from '../src/report/terminal.ts'
import { type Frame, studio } from '../support/pictures.ts'
import { type Situation, situations } from '../support/report/situations.ts'
import { galleryPage } from './gallery-page.ts'

const IMAGES = 'docs/images/gallery'
const COLUMNS = [60, 120]
/** Of a monospaced letter of 12 pixels, and what is around them. */
const LETTER = 7.25
const AROUND = 24

/** Endings of any style end one span. */
const span = (style: string) => `<span style="${style}">`
const STYLES: Record<string, string> = {
  1: span('font-weight:bold'),
  2: span('opacity:.6'),
  31: span('color:#ff7b72'),
  32: span('color:#3fb950'),
  33: span('color:#d29922'),
  35: span('color:#d2a8ff'),
  36: span('color:#39c5cf'),
  22: '</span>',
  39: '</span>',
}

const { values } = parseArgs({ options: { tools: { type: 'string' }, only: { type: 'string' } } })
const all = Object.entries(situations())
const wanted = values.only ? all.filter(([name]) => name === values.only) : all
if (wanted.length === 0) throw new Error(`--only ${values.only}: no such situation`)

const work = await mkdtemp(join(tmpdir(), 'lddpr-gallery-'))
try {
  await mkdir(IMAGES, { recursive: true })
  const { asOnGitHub, shoot } = await studio(work, values.tools ? resolve(values.tools) : null)
  for (const [name, situation] of wanted) {
    const comment = await save('comment.html', await asOnGitHub(markdown(situation.report)))
    const { report, record, reference } = situation
    const html = await save('report.html', page(report, record, reference))
    const phone = { file: comment, width: 360, height: 900 }
    const frames: Frame[] = [
      { ...phone, scheme: 'light' },
      { ...phone, scheme: 'dark' },
      { file: html, width: 760, height: 900, scheme: 'light' },
    ]
    await shoot(frames, join(IMAGES, `${name}.png`))
    const terminals = await Promise.all(COLUMNS.map(columns => terminalOf(situation, columns)))
    await shoot(terminals, join(IMAGES, `${name}-terminal.png`))
    console.log(name)
  }
} finally {
  await rm(work, { recursive: true, force: true })
}
await writeFile('docs/gallery.md', galleryPage())

async function save(name: string, text: string): Promise<string> {
  const file = join(work, name)
  await writeFile(file, text)
  return file
}

/** What a terminal of so many columns shows, its colours as a dark one has them. */
async function terminalOf({ report }: Situation, columns: number): Promise<Frame> {
  const text = wrapText(terminal(report, true), columns, 'lddpr')
  const html = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that set colours
    .replace(/\u001b\[(\d+)m/g, (_, code: string) => STYLES[code] ?? '')
  const file = await save(
    `terminal-${columns}.html`,
    `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#0d1117;color:#e6edf3}pre{margin:12px;font:12px/1.4 "DejaVu Sans Mono",monospace}</style><pre>${html}</pre>`,
  )
  return { file, width: Math.ceil(columns * LETTER) + AROUND, height: 900, scheme: 'dark' }
}
