import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../src/python/fingerprint.ts'
import { readsOfLines, readsOfWord } from '../../src/python/reads.ts'
import { readsOfSettings } from '../../src/python/settings.ts'
import { temporary } from '../../support/lddpr.ts'

/** What a line or a setting makes an installer read is in the fingerprint, without any installer. */

type Files = Record<string, string>

async function written(cwd: string, files: Files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(cwd, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}

const TOOLS = ['pip', 'uv', 'poetry', 'pdm', 'pipenv', 'conda', 'pixi']

function taken(cwd: string, text: string, env: NodeJS.ProcessEnv = {}) {
  const at = { cwd, from: cwd, env: { HOME: join(cwd, 'home'), ...env }, builds: false }
  return fingerprint([...readsOfLines(text, at), ...readsOfSettings(TOOLS, at)], cwd)
}

const WHEEL = 'wheels/torch-2.9-py3-none-any.whl'
const PAGE = `<a href="../../${WHEEL}">torch</a>`
const CONF = '[install]\nfind-links =\n    wheels\n'

const variable = (name: string) => `$\{${name}}`

// One file changes; nothing else does.
test.for<[string, string, Files, NodeJS.ProcessEnv?, string?]>([
  ['a wheel by its path', `./${WHEEL}`, {}],
  ['a wheel by a bare path', WHEEL, {}],
  ['a wheel by its path, with an extra', `./${WHEEL}[extra]`, {}],
  ['a wheel of a name', `torch @ file:${WHEEL}`, {}],
  ['a wheel of a name, by a path', `torch @ ./${WHEEL} ; python_version > "3"`, {}],
  ['a wheel by an absolute URL', 'torch @ file://CWD/wheels/torch-2.9-py3-none-any.whl', {}],
  [
    'a wheel behind a variable',
    `torch @ file://${variable('HERE')}/wheels/torch-2.9-py3-none-any.whl`,
    {},
    { HERE: 'CWD' },
  ],
  ['a directory of links', '-f wheels\ntorch==2.9', {}],
  ['the same, in one word', '-fwheels\ntorch==2.9', {}],
  ['the same, in full', '--find-links=wheels\ntorch==2.9', {}],
  ['the same, abbreviated', '--find ./wheels', {}],
  ['the same, quoted', '--find-links "wheels"', {}],
  ['the same, behind another option', '--no-index --find-links wheels', {}],
  ['the same, as a URL', '--find-links file://CWD/wheels', {}],
  ['the same, behind a variable', `--find-links ${variable('WHEELS')}`, {}, { WHEELS: 'wheels' }],
  ['a page of links', '-f page/x/links.html', { 'page/x/links.html': PAGE }],
  ['an index', '--index-url file://CWD/simple', { 'simple/torch/index.html': PAGE }],
  ['another index', '--extra-index-url file:simple', { 'simple/torch/index.html': PAGE }],
  [
    'the page of an index',
    '-i file:simple',
    { 'simple/torch/index.html': PAGE },
    {},
    'simple/torch/index.html',
  ],
  ['constraints', '-c limits.txt', { 'limits.txt': '' }, {}, 'limits.txt'],
  [
    'constraints of constraints',
    '-c a/b.txt',
    { 'a/b.txt': '-c c.txt', 'a/c.txt': '' },
    {},
    'a/c.txt',
  ],
  ['links of a file that is included', '-r a/b.txt', { 'a/b.txt': '-f ../wheels' }],
  ['PIP_FIND_LINKS', '', {}, { PIP_FIND_LINKS: 'nowhere wheels' }],
  ['UV_FIND_LINKS', '', {}, { UV_FIND_LINKS: 'nowhere,wheels' }],
  ['PIP_CONSTRAINT', '', { 'limits.txt': '' }, { PIP_CONSTRAINT: 'limits.txt' }, 'limits.txt'],
  [
    'PIP_BUILD_CONSTRAINT',
    '',
    { 'limits.txt': '' },
    { PIP_BUILD_CONSTRAINT: 'CWD/limits.txt' },
    'limits.txt',
  ],
  ['UV_CONSTRAINT', '', { 'limits.txt': '' }, { UV_CONSTRAINT: 'limits.txt' }, 'limits.txt'],
  ['UV_OVERRIDE', '', { 'limits.txt': '' }, { UV_OVERRIDE: 'limits.txt' }, 'limits.txt'],
  ['PIP_REQUIREMENT', '', { 'more.txt': '' }, { PIP_REQUIREMENT: 'more.txt' }, 'more.txt'],
  [
    'UV_INDEX with a name',
    '',
    { 'simple/torch/index.html': PAGE },
    { UV_INDEX: 'here=file://CWD/simple' },
  ],
  [
    'PIP_INDEX_URL',
    '',
    { 'simple/torch/index.html': PAGE },
    { PIP_INDEX_URL: 'file://CWD/simple' },
  ],
  ['PIP_CONFIG_FILE', '', { 'ci.conf': '' }, { PIP_CONFIG_FILE: 'ci.conf' }, 'ci.conf'],
  ['what PIP_CONFIG_FILE names', '', { 'ci.conf': CONF }, { PIP_CONFIG_FILE: 'CWD/ci.conf' }],
  [
    'pip.conf of the user',
    '',
    { 'home/.config/pip/pip.conf': '' },
    {},
    'home/.config/pip/pip.conf',
  ],
  ['what it names', '', { 'home/.config/pip/pip.conf': CONF }],
  ['the old pip.conf of the user', '', { 'home/.pip/pip.conf': '' }, {}, 'home/.pip/pip.conf'],
  ['pip.conf of the machine', '', { 'xdg/pip/pip.conf': CONF }, { XDG_CONFIG_DIRS: 'CWD/xdg' }],
  [
    'pip.conf where XDG_CONFIG_HOME says',
    '',
    { 'x/pip/pip.conf': CONF },
    { XDG_CONFIG_HOME: 'CWD/x' },
  ],
  ['links in the home', '', { 'home/w/a.whl': '' }, { PIP_FIND_LINKS: '~/w' }, 'home/w/a.whl'],
  ['uv.toml', '', { 'uv.toml': '' }, {}, 'uv.toml'],
  ['what uv.toml names', '', { 'uv.toml': 'find-links = ["wheels"]' }],
  ['an index of uv.toml', '', { 'uv.toml': '[[index]]\nurl = "wheels"\nformat = "flat"' }],
  ['what [tool.uv] names', '', { 'pyproject.toml': '[tool.uv]\nfind-links = ["./wheels"]' }],
  ['UV_CONFIG_FILE', '', { 'ci.toml': '' }, { UV_CONFIG_FILE: 'ci.toml' }, 'ci.toml'],
  [
    'the settings of Poetry',
    '',
    { 'home/.config/pypoetry/config.toml': '' },
    {},
    'home/.config/pypoetry/config.toml',
  ],
  ['.condarc', '', { 'home/.condarc': '' }, {}, 'home/.condarc'],
  ['a file of an option that is not known', '', { 'x/y': '' }, { UV_NEWER: './x/y' }, 'x/y'],
])('counts: %s', async ([, text, files, env = {}, changes = WHEEL]) => {
  await using place = await temporary()
  const cwd = place.path
  const here = (word: string) => word.replaceAll('CWD', cwd)
  const settings = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, here(value ?? '')]),
  )
  await written(cwd, { [WHEEL]: 'one', ...files })
  const before = taken(cwd, here(text), settings)
  expect(taken(cwd, here(text), settings)).toEqual(before)
  await written(cwd, { [changes]: `${files[changes] ?? 'two'}# other` })
  const after = taken(cwd, here(text), settings)
  expect([before.unknown, after.unknown]).toEqual([null, null])
  expect(after.parts).not.toEqual(before.parts)
})

