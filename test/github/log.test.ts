import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../support/python.ts'
import { commandName, workplace } from './workplace.ts'

/** Foreign text in the log and in annotations: seen, and never obeyed by a runner or a terminal. */

const EVIL =
  '\u001b[31m\u009b2J\u202e\u2066\u200b\u0007##[error]x\u2028::error::y\r::set-env name=A::b'
const HARMFUL = /(?![\r\n])[\p{Cc}\p{Cf}\u2028\u2029]|##\[/u

test.each([
  ['the interpreter', { python: `./${EVIL}` }],
  ['an input', { 'fail-on': EVIL }],
  ['a path', { 'working-directory': `../${EVIL}` }],
  ['the suite', { suite: EVIL }],
  ['the class', { class: EVIL }],
])('%s is shown as it is in an error, and does nothing', async (_, inputs) => {
  const { step } = await workplace()
  const { status, log, obeyed } = await step({ inputs })
  expect(status).toBe(2)
  expect(log).not.toMatch(HARMFUL)
  expect(
    obeyed.map(commandName).filter(name => !['group', 'endgroup'].includes(name ?? '')),
  ).toEqual(['error'])
  expect(log).toContain('## [error]x')
})

test('so are versions and names in annotations', async () => {
  const { repository, spawnStep: step, acceptBaseline } = await workplace()
  await writeFile(join(repository, 'requirements.txt'), 'fsspec==2026.9.0\n')
  await acceptBaseline()
  await writeFile(join(repository, 'requirements.txt'), 'fsspec==1.0\n')
  const { log, obeyed } = await step({
    probe: `'--has=fsspec@1.0+${EVIL.replaceAll("'", '')}' --moved`,
  })
  expect(log).not.toMatch(HARMFUL)
  const commands = obeyed.map(commandName)
  expect(commands).not.toContain('set-env')
  expect(obeyed.find(line => line.includes('file=requirements.txt'))).toContain('## [error]x')
})

test('what the probe says last, and its progress', async () => {
  const { spawnStep: step } = await workplace()
  const { log } = await step({ probe: `'--dies=${EVIL}'` })
  expect(log).not.toMatch(HARMFUL)
  expect(log).toContain('| ::set-env name=A::b')
})

test('a warning of several lines keeps them', async () => {
  const { github, spawnStep: step } = await workplace()
  github.faults = [
    { on: 'create-comment', times: 9, status: 403, message: `no\u001b[2J ##[x] ${'y'.repeat(9)}` },
  ]
  const { log, obeyed } = await step()
  expect(log).not.toMatch(HARMFUL)
  expect(obeyed.find(line => line.startsWith('::warning'))).toMatch(/no�\[2J ## \[x\] y+%0A.*%0A/)
})

test('nothing else in the sources writes to the log', async () => {
  const directory = join(root, 'src')
  const files = (await readdir(directory, { recursive: true })).filter(name => name.endsWith('.ts'))
  const ways =
    /core\.(info|notice|warning|error|debug|setFailed)\b|console\.|process\.(stdout|stderr)\b/
  const wrong: string[] = []
  for (const file of files)
    if (
      !/^(github\/run\/runner|cli|cli\/.*)\.ts$/.test(file) &&
      ways.test(await readFile(join(directory, file), 'utf8'))
    )
      wrong.push(file)
  expect(files.length).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})
