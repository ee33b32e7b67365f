import {
  entry,
  optional,
  PYPI,
  poetry,
  poetryLock,
  project,
  root,
  uv,
} from '../../support/pins/fixtures/fixture.ts'

/** Repositories of which the files alone tell that the probe would lack something. */

export const TRAIN = '[project.optional-dependencies]\ntrain = ["lightning"]\ndocs = ["sphinx"]\n'
export const trainLock = (kind: 'optional-dependencies' | 'dev-dependencies', name: string) =>
  uv(
    root('{ name = "numpy" }', `[package.${kind}]\n${name} = [{ name = "lightning" }]\n`),
    entry('lightning', '2.6.5', `${PYPI}dependencies = [{ name = "torch" }, { name = "numpy" }]`),
    entry('torch', '2.12.0', PYPI),
    entry('numpy', '2.4.6', PYPI),
  )
const older = (name: string) =>
  uv(
    root(
      '{ name = "pytorch-lightning" }, { name = "torch" }, { name = "numpy" }',
      `[package.optional-dependencies]\n${name} = [{ name = "lightning" }]\n`,
    ),
    entry('pytorch-lightning', '2.4.0', PYPI),
    entry('lightning', '2.6.5', PYPI),
    entry('torch', '2.12.0', PYPI),
    entry('numpy', '2.4.6', PYPI),
  )

