import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { entriesOf, Repository, readPins } from '../../src/pins/index.ts'
import { memoryFiles } from '../../support/files.ts'
import { temporary } from '../../support/lddpr.ts'

/** What is outside of the directory is not read, whatever points there. */

const outside = 'lightning==6.6.6\n'

async function inDirectory(work: (repository: string) => Promise<void>) {
  await using place = await temporary()
  const repository = join(place.path, 'repo')
  await mkdir(repository)
  await writeFile(join(place.path, 'secret.txt'), outside)
  await work(repository)
  await expect(readPins(repository)).rejects.toThrow(ExpectedError)
  await expect(readPins(repository)).rejects.toThrow(/outside|is not a file/)
}

test.each([
  ['an include above', '-r ../secret.txt'],
  ['an include that goes down first', '-r sub/../../secret.txt'],
  ['an absolute include', '-r /etc/hostname'],
  ['a constraint', '-c ../secret.txt'],
  ['another separator', '-r ..\\secret.txt'],
  ['a project beside', '-e ../other'],
])('%s', (_, line) =>
  inDirectory(repository => writeFile(join(repository, 'requirements.txt'), line)),
)

test('a link to a file outside', () =>
  inDirectory(repository => symlink('../secret.txt', join(repository, 'requirements.txt'))))

test('an include through a linked directory', () =>
  inDirectory(async repository => {
    await symlink('..', join(repository, 'up'))
    await writeFile(join(repository, 'requirements.txt'), '-r up/secret.txt')
  }))

test('a pipe is not waited for', () =>
  inDirectory(async repository => {
    execFileSync('mkfifo', [join(repository, 'requirements.txt')])
  }))

test('a linked directory is not walked', async () => {
  await using place = await temporary()
  await mkdir(join(place.path, 'repo'))
  await mkdir(join(place.path, 'requirements'))
  await writeFile(join(place.path, 'requirements', 'a.txt'), outside)
  await symlink('../requirements', join(place.path, 'repo', 'requirements'))
  expect(await readPins(join(place.path, 'repo'))).toBeNull()
})

test('a link within the directory is followed', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'base'), 'lightning==2.6.5\n')
  await symlink('base', join(place.path, 'requirements.txt'))
  expect((await readPins(place.path))?.pins.lightning).toBe('2.6.5')
})

const MiB = 1024 * 1024

test.each<[string, Record<string, string>, RegExp]>([
  ['too large', { 'requirements.txt': '#'.repeat(MiB + 1) }, /expected at most 1048576 bytes/],
  ['TOML that is none', { 'pyproject.toml': 'a = = 1' }, /pyproject.toml is not TOML: /],
  ['TOML in depth', { 'uv.lock': `a = ${'['.repeat(5000)}` }, /uv.lock is not TOML: /],
  ['YAML that is none', { 'environment.yml': 'a: [' }, /environment.yml is not YAML: /],
  ['YAML in depth', { 'environment.yml': '['.repeat(20_000) }, /environment.yml is not YAML: /],
  ['JSON that is none', { 'Pipfile.lock': '{' }, /Pipfile.lock is not JSON: /],
  ['JSON in depth', { 'Pipfile.lock': '['.repeat(200_000) }, /Pipfile.lock is not JSON: /],
  ['another shape', { 'uv.lock': 'package = "x"' }, /uv.lock: package: .*found a text/],
  [
    'an item of another shape',
    { 'pyproject.toml': '[project]\ndependencies = [1]' },
    /dependencies.0.*found 1/,
  ],
  [
    'a table of Poetry of another shape',
    { 'pyproject.toml': '[tool.poetry]\ndependencies = 1' },
    /tool.poetry.dependencies: /,
  ],
  [
    'an old pixi.lock',
    { 'pixi.lock': 'version: 3' },
    /version: expected 4 or later, found an older one/,
  ],
  [
    'aliases without end',
    {
      'environment.yml': `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij']
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`)}]\n`)
        .join('')}`,
    },
    /environment.yml is not YAML: Excessive alias count/,
  ],
])('%s is one clear error', async (_, contents, message) => {
  const { files } = memoryFiles(contents)
  const failed = readPins('/repo', { files })
  await expect(failed).rejects.toThrow(ExpectedError)
  await expect(failed).rejects.toThrow(message)
})

