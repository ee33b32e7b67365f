import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Demand } from '../../src/model/pins.ts'
import { importsOf, Repository } from '../../src/pins/index.ts'
import { temporary } from '../../support/lddpr.ts'

/** Which Lightning the code of a repository imports. */

type Files = Record<string, string | Buffer>

async function write(directory: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), content)
  }
}

/** `lightning 2` for two files; a choice has a slash, what lies aside is in brackets. */
const inWords = ({ wants, aside, files }: Demand) =>
  `${aside ? '(' : ''}${wants.join('/')} ${files}${aside ? ')' : ''}`

async function imports(files: Files, source: string | null = null, project?: string) {
  await using place = await temporary()
  await write(place.path, files)
  const repository = new Repository(place.path)
  const found = importsOf(repository, { source, ...(project ? { project } : {}) })
  return found?.demands.map(inWords).sort() ?? []
}

const LIGHTNING = ['lightning 1']
const OTHER = ['pytorch-lightning 1']

describe('a file', () => {
  test.each<[string, string, string[]]>([
    ['import', 'import lightning as L', LIGHTNING],
    ['import of a part', 'import lightning.pytorch as pl', LIGHTNING],
    ['from', 'from lightning.pytorch.callbacks import Callback', LIGHTNING],
    ['from, over lines', 'from lightning.pytorch import (\n  Trainer,\n)', LIGHTNING],
    ['the other', 'import pytorch_lightning as pl', OTHER],
    ['among others', 'import os, pytorch_lightning as pl; x = 1', OTHER],
    ['behind a semicolon', 'import os; import lightning', LIGHTNING],
    ['with Windows line ends', 'import os\r\nimport lightning\r\n', LIGHTNING],
    ['with old line ends', 'import os\rimport lightning\r', LIGHTNING],
    ['over a backslash', 'import \\\n  lightning', LIGHTNING],
    ['in a function', 'def f():\n\timport pytorch_lightning', OTHER],
    ['by name', "m = importlib.import_module('pytorch_lightning.loggers')", OTHER],
    ['by name, as the language does it', 'm = __import__(\n "lightning")', LIGHTNING],
    ['both', 'import lightning\nimport pytorch_lightning', [...LIGHTNING, ...OTHER]],
    ['Fabric, which comes with the other', 'import lightning_fabric', ['(pytorch-lightning 1)']],
    ['in a docstring', '"""\nimport lightning\n"""', []],
    ['in a string', "x = 'import lightning'\ny = r'\\'\nimport os", []],
    ['in a comment', '# import lightning', []],
    ['in a string that never ends', 'x = """\nimport lightning', []],
    ['relative', 'from .lightning import x\nfrom . import lightning', []],
    ['of another package', 'import lightning_utilities, mylightning, lightnings', []],
    ['behind a bracket that never closes', 'f(\nimport lightning\n', LIGHTNING],
    ['behind code that is none', 'def (((:\n  ]]\nimport lightning', LIGHTNING],
    [
      'with a substitute',
      'try:\n  import lightning.pytorch as pl\nexcept ImportError:\n  import pytorch_lightning as pl',
      ['lightning/pytorch-lightning 1'],
    ],
    [
      'by a condition',
      'if A:\n  import pytorch_lightning\nelif B:\n  import os\nelse:\n  import lightning',
      ['pytorch-lightning/lightning 1'],
    ],
    [
      'that may be missing',
      'try:\n  import lightning\nexcept ImportError:\n  pass',
      ['(lightning 1)'],
    ],
    ['in one line', 'try: import lightning\nexcept ImportError: pass', ['(lightning 1)']],
    ['for type checkers', 'if TYPE_CHECKING:\n  from lightning import Trainer', ['(lightning 1)']],
    [
      'for type checkers beside what runs',
      'if typing.TYPE_CHECKING:\n  import lightning\nelse:\n  import pytorch_lightning',
      ['(lightning 1)', ...OTHER],
    ],
  ])('%s', async (_, code, expected) => expect(await imports({ 'a.py': code })).toEqual(expected))

  test('in Latin-1, or with bytes that are no text', async () => {
    const bytes = Buffer.from('# caf\xe9 \xff\x00\nimport lightning\n', 'latin1')
    expect(await imports({ 'a.py': bytes })).toEqual(LIGHTNING)
  })

  test('of many MiB counts by its beginning', async () => {
    const long = `import lightning\n${'x = 1\n'.repeat(1_000_000)}import pytorch_lightning\n`
    expect(await imports({ 'a.py': long })).toEqual(LIGHTNING)
  })

  test('made to take long does not', async () => {
    const hostile = [
      `x = [${"'aaaa', ".repeat(100_000)}]`,
      `"""${'a\'"\\'.repeat(200_000)}`,
      '('.repeat(1_000_000),
      ':'.repeat(1_000_000),
      'if x:\n'.repeat(150_000),
      `import ${'a,'.repeat(400_000)}`,
    ]
    const files = hostile.map((text, at) => [`${at}.py`, `# lightning\n${text}`])
    expect(await imports(Object.fromEntries(files))).toEqual([])
  })
})