/** Its name, the files, the flags, and the sentence. */
export const CASES: readonly [string, Record<string, string>, string[], string][] = [
  [
    'a uv.lock whose extra has Lightning',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train'),
    },
    [],
    'uv.lock installs no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a uv.lock whose group has Lightning',
    {
      'pyproject.toml': project('"numpy"', '[dependency-groups]\nfit = ["lightning"]\n'),
      'uv.lock': trainLock('dev-dependencies', 'fit'),
    },
    [],
    'uv.lock installs no Lightning by default; group fit has it: say --group fit',
  ],
  [
    'a uv.lock without Lightning',
    {
      'pyproject.toml': project('"torch", "numpy"'),
      'uv.lock': uv(
        root('{ name = "torch" }, { name = "numpy" }'),
        entry('torch', '2.12.0', PYPI),
        entry('numpy', '2.4.6', PYPI),
      ),
    },
    [],
    'uv.lock installs no Lightning; name the file that has it with --manifest, or an interpreter with --python',
  ],
  [
    'the same, all of it asked for',
    {
      'pyproject.toml': project('"torch"'),
      'uv.lock': uv(root('{ name = "torch" }'), entry('torch', '2.12.0', PYPI)),
    },
    ['--install', 'whole'],
    'uv.lock installs no Lightning; name the file',
  ],
  [
    'a poetry.lock whose extra has Lightning',
    {
      'pyproject.toml': poetry(
        'lightning = {version = "^2.4", optional = true}\nnumpy = "*"',
        '[tool.poetry.extras]\ntorch = ["lightning"]\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', optional(true)),
        entry('numpy', '1.26.4', optional(false)),
        '[extras]\ntorch = ["lightning"]\n',
      ),
    },
    [],
    'poetry.lock installs no Lightning by default; extra torch has it: say --extra torch',
  ],
  [
    'a poetry.lock whose optional group has Lightning',
    {
      'pyproject.toml': poetry(
        'numpy = "*"',
        '[tool.poetry.group.fit]\noptional = true\n[tool.poetry.group.fit.dependencies]\nlightning = "*"\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', optional(true)),
        entry('numpy', '1.26.4', optional(false)),
      ),
    },
    [],
    'poetry.lock installs no Lightning by default; group fit has it: say --group fit',
  ],
  [
    'a pdm.lock whose extra has Lightning',
    {
      'pyproject.toml': project('"numpy"', `${TRAIN}[tool.pdm]\ndistribution = true\n`),
      'pdm.lock': `[metadata]\ngroups = ["default", "train"]\nlock_version = "4.5.0"\n${entry('numpy', '2.4.6', 'groups = ["default"]')}${entry('lightning', '2.6.5', 'groups = ["train"]')}`,
    },
    [],
    'pdm.lock installs no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a Pipfile.lock whose category has Lightning',
    {
      Pipfile: '[packages]\nnumpy = "*"\n[train]\nlightning = "*"\n',
      'Pipfile.lock':
        '{"default": {"numpy": {"version": "==2.4.6"}}, "train": {"lightning": {"version": "==2.6.5"}}}',
    },
    [],
    'Pipfile.lock installs no Lightning by default; group train has it: say --group train',
  ],
  [
    'a pyproject.toml whose extra has Lightning',
    { 'pyproject.toml': project('"numpy"', TRAIN) },
    [],
    'pyproject.toml asks for no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a pyproject.toml whose extras ask for each other: the narrowest first',
    {
      'pyproject.toml': project(
        '"numpy"',
        `${TRAIN}all = ["demo[train]", "sphinx", "pytest"]\n[dependency-groups]\nci = ["lightning"]\n`,
      ),
    },
    [],
    'extras train, all and group ci have it: say --extra train',
  ],
  [
    'a setup.cfg whose extra has Lightning',
    {
      'setup.cfg':
        '[metadata]\nname = demo\n[options]\ninstall_requires =\n  numpy\n[options.extras_require]\ntrain =\n  pytorch-lightning\n',
    },
    [],
    'setup.cfg asks for no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'another extra than the one with Lightning',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train').replace(
        'train = [',
        'docs = [{ name = "numpy" }]\ntrain = [',
      ),
    },
    ['--extra', 'docs'],
    'uv.lock installs no Lightning with extra docs; extra train has it: say --extra train',
  ],
  [
    'torch in an extra alone',
    {
      'pyproject.toml': project(
        '"lightning"',
        '[project.optional-dependencies]\ncpu = ["torch"]\n',
      ),
      'uv.lock': uv(
        root(
          '{ name = "lightning" }, { name = "numpy" }',
          '[package.optional-dependencies]\ncpu = [{ name = "torch" }]\n',
        ),
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.12.0', PYPI),
        entry('numpy', '2.4.6', PYPI),
      ),
    },
    [],
    'uv.lock installs no torch by default; extra cpu has it: say --extra cpu',
  ],
  [
    'two Lightnings, and the one that the code imports is in an extra',
    {
      'pyproject.toml': project('"pytorch-lightning", "torch"', TRAIN),
      'uv.lock': older('train'),
      'src/train.py': 'import lightning as L\n',
    },
    [],
    'the code imports lightning, and uv.lock installs pytorch-lightning alone; extra train has lightning: say --extra train',
  ],
  [
    'an extra that is none, near to one',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train'),
    },
    ['--extra', 'trian'],
    '--extra: expected one of the extras of uv.lock (train), found "trian"; did you mean train?',
  ],
  [
    'a group that is an extra',
    { 'pyproject.toml': project('"lightning"', TRAIN) },
    ['--group', 'docs'],
    '--group: "docs" is one of the extras of pyproject.toml: say --extra docs',
  ],
  [
    'an extra of a file that can have none',
    { 'requirements.txt': 'lightning==2.6.5\n' },
    ['--extra', 'cpu'],
    '--extra: requirements.txt has no extras, found "cpu"',
  ],
  [
    'an extra that the lock was made without',
    {
      'pyproject.toml': project('"lightning"', TRAIN),
      'uv.lock': uv(root('{ name = "lightning" }'), entry('lightning', '2.6.5', PYPI)),
    },
    ['--extra', 'docs'],
    "--extra: uv.lock was made without docs, which its manifest has: run 'uv lock'",
  ],
  [
    'extras that exclude each other',
    {
      'pyproject.toml': project('"lightning"'),
      'uv.lock': uv(
        'conflicts = [[{ package = "demo", extra = "cpu" }, { package = "demo", extra = "gpu" }]]\n',
        root('{ name = "lightning" }'),
        entry('lightning', '2.6.5', PYPI),
      ),
    },
    ['--extra', 'cpu', '--extra', 'gpu'],
    'uv.lock: extra cpu and extra gpu exclude each other: choose one',
  ],
  [
    'a monorepo whose parts fix different versions',
    {
      'pyproject.toml': project('"requests"'),
      'projects/train/pyproject.toml': project('"lightning==2.2.1"'),
      'projects/train/uv.lock': uv(
        root('{ name = "lightning" }'),
        entry('lightning', '2.2.1', PYPI),
      ),
      'projects/infer/requirements.txt': 'lightning==2.5.0\n',
    },
    [],
    'no file at the root fixes the versions; projects/train/uv.lock (lightning 2.2.1) and projects/infer/requirements.txt (lightning 2.5.0) fix different ones: say --manifest projects/train/uv.lock',
  ],
]
