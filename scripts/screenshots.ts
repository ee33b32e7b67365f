// Pictures of the reports of one run, from a real browser: `node scripts/screenshots.ts REPORT_DIR OUT [--tools DIR]`; with
// --readme the two in docs/images, of `lddpr check` on examples/minimal with Lightning 2.6.0. Not part of CI: see support/pictures.ts.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { studio } from '../support/pictures.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tools: { type: 'string' },
    height: { type: 'string', default: '1400' },
    readme: { type: 'boolean', default: false },
  },
})
const [reports, out] = positionals
if (!reports || !out) throw new Error('expected REPORT_DIR OUT')

/** As wide as a comment on a large screen, and as a phone. */
const SIZES = { wide: 900, narrow: 360 }

const work = await mkdtemp(join(tmpdir(), 'lddpr-pictures-'))
try {
  await mkdir(out, { recursive: true })
  const { asOnGitHub, shoot } = await studio(work, values.tools ? resolve(values.tools) : null)
  const comment = join(work, 'comment.html')
  await writeFile(comment, await asOnGitHub(await readFile(join(reports, 'report.md'), 'utf8')))
  const page = resolve(reports, 'report.html')
  const height = Number(values.height)
  const scheme = 'light'
  if (values.readme) {
    await shoot([{ file: comment, width: 900, height: 560, scheme }], join(out, 'comment.png'))
    const map = { file: page, width: 900, height: 668, scheme, at: '#map' } as const
    await shoot([map], join(out, 'report.png'))
  } else
    for (const [name, file] of Object.entries({ comment, report: page }))
      for (const [size, width] of Object.entries(SIZES))
        for (const scheme of ['light', 'dark'] as const)
          await shoot([{ file, width, height, scheme }], join(out, `${name}-${size}-${scheme}.png`))
} finally {
  await rm(work, { recursive: true, force: true })
}
