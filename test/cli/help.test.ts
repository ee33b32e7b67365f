import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lddpr } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** What `--help` says, at the width of a terminal. */

const COMMANDS = (await lddpr(['--help'])).stdout
  .split('\n')
  .flatMap(line => /^ {2}lddpr (\w+)/.exec(line)?.[1] ?? [])
const help = async (name: string, width: number) =>
  (await lddpr([name, '--help'], { env: { COLUMNS: String(width) } })).stdout

test('the overview has all commands', async () => {
  const files = await readdir(join(root, 'src/cli'))
  const texts = await Promise.all(files.map(name => readFile(join(root, 'src/cli', name), 'utf8')))
  const commands = files.filter((_, at) => texts[at]?.includes(': Command = {'))
  expect(COMMANDS.map(name => `${name}.ts`).sort()).toEqual(commands.sort())
})

test.each([60, 80, 100, 120])('no line is longer than %s columns', async width => {
  for (const name of ['', ...COMMANDS])
    for (const line of (await help(name, width)).split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(width)
})

test('a narrow terminal gets each text below its flag, a wide one beside it', async () => {
  expect(await help('check', 60)).toMatch(/^ {2}--cwd DIR\n {6}The repository, /m)
  expect(await help('check', 100)).toMatch(/^ {2}--cwd DIR {2,}The repository, .*default: \.\)$/m)
})

test.each(COMMANDS)('%s has two or three examples that begin with it', async name => {
  const [, examples = ''] = (await help(name, 60)).split('\nExamples:\n')
  const lines = examples.split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(2)
  expect(lines.length).toBeLessThanOrEqual(3)
  for (const line of lines) expect(line).toMatch(new RegExp(`^ {2}lddpr ${name}\\b`))
})

test('each example has flags that its command knows', async () => {
  for (const name of COMMANDS) {
    const [flags = '', examples = ''] = (await help(name, 60)).split('\nExamples:\n')
    for (const [flag] of examples.replaceAll(/ -- .*/g, '').matchAll(/--[a-z-]+/g))
      expect(flags, `${name} ${flag}`).toMatch(new RegExp(`^ {2}${flag}\\b`, 'm'))
  }
})

test('a flag with few values names them', async () => {
  const text = await help('check', 100)
  for (const flag of [
    '--suite quick|standard|full',
    '--accelerator auto|cpu|gpu',
    '--compare-with auto|baseline|base',
    '--torch-build auto|cpu|pinned',
  ])
    expect(text).toContain(`  ${flag}`)
  expect(await help('observe', 100)).toContain('  --stop after-fit|command')
  for (const name of COMMANDS) expect(await help(name, 60)).not.toMatch(/--(?!reason)\S+ TEXT$/m)
})