const COMMIT = 'a'.repeat(40)
const HASH = `sha256=${'b'.repeat(64)}`

test.for<[string, string | null, NodeJS.ProcessEnv?]>([
  ['torch==2.9', null],
  ['--index-url https://example.org/simple\ntorch==2.9 --hash=sha256:abc', null],
  [`torch @ https://example.org/torch-2.9-py3-none-any.whl#${HASH}`, null],
  ['torch @ https://example.org/torch-2.9-py3-none-any.whl --hash=sha256:abc', null],
  ['torch @ https://example.org/torch-2.9-py3-none-any.whl', 'a URL without a hash'],
  ['https://example.org/torch-2.9.tar.gz#egg=torch', 'a URL without a hash'],
  ['https://example.org/torch-2.9.tar.gz#md5=abc', 'a URL without a hash'],
  [`torch @ git+https://example.org/torch@${COMMIT}`, null],
  [`-e git+https://example.org/torch@${COMMIT}#egg=torch`, null],
  ['torch @ git+https://example.org/torch@main', 'a repository without its commit'],
  ['git+ssh://git@example.org/torch', 'a repository without its commit'],
  ['hg+https://example.org/torch', 'a repository without its commit'],
  ['-f https://example.org/links.html', 'a page of links on the net'],
  ['--find-links http://example.org/', 'a page of links on the net'],
  ['', 'a page of links on the net', { PIP_FIND_LINKS: 'https://example.org/' }],
  ['-c https://example.org/limits.txt', 'a file of requirements on the net'],
  ['', 'a file of requirements on the net', { UV_CONSTRAINT: 'https://example.org/limits.txt' }],
  ['project', null],
  ['libs/project', 'a directory that is built, and a build may read anything'],
  ['project @ file:libs/project', 'a directory that is built, and a build may read anything'],
  ['-e libs/project', 'a directory that is built, and a build may read anything'],
])('what cannot be told: %j', async ([line, unknown, env]) => {
  await using place = await temporary()
  await written(place.path, { 'libs/project/pyproject.toml': '', 'project/x': '' })
  expect(taken(place.path, line, env).unknown).toBe(unknown)
})