const CODE = 'import lightning'
const cell = (source: unknown) => JSON.stringify({ cells: [{ cell_type: 'code', source }] })

describe('a repository', () => {
  test.each<[string, Files, string[]]>([
    ['without Python', { 'README.md': CODE }, []],
    ['of several files', { 'a.py': CODE, 'src/b.py': CODE }, ['lightning 2']],
    [
      'of tests, documentation and examples',
      { 'tests/a.py': CODE, 'docs/conf.py': CODE, 'examples/x/a.py': CODE, 'test_a.py': CODE },
      ['(lightning 4)'],
    ],
    [
      'of a notebook',
      { 'a.ipynb': cell(['%pip install x\n', 'import lightning\n']) },
      ['(lightning 1)'],
    ],
    ['of a notebook that is none', { 'a.ipynb': `lightning ${CODE}` }, []],
    ['of cells that say it', { 'a.ipynb': cell('"import lightning"') }, []],
    [
      "of Hydra's targets",
      { 'c.yaml': 'm:\n  _target_: lightning.pytorch.Trainer\n' },
      ['(lightning 1)'],
    ],
    ['of other YAML', { 'c.yaml': 'name: lightning.pytorch\n' }, []],
    [
      'with what others wrote',
      Object.fromEntries(
        ['.venv', 'node_modules', 'site-packages', 'build', 'dist', '.git', 'x.egg-info'].map(
          each => [`${each}/a.py`, CODE],
        ),
      ),
      [],
    ],
    ['with an environment of another name', { 'mine/pyvenv.cfg': '', 'mine/lib/a.py': CODE }, []],
    ['with a package env', { 'env/a.py': CODE }, LIGHTNING],
    [
      'with a package lightning of its own',
      {
        'lightning/__init__.py': '',
        'a.py': 'from lightning import Model',
        'b.py': 'import lightning.pytorch',
      },
      LIGHTNING,
    ],
  ])('%s', async (_, files, expected) => expect(await imports(files)).toEqual(expected))

  test('counts the part whose versions are taken, and all of it where that imports nothing', async () => {
    const files = { 'a/train.py': CODE, 'b/train.py': 'import pytorch_lightning' }
    expect(await imports(files, 'a/uv.lock')).toEqual(LIGHTNING)
    expect(await imports(files, 'uv.lock', 'b')).toEqual(OTHER)
    expect(await imports(files, 'requirements/base.txt')).toEqual([...LIGHTNING, ...OTHER])
    expect(await imports(files, 'uv.lock')).toEqual([...LIGHTNING, ...OTHER])
  })

  test('is not left by links', async () => {
    await using place = await temporary()
    await write(place.path, { 'outside/a.py': CODE, 'repo/b.py': 'import pytorch_lightning' })
    await symlink('../outside', join(place.path, 'repo/linked'))
    await symlink('../outside/a.py', join(place.path, 'repo/c.py'))
    const repository = new Repository(join(place.path, 'repo'))
    expect(importsOf(repository, null)?.demands.map(inWords)).toEqual(OTHER)
    expect(importsOf(repository, { source: 'linked/uv.lock' })?.demands.map(inWords)).toEqual(OTHER)
  })

  test('is read once: what is written afterwards does not count', async () => {
    await using place = await temporary()
    await write(place.path, { 'a.py': CODE })
    const repository = new Repository(place.path)
    importsOf(repository, null)
    await write(place.path, { 'a.py': 'import pytorch_lightning' })
    expect(importsOf(repository, null)?.demands.map(inWords)).toEqual(LIGHTNING)
  })
})
