import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'

/**
 * Pictures of reports from a real browser, for scripts that are not part of CI. They need `chromium` on the path (or
 * CHROMIUM) and these packages, which nothing else here needs.
 */
const PACKAGES = [
  'unified',
  'remark-parse',
  'remark-gfm',
  'remark-rehype',
  'rehype-raw',
  'rehype-github-alerts',
  'rehype-stringify',
  'github-markdown-css',
  'sharp',
]

type Scheme = 'light' | 'dark'

export interface Frame {
  file: string
  width: number
  height: number
  scheme: Scheme
  /** Where the page is scrolled to. */
  at?: string
}

export interface Studio {
  /** Much as GitHub shows a comment: its style sheet, its alerts, its markup. */
  asOnGitHub(markdown: string): Promise<string>
  /** A PNG of frames beside each other, with a gap between them. */
  shoot(frames: readonly Frame[], to: string): Promise<void>
}

const STYLE = 'github-markdown-css/github-markdown.css'

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
  '--allow-file-access-from-files',
]
/** A window gives the page less than its height. */
const TOOLBAR = 200
const GAP = 24
const NARROWEST_WINDOW = 500

/** `tools`: a directory in which the packages are installed; without one they are, by npm. */
export async function studio(work: string, tools: string | null): Promise<Studio> {
  const directory = tools ?? (await install())
  const require = createRequire(join(directory, 'package.json'))
  const load = async (name: string) => import(pathToFileURL(require.resolve(name)).href)
  return {
    asOnGitHub: async markdown => {
      const names = ['unified', 'remark-parse', 'remark-gfm', 'remark-rehype', 'rehype-raw']
      const [{ unified }, ...plugins] = await Promise.all(names.map(load))
      const [parse, gfm, rehype, raw] = plugins.map(each => each.default)
      const { rehypeGithubAlerts } = await load('rehype-github-alerts')
      const body = await unified()
        .use(parse)
        .use(gfm)
        .use(rehype, { allowDangerousHtml: true })
        .use(raw)
        .use(rehypeGithubAlerts)
        .use((await load('rehype-stringify')).default)
        .process(markdown)
      const style = await readFile(require.resolve(STYLE), 'utf8')
      return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style}
:root{color-scheme:light dark}body{margin:0;background:light-dark(#fff,#0d1117)}.markdown-body{padding:16px;max-width:900px;font-size:14px}</style>
<article class="markdown-body">${body}</article>`
    },
    shoot: async (frames, to) => {
      const page = join(work, 'frames.html')
      await writeFile(page, framesOf(frames))
      const width = frames.reduce((sum, each) => sum + each.width, GAP * (frames.length - 1))
      const height = Math.max(...frames.map(each => each.height))
      const scale = frames.length > 1 ? 1.5 : 2
      const window = `${Math.max(width, NARROWEST_WINDOW)},${height + TOOLBAR}`
      const [{ scheme } = { scheme: 'light' }] = frames
      await execa(process.env.CHROMIUM || 'chromium', [
        ...FLAGS,
        `--user-data-dir=${join(work, 'profile')}`,
        `--force-device-scale-factor=${scale}`,
        `--window-size=${window}`,
        `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`,
        `--screenshot=${to}`,
        pathToFileURL(page).href,
      ])
      const sharp = (await load('sharp')).default
      const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
      const small = await sharp(await readFile(to))
        .extract({ left: 0, top: 0, ...size })
        .png({ palette: true, colours: 48, effort: 10 })
        .toBuffer()
      await writeFile(to, small)
    },
  }
}

async function install(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lddpr-pictures-'))
  await writeFile(join(directory, 'package.json'), '{"private": true}')
  await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], {
    cwd: directory,
  })
  return directory
}

/** Each in a frame of its own, with its own scheme: Chromium has no window as narrow as a phone. */
const framesOf = (frames: readonly Frame[]) =>
  `<!doctype html><meta name="color-scheme" content="light dark"><style>body{margin:0;display:flex;gap:${GAP}px;background:#fff}iframe{border:0;flex:none}</style>${frames
    .map(({ file, width, height, scheme, at = '' }) => {
      const address = pathToFileURL(file).href + at
      return `<iframe src="${address}" style="width:${width}px;height:${height}px;color-scheme:${scheme}"></iframe>`
    })
    .join('')}`