test('thousands of includes are too many', async () => {
  const contents: Record<string, string> = { 'requirements.txt': '-r 0.txt\n' }
  for (let at = 0; at < 1500; at++) contents[`${at}.txt`] = `-r ${at + 1}.txt\n`
  const { files } = memoryFiles(contents)
  await expect(readPins('/repo', { files })).rejects.toThrow(/at most 1000 files/)
})

const every = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at)).join('')

test.each<[string, Record<string, string>]>([
  [
    'groups that all include each other',
    {
      'pyproject.toml': `[dependency-groups]\n${every(30, at => `g${at} = [${every(30, other => `{include-group="g${other}"},`)}]\n`)}`,
    },
  ],
  [
    'a range without end',
    { 'pyproject.toml': `[tool.poetry]\ndependencies = {torch = "${'^1 '.repeat(200_000)}"}` },
  ],
  ['a line without end', { 'requirements.txt': `torch${' '.repeat(1_000_000)}x` }],
  ['brackets without end', { 'requirements.txt': `torch ; ${'('.repeat(1_000_000)}` }],
  ['a version without end', { 'requirements.txt': `torch==${'1.'.repeat(500_000)}` }],
  ['comments without end', { 'requirements.txt': ' #'.repeat(500_000) }],
  ['selectors without end', { 'environment.yml': `dependencies:\n- a${'# ['.repeat(300_000)}` }],
])('%s take no time', async (_, contents) => {
  const start = performance.now()
  await readPins('/repo', { files: memoryFiles(contents).files })
  expect(performance.now() - start).toBeLessThan(5000)
})

test('UTF-16, as PowerShell writes it', async () => {
  const text = Buffer.from('\uFEFFlightning==2.6.5\r\n', 'utf16le')
  const { files } = memoryFiles({ 'requirements.txt': text })
  expect((await readPins('/repo', { files }))?.pins.lightning).toBe('2.6.5')
})

test('a file that does not matter may be broken', async () => {
  const { files } = memoryFiles({
    'requirements.txt': 'lightning==2.6.5\n',
    'requirements-dev.txt': '-r nowhere.txt\n',
  })
  const found = await readPins('/repo', { files })
  expect(found?.pins.lightning).toBe('2.6.5')
  expect(found?.notes.join()).toMatch(/requirements-dev.txt is not counted: .*nowhere.txt/)
})

describe('one repository, asked again', () => {
  test('reads each file once, for other Pythons, platforms, and packages', async () => {
    const { files } = memoryFiles({
      'uv.lock': '[[package]]\nname = "lightning"\nversion = "2.6.5"\n',
      'pyproject.toml': '[project]\nname = "demo"\n',
    })
    const reads: string[] = []
    const read = (path: string) => {
      reads.push(path)
      return files.read(path)
    }
    const repository = new Repository('/repo', { ...files, read })
    for (const wanted of [{}, { python: '3.10' }, { platform: 'darwin-arm64' }] as const)
      expect((await readPins(repository, wanted))?.pins.lightning).toBe('2.6.5')
    expect(entriesOf(repository, 'uv.lock')).toHaveLength(1)
    expect(reads.sort()).toEqual(['/repo/pyproject.toml', '/repo/uv.lock'])
  })

  test('tells lines that are for some platforms apart', async () => {
    const { files } = memoryFiles({
      'environment.yml':
        'dependencies:\n- lightning=2.6.5 # [linux64]\n- lightning=2.6.4 # [aarch64]\n',
    })
    const repository = new Repository('/repo', files)
    const found = async (platform: 'linux-x86_64' | 'linux-aarch64') =>
      (await readPins(repository, { platform }))?.pins.lightning
    expect(await found('linux-x86_64')).toBe('2.6.5')
    expect(await found('linux-aarch64')).toBe('2.6.4')
    expect(await found('linux-x86_64')).toBe('2.6.5')
  })
})
