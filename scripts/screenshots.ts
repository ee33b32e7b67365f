// Pictures of the reports from a real browser: `node scripts/screenshots.ts REPORT_DIR OUT [--tools DIR]`; with --readme
// the two in docs/images, of `lddpr check` on examples/minimal with Lightning 2.6.0.
// Not part of CI. It takes `chromium` from the path (or from CHROMIUM), and from DIR these packages, which nothing
// else here needs: unified remark-parse remark-gfm remark-rehype rehype-raw rehype-github-alerts rehype-stringify
// github-markdown-css sharp.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { execa } from 'execa'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tools: { type: 'string', default: '.' },
    height: { type: 'string', default: '1400' },
    readme: { type: 'boolean', default: false },
  },
})
const [reports, out] = positionals
if (!reports || !out) throw new Error('expected REPORT_DIR OUT')

const tools = createRequire(resolve(values.tools, 'package.json'))
const load = async (name: string) => import(pathToFileURL(tools.resolve(name)).href)

/** As wide as a comment on a large screen, and as a phone. */
const SIZES = { wide: 900, narrow: 360 }
/** A window gives the page less than its height. */
const TOOLBAR = 200
const SCHEMES = ['light', 'dark'] as const
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--virtual-time-budget=4000',
]

const work = await mkdtemp(join(tmpdir(), 'lddpr-pictures-'))
try {
  await mkdir(out, { recursive: true })
  const comment = join(work, 'comment.html')
  await writeFile(comment, await asOnGitHub(await readFile(join(reports, 'report.md'), 'utf8')))
  const page = resolve(reports, 'report.html')
  const height = Number(values.height)
  if (values.readme) {
    await shoot(comment, join(out, 'comment'), { width: 900, height: 738, scheme: 'light' })
    await shoot(page, join(out, 'report'), {
      width: 900,
      height: 668,
      scheme: 'light',
      at: '#map',
    })
  } else
    for (const [name, file] of Object.entries({ comment, report: page }))
      for (const [size, width] of Object.entries(SIZES))
        for (const scheme of SCHEMES)
          await shoot(file, join(out, `${name}-${size}-${scheme}`), { width, height, scheme })
} finally {
  await rm(work, { recursive: true, force: true })
}

/** Much as GitHub shows a comment: its style sheet, its alerts, its markup. */
async function asOnGitHub(markdown: string): Promise<string> {
  const [{ unified }, ...plugins] = await Promise.all(
    ['unified', 'remark-parse', 'remark-gfm', 'remark-rehype', 'rehype-raw'].map(load),
  )
  const [parse, gfm, rehype, raw] = plugins.map(each => each.default)
  const { rehypeGithubAlerts } = await load('rehype-github-alerts')
  const stringify = (await load('rehype-stringify')).default
  const body = await unified()
    .use(parse)
    .use(gfm)
    .use(rehype, { allowDangerousHtml: true })
    .use(raw)
    .use(rehypeGithubAlerts)
    .use(stringify)
    .process(markdown)
  const style = await readFile(tools.resolve('github-markdown-css/github-markdown.css'), 'utf8')
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style}
:root{color-scheme:light dark}body{margin:0;background:light-dark(#fff,#0d1117)}.markdown-body{padding:16px;max-width:900px;font-size:14px}</style>
<article class="markdown-body">${body}</article>`
}

interface Picture {
  width: number
  height: number
  scheme: (typeof SCHEMES)[number]
  /** Where the page is scrolled to. */
  at?: string
}

/** A PNG of a page, made small. Chromium has no window narrower than 500: a frame has. */
async function shoot(file: string, to: string, { width, height, scheme, at = '' }: Picture) {
  const frame = join(work, 'frame.html')
  const address = pathToFileURL(file).href + at
  await writeFile(
    frame,
    `<!doctype html><meta name="color-scheme" content="light dark"><style>:root{color-scheme:${scheme}}body{margin:0}iframe{border:0;width:${width}px;height:${height}px;display:block}</style><iframe src="${address}"></iframe>`,
  )
  const scale = 2
  await execa(process.env.CHROMIUM || 'chromium', [
    ...FLAGS,
    `--user-data-dir=${join(work, 'profile')}`,
    `--force-device-scale-factor=${scale}`,
    `--window-size=${Math.max(width, 500)},${height + TOOLBAR}`,
    `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`,
    `--screenshot=${to}.png`,
    '--allow-file-access-from-files',
    pathToFileURL(frame).href,
  ])
  const sharp = (await load('sharp')).default
  const picture = sharp(await readFile(`${to}.png`))
  await writeFile(
    `${to}.png`,
    await picture
      .extract({ left: 0, top: 0, width: width * scale, height: height * scale })
      .png({ palette: true, colours: 64, effort: 10 })
      .toBuffer(),
  )
}
