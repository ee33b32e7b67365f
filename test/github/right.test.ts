import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { readJson } from '../../src/lib/json.ts'
import type { Report } from '../../src/model/report.ts'
import { workplace } from './workplace.ts'

/** A pull request whose versions, or whose Lightning, the interpreter that `python:` names does not have. */

/** The played-back probe has lightning 2.6.6, torch 2.13.0+cpu and numpy 2.4.6. */
async function place(files: Record<string, string>) {
  const here = await workplace()
  await here.acceptBaseline()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(here.repository, path)), { recursive: true })
    await writeFile(join(here.repository, path), text)
  }
  const report = async ({ outputs }: { outputs: Record<string, string> }) =>
    (await readJson(z.unknown(), (outputs['report-path'] ?? '').replace(/md$/, 'json'))) as Report
  return { ...here, report }
}

const allow = { 'allow-version-mismatch': 'true' }
const uvLock = (...rows: [string, string][]) =>
  `version = 1\n${rows.map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://example.org/simple" }\n`).join('\n')}`

test('an interpreter of other versions is an error before anything is measured, with the command that helps', async () => {
  const { step } = await place({ 'uv.lock': uvLock(['lightning', '2.6.0'], ['numpy', '2.4.6']) })
  const { status, outputs, log, summary } = await step({ probe: '--dies=x' })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
  expect(log).not.toContain('rank 0 ended') // It would die, and is not started.
  const sentence =
    /uv\.lock asks for lightning 2\.6\.0, but .*playback\.ts --dies=x has 2\.6\.6\. Install first \(`uv sync --locked`\), or rebuild the image/
  expect(log).toMatch(sentence)
  expect(summary).toContain('asks for lightning 2.6.0')
})

test('whoever allows it is told first, and never that every check passes', async () => {
  const { github, step, report } = await place({ 'requirements.txt': 'lightning==2.6.0\n' })
  const seen = await step({ inputs: { ...allow, comment: 'always' } })
  expect(seen.outputs.verdict).toBe('match')
  const { notices, summary, checks } = await report(seen)
  expect(notices[0]).toMatch(
    /^requirements\.txt asks for lightning 2\.6\.0, but what was measured has 2\.6\.6: allow-version-mismatch allows it\.$/,
  )
  expect(summary).toMatch(
    /streams equal the baseline, with other packages than those that the change asks for$/,
  )
  expect(checks.find(({ id }) => id === 'pins-are-installed')?.status).toBe('hazard')
  for (const text of [seen.summary, github.comments[0]?.body, seen.log])
    expect(text).not.toMatch(/every check passes|Safe to merge/)
  expect(github.comments[0]?.body).toContain('asks for lightning 2.6.0')
  expect(github.comments[0]?.body).toContain('[Other versions measured]')
})

test.each([
  ['a local build of the version', 'torch==2.13.0\n', 'match'],
  ['a range that it is in', 'lightning>=2.6,<3\n', 'match'],
  ['a range that it is not in', 'lightning<2.6\n', 'error'],
  ['a package that it lacks', 'pytorch-lightning\n', 'error'],
  ['a marker that excludes it', 'lightning==1.0; sys_platform == "win32"\n', 'match'],
])('%s: %j is %s', async (_, text, verdict) => {
  const { step } = await place({ 'requirements.txt': text })
  expect((await step()).outputs.verdict).toBe(verdict)
})

test('record does not record what the change does not pin', async () => {
  const { step } = await place({ 'requirements.txt': 'lightning==2.6.0\n' })
  const { status, log } = await step({ uses: 'record', inputs: { 'github-token': '' } })
  expect(status).toBe(2)
  expect(log).toContain('requirements.txt asks for lightning 2.6.0')
})

test('a Lightning that stands beside a lock is not the one that the change installs', async () => {
  const { step } = await place({
    'uv.lock': uvLock(['pytorch-lightning', '2.5.5'], ['numpy', '2.4.6']),
    'train.py': 'import lightning\n',
  })
  const { status, log } = await step(BOTH)
  expect(status).toBe(2)
  expect(log).toContain(
    'the code imports lightning, and uv.lock has pytorch-lightning alone. Lock lightning, or import pytorch_lightning instead',
  )
})

const BOTH = { probe: '--both=2.5.5' }

test.each([
  ['src/train.py', 'import lightning as L\n', 'match'],
  ['src/train.py', 'import pytorch_lightning as pl\n', 'error'],
  ['src/train.py', 'import lightning\nimport pytorch_lightning as pl\n', 'error'],
  ['README.md', '`import pytorch_lightning`\n', 'error'],
  ['requirements.txt', 'lightning==2.6.6\n', 'match'],
  ['.lddpr/config.yml', 'framework: lightning\nsuite: quick\n', 'match'],
])('with both installed in two versions, %s of %j is %s', async (path, text, verdict) => {
  // The record is of lightning, whatever is asked of the played-back probe.
  const { step, report } = await place({ [path]: text })
  const seen = await step(BOTH)
  expect(seen.outputs.verdict).toBe(verdict)
  if (verdict === 'error') return
  const { framework } = await report(seen)
  expect(framework).toMatchObject({
    measured: 'lightning 2.6.6',
    unmeasured: ['pytorch-lightning 2.5.5'],
  })
  expect(seen.log).toContain('measured: lightning 2.6.6, not pytorch-lightning 2.5.5: ')
  expect(seen.summary).toContain('Measured: `lightning 2.6.6`, not `pytorch-lightning 2.5.5`')
})

test('where nothing says which of two Lightnings trainings use, the error asks for it', async () => {
  const { step } = await place({})
  const { log } = await step(BOTH)
  expect(log).toContain(
    'lightning 2.6.6 and pytorch-lightning 2.5.5 are installed, and no file here says which one trainings use. Name the one that trainings use with framework',
  )
})

test('an input that names the one that no code imports is an error', async () => {
  const { step } = await place({ 'train.py': 'from lightning.pytorch import Trainer\n' })
  const { status, log } = await step({ ...BOTH, inputs: { framework: 'pytorch-lightning' } })
  expect(status).toBe(2)
  expect(log).toContain(
    'framework names pytorch-lightning, and the code imports lightning alone (1 file). Set framework to lightning',
  )
})

test('code that imports what is not installed is an error, unless somebody allows it', async () => {
  const { step, report } = await place({ 'train.py': 'import pytorch_lightning as pl\n' })
  const { status, log } = await step()
  expect(status).toBe(2)
  expect(log).toContain(
    'the code imports pytorch_lightning (1 file), and only lightning 2.6.6 is installed. Pin pytorch-lightning, or import lightning instead',
  )
  const seen = await step({ inputs: allow })
  expect(seen.outputs.verdict).toBe('match')
  expect((await report(seen)).notices[0]).toContain('only lightning 2.6.6 is installed')
})

test('a record of the Lightning that this commit does not import is not judged', async () => {
  const { repository, step } = await place({ 'train.py': 'import lightning\n' })
  expect((await step({ ...BOTH, uses: 'record' })).status).toBe(0)
  await writeFile(join(repository, 'train.py'), 'import pytorch_lightning\n')
  const { status, log } = await step({ uses: 'report', inputs: { python: '' } })
  expect(status).toBe(2)
  expect(log).toContain(
    'the record is of lightning 2.6.6, and not of pytorch-lightning 2.5.5, though the code imports pytorch_lightning (1 file). Record again from this commit',
  )
})
