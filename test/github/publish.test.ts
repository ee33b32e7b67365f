import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandName, workplace } from './workplace.ts'

/** What a step leaves behind, besides the comment. */

test('an old comment does not stand where not even a report can be written', async () => {
  const { github, step, repository } = await workplace()
  await step({})
  await writeFile(join(repository, 'occupied'), '')
  for (const uses of ['check', 'report'] as const) {
    const { status, outputs } = await step({ uses, inputs: { 'report-dir': 'occupied' } })
    expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
    expect(outputs['report-path']).toBe('')
    expect(github.comments[0]?.body).toContain('report-dir: cannot')
  }
})

test('annotations stand on the lines that moved', async () => {
  const { repository, step, acceptBaseline } = await workplace()
  const lines = ['# pins', 'numpy==2.4.6', 'torch==2.13.0', 'lightning==2.7.0']
  await acceptBaseline()
  await writeFile(join(repository, 'requirements.txt'), `${lines.join('\n')}\n`)
  const { obeyed } = await step({ probe: '--broken --has=lightning@2.7.0' })
  const broken = 'title=Do not merge%3A init-weights-agree fails'
  const moved = 'title=Do not merge%3A ranks initialise different weights'
  expect(obeyed.filter(line => line.includes('file='))).toEqual([
    expect.stringMatching(`^::error ${broken},file=requirements.txt,line=4::`),
    expect.stringMatching(
      `^::warning ${moved},file=requirements.txt,line=4::lightning was 2\\.6\\.6 `,
    ),
  ])
})

test('a version that would be a command is none', async () => {
  const { repository, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  await writeFile(join(repository, 'requirements.txt'), 'lightning==2.7.0\n')
  const version = '2.7.0\n::set-output name=verdict::match'
  const inputs = { 'allow-version-mismatch': 'true' }
  const { obeyed } = await step({ inputs, probe: `--moved '--has=lightning@${version}'` })
  expect(obeyed.map(commandName)).not.toContain('set-output')
})
