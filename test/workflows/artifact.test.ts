import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { parsed, textOf } from '../../scripts/workflows.ts'
import { REPOSITORY } from '../../src/model/owner.ts'
import { temporary } from '../../support/lddpr.ts'

/** What fork-safe-comment.yml lets through of an artifact, which a fork may have made as it likes. */

const { steps } = parsed(textOf('fork-safe-comment.yml')).jobs.comment ?? { steps: [] }
const HONEST = [
  'requirements.txt',
  '.lddpr/config.yml',
  '.lddpr/cpu-x2.json',
  '.lddpr/cuda-rtx-a6000-x4.json',
  'lddpr-report/record.json',
]

async function look(prepare: (directory: string) => Promise<void>) {
  await using place = await temporary()
  const directory = join(place.path, 'lddpr-change')
  await mkdir(directory)
  await prepare(directory)
  const script = steps.find(({ run }) => run)?.run ?? 'the step has gone'
  const env = { RUNNER_TEMP: place.path }
  const { exitCode, stdout } = await execa('bash', ['-e', '-c', script], { env, reject: false })
  return { exitCode, stdout }
}

const write =
  (...files: string[]) =>
  async (directory: string) => {
    for (const file of files) {
      await mkdir(dirname(join(directory, file)), { recursive: true })
      await writeFile(join(directory, file), '::error::x\n')
    }
  }

test.each([
  ['all of it', HONEST],
  ['no baseline yet', ['requirements.txt', 'lddpr-report/record.json']],
  ['no record', ['requirements.txt']],
])('%s passes', async (_, files) => {
  expect(await look(write(...files))).toEqual({ exitCode: 0, stdout: '' })
})

const MORE = [
  ...['.git', '.git/HEAD', 'HEAD', 'config', 'objects/info/alternates', 'refs/heads/main'],
  ...['.lddpr/HEAD', '.lddpr/.git', '.lddpr/.git/config', '.lddpr/refs/a.json', '.lddpr/a.b.json'],
  ...['lddpr-report/HEAD', 'lddpr-report/report.html', 'lddpr-report/record.json/x', 'pip.conf'],
  ...[
    'requirements.txt/x',
    'requirements.txt\n',
    'requirements.txt\nx.json',
    '\n',
    '.lddpr/\n.json',
  ],
  ...['uv.toml', 'a/requirements.txt', '.lddpr/CPU.json', '.lddpr/.json', '-print', ' '],
]

test.each(MORE)('%j does not', async file => {
  const honest = HONEST.filter(each => !file.startsWith(each))
  const { exitCode, stdout } = await look(write(...honest, file))
  expect(exitCode).toBe(1)
  // A fork's words in a log could be commands.
  expect(stdout).toMatch(
    /^::error::expected requirements.txt, .lddpr and lddpr-report\/record.json.*$/,
  )
})

test.each(['requirements.txt', '.lddpr', 'lddpr-report', '.lddpr/cpu-x2.json'])(
  'nor does a link, or a pipe, in place of %s',
  async name => {
    const others = HONEST.filter(each => !each.startsWith(name))
    const put = async (directory: string, make: (path: string) => Promise<unknown>) => {
      await write(...others)(directory)
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await make(join(directory, name))
    }
    for (const to of ['/etc', '/etc/passwd', 'requirements.txt', '.'])
      expect(await look(at => put(at, path => symlink(to, path)))).toMatchObject({ exitCode: 1 })
    expect(await look(at => put(at, path => execa('mkfifo', [path])))).toMatchObject({
      exitCode: 1,
    })
  },
)

test('it is unpacked where no repository is, looked at first, and judged there', () => {
  const [download, check, judge] = steps
  const path = '$' + '{{ runner.temp }}/lddpr-change'
  expect(download?.with?.path).toBe(path)
  expect(check?.run).toContain('cd "$RUNNER_TEMP/lddpr-change"')
  expect(judge?.uses).toBe(`${REPOSITORY}/report@v1`)
  expect(judge?.with).toEqual({ 'working-directory': path })
  expect(judge?.if).toBeUndefined()
})