describe('what changes nothing', () => {
  test.for<[string, string, NodeJS.ProcessEnv]>([
    ['where downloads are kept', '', { PIP_CACHE_DIR: '/a', UV_CACHE_DIR: '/b', UV_NO_CACHE: '1' }],
    [
      'how a server is reached',
      '',
      { PIP_DEFAULT_TIMEOUT: '9', UV_HTTP_TIMEOUT: '9', PIP_PROXY: 'x' },
    ],
    ['who asks', '', { POETRY_HTTP_BASIC_X_PASSWORD: 'x', UV_INDEX_X_USERNAME: 'y' }],
    [
      'what is said',
      '',
      { PIP_QUIET: '1', UV_NO_PROGRESS: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    ],
    [
      'where the shell is',
      '',
      { CONDA_PREFIX: '/x', CONDA_SHLVL: '2', CONDA_PROMPT_MODIFIER: 'x' },
    ],
    ['what other programs are told', '', { PIPX_HOME: 'x', UVICORN_PORT: '1' }],
    ['a file that no installer takes', '-f .', {}],
  ])('%s', async ([, text, env]) => {
    await using place = await temporary()
    const before = taken(place.path, text)
    await written(place.path, { 'README.md': 'x' })
    expect(taken(place.path, text, env)).toEqual(before)
  })

  test('a password in an address', async () => {
    await using place = await temporary()
    const index = (who: string) => ({ PIP_INDEX_URL: `https://${who}example.org/simple` })
    const [one, other] = [index('me:one@'), index('me:other@')].map(env =>
      taken(place.path, '', env),
    )
    expect(one).toEqual(other)
    expect(JSON.stringify(one)).not.toContain('me:')
    expect(taken(place.path, '', { PIP_INDEX_URL: 'https://example.com/simple' })).not.toEqual(one)
  })

  test('where the repository lies', async () => {
    await using place = await temporary()
    const [one, other] = await Promise.all(
      ['one', 'other'].map(async name => {
        const cwd = join(place.path, name)
        await written(cwd, { [WHEEL]: 'x', 'home/.config/pip/pip.conf': CONF })
        return taken(cwd, `-f ${cwd}/wheels`, { UV_FIND_LINKS: `${cwd}/wheels` })
      }),
    )
    expect(one).toEqual(other)
  })
})

describe('much of it', () => {
  const BIG = 65 * 1024 * 1024
  async function wheels(cwd: string) {
    await written(cwd, { 'w/a.whl': 'x'.repeat(BIG), 'w/b.whl': 'one' })
    return () => taken(cwd, '-f w')
  }

  test('the file system answers for it: another content of the same size and time', async () => {
    await using place = await temporary()
    const now = await wheels(place.path)
    const before = now()
    expect(now()).toEqual(before)
    await written(place.path, { 'w/b.whl': 'two' })
    await utimes(join(place.path, 'w/b.whl'), 1e9, 1e9)
    expect(now()).not.toEqual(before)
  })

  test('another file in its place', async () => {
    await using place = await temporary()
    const now = await wheels(place.path)
    const before = now()
    await written(place.path, { 'other.whl': 'two' })
    await rename(join(place.path, 'other.whl'), join(place.path, 'w/b.whl'))
    expect(now()).not.toEqual(before)
  })
})

test('two directories that change places are not the same', async () => {
  await using place = await temporary()
  const text = '-f a\n-f b'
  await written(place.path, { 'a/x.whl': 'one', 'b/x.whl': 'two' })
  const before = taken(place.path, text)
  await written(place.path, { 'a/x.whl': 'two', 'b/x.whl': 'one' })
  expect(taken(place.path, text)).not.toEqual(before)
})

test('a link counts by what it leads to', async () => {
  await using place = await temporary()
  await written(place.path, { 'store/x': 'one', 'w/y': '' })
  await symlink('../store/x', join(place.path, 'w/x.whl'))
  const before = taken(place.path, '-f w')
  await written(place.path, { 'store/x': 'two' })
  expect(taken(place.path, '-f w')).not.toEqual(before)
})

test('files of lines that include each other come to an end', async () => {
  await using place = await temporary()
  await written(place.path, { 'a.txt': '-r b.txt', 'b.txt': '-c a.txt\n-r b.txt' })
  const at = { cwd: place.path, from: place.path, env: {}, builds: false }
  expect(readsOfWord('a.txt', 'lines', at)).toHaveLength(2)
})
