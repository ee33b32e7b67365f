import type { PinsOptions } from '../../../src/environment/pins.ts'

/** Small files written by hand, one trap each. They are what the fuzzing starts from as well. */

export interface Fixture {
  trap: string
  files: Record<string, string>
  wanted?: PinsOptions
  /** What is expected of the answer; pins that are not named are null. */
  pins?: Record<string, string>
  source?: string
  manager?: string
  constraints?: Record<string, string>
  python?: string
  /** Parts of the notes. */
  notes?: RegExp
  /** Parts of the reasons, by package. */
  reasons?: Record<string, RegExp>
  warnings?: RegExp
}

const project = (dependencies: string, more = '', python = '>=3.10') =>
  `[project]\nname = "demo"\nversion = "1"\nrequires-python = "${python}"\ndependencies = [${dependencies}]\n${more}`

const entry = (name: string, version: string, more = '') =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\n${more}\n`
const PYPI = 'source = { registry = "https://pypi.example/simple" }\n'
const root = (dependencies: string, more = '') =>
  `[[package]]\nname = "demo"\nversion = "1"\nsource = { editable = "." }\ndependencies = [${dependencies}]\n${more}\n`
const uv = (...parts: string[]) => `version = 1\nrequires-python = ">=3.10"\n\n${parts.join('\n')}`

const poetry = (dependencies: string, more = '') =>
  `[tool.poetry]\nname = "demo"\n[tool.poetry.dependencies]\npython = ">=3.9,<3.14"\n${dependencies}\n${more}`
const poetryLock = (...parts: string[]) =>
  `${parts.join('\n')}\n[metadata]\nlock-version = "2.0"\npython-versions = ">=3.9,<3.14"\n`
const optional = (value: boolean) => `optional = ${value}\npython-versions = ">=3.9"\n`

const conda = (...lines: string[]) =>
  `name: demo\nchannels: [conda-forge]\ndependencies:\n${lines.map(line => `  ${line}\n`).join('')}`

const condaLock = (...rows: [string, string, string, string][]) =>
  `version: 1\nmetadata: {}\npackage:\n${rows
    .map(
      ([name, version, manager, platform]) =>
        `- {name: ${name}, version: ${version}, manager: ${manager}, platform: ${platform}, category: main, optional: false}\n`,
    )
    .join('')}`

const FORKED = uv(
  root(
    '{ name = "numpy", version = "2.2.6", marker = "python_full_version < \'3.11\'" },' +
      '{ name = "numpy", version = "2.4.6", marker = "python_full_version >= \'3.11\'" },' +
      '{ name = "lightning" }',
  ),
  entry('lightning', '2.6.5', PYPI),
  entry('numpy', '2.2.6', `${PYPI}resolution-markers = ["python_full_version < '3.11'"]`),
  entry('numpy', '2.4.6', `${PYPI}resolution-markers = ["python_full_version >= '3.11'"]`),
)
const CONFLICT = uv(
  'conflicts = [[{ package = "demo", extra = "cpu" }, { package = "demo", extra = "gpu" }]]\n',
  root(
    '{ name = "torch", version = "2.12.0+cpu", marker = "extra == \'extra-4-demo-cpu\'" },' +
      '{ name = "torch", version = "2.11.0+cu128", marker = "extra == \'extra-4-demo-gpu\'" },' +
      '{ name = "torch", version = "2.12.0", marker = "extra != \'extra-4-demo-cpu\' and extra != \'extra-4-demo-gpu\'" }',
  ),
  entry('torch', '2.11.0+cu128', 'source = { registry = "https://wheels.example/cu128" }'),
  entry('torch', '2.12.0', PYPI),
  entry('torch', '2.12.0+cpu', 'source = { registry = "https://wheels.example/cpu" }'),
)

export const FIXTURES: readonly Fixture[] = [
  // uv.lock
  {
    trap: 'uv.lock: a fork by Python, for the default one',
    files: { 'uv.lock': FORKED, 'pyproject.toml': project('"lightning", "numpy"') },
    pins: { lightning: '2.6.5', numpy: '2.4.6' },
    source: 'uv.lock',
    manager: 'uv',
    constraints: { lightning: '', numpy: '' },
  },
  {
    trap: 'uv.lock: a fork by Python, for a named one',
    files: { 'uv.lock': FORKED, 'pyproject.toml': project('"lightning", "numpy"') },
    wanted: { python: '3.10' },
    pins: { lightning: '2.6.5', numpy: '2.2.6' },
  },
  {
    trap: 'uv.lock: .python-version names the Python',
    files: {
      'uv.lock': FORKED,
      '.python-version': '3.10\n',
      'pyproject.toml': project('"lightning", "numpy"'),
    },
    pins: { lightning: '2.6.5', numpy: '2.2.6' },
  },
  {
    trap: 'uv.lock: torch by conflicting extras, none of them',
    files: { 'uv.lock': CONFLICT, 'pyproject.toml': project('"torch"') },
    pins: { torch: '2.12.0' },
  },
  {
    trap: 'uv.lock: torch by conflicting extras, one of them',
    files: { 'uv.lock': CONFLICT, 'pyproject.toml': project('"torch"') },
    wanted: { extras: ['gpu'] },
    pins: { torch: '2.11.0+cu128' },
  },
  {
    trap: 'uv.lock: what only an extra asks for is not installed',
    files: {
      'uv.lock': uv(
        root('', '[package.optional-dependencies]\ntrain = [{ name = "lightning" }]\n'),
        entry('lightning', '2.6.5', PYPI),
      ),
      'pyproject.toml': project('', '[project.optional-dependencies]\ntrain = ["lightning>=2"]'),
    },
    constraints: { lightning: '>=2 (extra train)' },
    reasons: { lightning: /uv.lock has it, but a default install .* only extras do: train/ },
  },
  {
    trap: 'uv.lock: the development group is installed, other groups are not',
    files: {
      'uv.lock': uv(
        root(
          '',
          '[package.dev-dependencies]\ndev = [{ name = "lightning" }]\ndocs = [{ name = "torch" }]\n',
        ),
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.12.0', PYPI),
      ),
      'pyproject.toml': project(''),
    },
    pins: { lightning: '2.6.5' },
  },
  {
    trap: 'uv.lock: an extra of a dependency brings its own',
    files: {
      'uv.lock': uv(
        root('{ name = "base", extra = ["gpu"] }'),
        entry(
          'base',
          '1',
          `${PYPI}[package.optional-dependencies]\ngpu = [{ name = "torch" }]\ntpu = [{ name = "numpy" }]`,
        ),
        entry('torch', '2.12.0', PYPI),
        entry('numpy', '2.4.6', PYPI),
      ),
      'pyproject.toml': project('"base[gpu]"'),
    },
    pins: { torch: '2.12.0' },
  },
  {
    trap: 'uv.lock: an entry that nothing leads to',
    files: {
      'uv.lock': uv(
        root('{ name = "lightning" }'),
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.1.0', PYPI),
      ),
      'pyproject.toml': project('"lightning"'),
    },
    pins: { lightning: '2.6.5' },
    reasons: { torch: /a default install .* does not ask for it/, numpy: /does not have it/ },
  },
  {
    trap: 'uv.lock: a workspace without a project at its root installs all members',
    files: {
      'uv.lock': uv(
        '[manifest]\nmembers = ["a", "b"]\n',
        '[[package]]\nname = "a"\nversion = "1"\nsource = { editable = "a" }\ndependencies = [{ name = "lightning" }]\n',
        '[[package]]\nname = "b"\nversion = "1"\nsource = { editable = "b" }\ndependencies = [{ name = "torch" }]\n',
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.12.0', PYPI),
      ),
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["a", "b"]\n',
    },
    pins: { lightning: '2.6.5', torch: '2.12.0' },
  },
  {
    trap: 'uv.lock: one member of a workspace, by its pyproject.toml',
    files: {
      'uv.lock': uv(
        '[manifest]\nmembers = ["a", "b"]\n',
        '[[package]]\nname = "a"\nversion = "1"\nsource = { editable = "a" }\ndependencies = [{ name = "lightning" }]\n',
        '[[package]]\nname = "b"\nversion = "1"\nsource = { editable = "b" }\ndependencies = [{ name = "torch" }]\n',
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.12.0', PYPI),
      ),
      'b/pyproject.toml': project('"torch"'),
    },
    wanted: { manifest: 'b/pyproject.toml' },
    pins: { torch: '2.12.0' },
    source: 'uv.lock',
  },
  {
    trap: 'uv.lock: it was made from other ranges',
    files: {
      'uv.lock': uv(
        root(
          '{ name = "torch" }',
          '[package.metadata]\nrequires-dist = [{ name = "torch", specifier = "<=2.6" }]',
        ),
        entry('torch', '2.6.0', PYPI),
      ),
      'pyproject.toml': project('"torch<=2.7"'),
    },
    pins: { torch: '2.6.0' },
    notes: /uv.lock was made for torch<=2.6, and now torch<=2.7 is asked for: the lock is stale/,
  },
  {
    trap: 'uv.lock: two names of Lightning with two versions, one of them compromised',
    files: {
      'uv.lock': uv(
        root('{ name = "lightning" }, { name = "pytorch-lightning" }'),
        entry('lightning', '2.6.2', PYPI),
        entry('pytorch-lightning', '2.5.0.post0', PYPI),
      ),
      'pyproject.toml': project('"lightning", "pytorch-lightning"'),
    },
    pins: { lightning: '2.6.2', 'pytorch-lightning': '2.5.0.post0' },
    notes: /differ: which one trains is decided by the import/,
    warnings: /lightning 2.6.2 was published by attackers.*issues\/21691/,
  },
  {
    trap: 'uv.lock: a lock of Poetry beside it, for which pyproject.toml is not written',
    files: {
      'uv.lock': uv(root('{ name = "lightning" }'), entry('lightning', '2.6.5', PYPI)),
      'poetry.lock': poetryLock(entry('lightning', '2.3.3', optional(false))),
      'pyproject.toml': project('"lightning"'),
    },
    pins: { lightning: '2.6.5' },
    notes:
      /poetry.lock says lightning 2.3.3, and is not used: pyproject.toml is not written for its tool/,
  },
  // poetry.lock
  {
    trap: 'poetry.lock: two entries without markers, told apart by the ranges of pyproject.toml',
    files: {
      'pyproject.toml': poetry(
        'numpy = [{version = "^1.26", python = "<3.13"}, {version = "^2.1", python = ">=3.13"}]',
      ),
      'poetry.lock': poetryLock(
        entry('numpy', '1.26.4', optional(false)),
        entry('numpy', '2.3.2', optional(false)),
      ),
    },
    pins: { numpy: '1.26.4' },
    manager: 'poetry',
    python: '>=3.9,<3.14',
    constraints: { numpy: '^1.26; python_version < "3.13" / ^2.1; python_version >= "3.13"' },
  },
  {
    trap: 'poetry.lock: the other entry, for the other Python',
    files: {
      'pyproject.toml': poetry(
        'numpy = [{version = "^1.26", python = "<3.13"}, {version = "^2.1", python = ">=3.13"}]',
      ),
      'poetry.lock': poetryLock(
        entry('numpy', '1.26.4', optional(false)),
        entry('numpy', '2.3.2', optional(false)),
      ),
    },
    wanted: { python: '3.13' },
    pins: { numpy: '2.3.2' },
  },
  {
    trap: 'poetry.lock: Lightning is optional, and numpy comes through it',
    files: {
      'pyproject.toml': poetry(
        'lightning = {version = "^2.4", optional = true}',
        '[tool.poetry.extras]\ntrain = ["lightning"]\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', `${optional(true)}[package.dependencies]\nnumpy = ">=1.26"`),
        entry('numpy', '1.26.4', optional(true)),
        '[extras]\ntrain = ["lightning"]\n',
      ),
    },
    reasons: { lightning: /only extras do: train/, numpy: /does not ask for it/ },
  },
  {
    trap: 'poetry.lock: the same with the extra',
    files: {
      'pyproject.toml': poetry(
        'lightning = {version = "^2.4", optional = true}',
        '[tool.poetry.extras]\ntrain = ["lightning"]\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', `${optional(true)}[package.dependencies]\nnumpy = ">=1.26"`),
        entry('numpy', '1.26.4', optional(true)),
      ),
    },
    wanted: { extras: ['train'] },
    pins: { lightning: '2.4.0', numpy: '1.26.4' },
  },
  {
    trap: 'poetry.lock 2.1: markers on entries, a local version from a named source',
    files: {
      'pyproject.toml': poetry('torch = {version = "^2.7", source = "cu128"}'),
      'poetry.lock': poetryLock(
        entry(
          'torch',
          '2.7.1+cu128',
          `${optional(false)}groups = ["main"]\nmarkers = "sys_platform == \\"linux\\""`,
        ),
        entry(
          'torch',
          '2.7.1',
          `${optional(false)}groups = ["main"]\nmarkers = "sys_platform == \\"darwin\\""`,
        ),
      ),
    },
    pins: { torch: '2.7.1+cu128' },
    constraints: { torch: '^2.7' },
  },
  {
    trap: 'poetry.lock: no entry with a marker, and the newest in range is what Poetry takes',
    files: {
      'pyproject.toml': poetry(
        'torch = [{version = "<2.3", markers = "sys_platform == \'darwin\'"}, {version = ">=1.6"}]',
      ),
      'poetry.lock': poetryLock(
        entry('torch', '2.2.2', optional(false)),
        entry('torch', '2.8.0', optional(false)),
      ),
    },
    pins: { torch: '2.8.0' },
  },
  // pdm.lock
  {
    trap: 'pdm.lock: groups on entries; the platform is in the path',
    files: {
      'pyproject.toml': project('"torch~=2.0.0"', '', '>=3.9,<3.11'),
      'requirements/linux/pdm.lock': `[metadata]\ngroups = ["default", "docs"]\nlock_version = "4.5.0"\n[[metadata.targets]]\nrequires_python = ">=3.9,<3.11"\n\n${entry('torch', '2.0.1', 'groups = ["default"]')}${entry('lightning', '2.3.3', 'groups = ["default"]\nmarker = "python_version < \\"3.13\\""')}${entry('numpy', '1.26.4', 'groups = ["docs"]')}`,
      'requirements/windows/pdm.lock': `[metadata]\nlock_version = "4.5.0"\n\n${entry('lightning', '2.0.0', 'groups = ["default"]')}`,
    },
    pins: { torch: '2.0.1', lightning: '2.3.3' },
    source: 'requirements/linux/pdm.lock',
    manager: 'pdm',
    python: '>=3.9,<3.11',
    constraints: { torch: '~=2.0.0' },
  },
  {
    trap: 'pdm.lock before groups: the ranges are followed from pyproject.toml',
    files: {
      'pyproject.toml': project('"lightning>=2"'),
      'pdm.lock': `${entry('lightning', '2.0.1', 'dependencies = ["numpy<2,>=1.17", "torch; sys_platform == \\"win32\\""]')}${entry('numpy', '1.24.0')}${entry('numpy', '2.0.0')}${entry('torch', '2.0.0')}`,
    },
    pins: { lightning: '2.0.1', numpy: '1.24.0' },
  },
  // pylock.toml
  {
    trap: 'pylock.toml: markers, groups and extras decide',
    files: {
      'pylock.toml':
        'lock-version = "1.0"\ncreated-by = "demo"\ndefault-groups = ["main"]\n' +
        '[[packages]]\nname = "numpy"\nversion = "2.2.6"\nmarker = "python_version < \'3.11\'"\n' +
        '[[packages]]\nname = "numpy"\nversion = "2.4.6"\nmarker = "python_version >= \'3.11\'"\n' +
        '[[packages]]\nname = "lightning"\nversion = "2.6.5"\nmarker = "\'main\' in dependency_groups"\n' +
        '[[packages]]\nname = "torch"\nversion = "2.12.0"\nmarker = "\'gpu\' in extras"\n',
    },
    pins: { numpy: '2.4.6', lightning: '2.6.5' },
    manager: 'pip',
  },
  // Pipfile.lock
  {
    trap: 'Pipfile.lock: default only, with markers; a Pipfile that says something else',
    files: {
      Pipfile: '[packages]\ntorch = "==1.12.1"\nnumpy = "*"\n[requires]\npython_version = "3.10"\n',
      'Pipfile.lock': JSON.stringify({
        _meta: { requires: { python_version: '3.10' } },
        default: {
          torch: { version: '==2.3.1', markers: "python_version >= '3.8'", index: 'pypi' },
          numpy: { version: '==1.26.4', markers: "python_version < '3.10'" },
          other: { git: 'https://git.example/other', ref: 'main' },
        },
        develop: { lightning: { version: '==2.4.0' } },
      }),
    },
    pins: { torch: '2.3.1' },
    manager: 'pipenv',
    python: '3.10',
    constraints: { torch: '==1.12.1', numpy: '' },
    notes: /Pipfile.lock has torch 2.3.1, which is not in ==1.12.1: the lock is stale/,
  },
  // conda-lock
  {
    trap: 'conda-lock: the platforms differ, and torch is called pytorch',
    files: {
      'conda-lock.yml': condaLock(
        ['python', '3.10.14', 'conda', 'linux-64'],
        ['pytorch', '2.3.1', 'conda', 'linux-64'],
        ['numpy', '2.0.0', 'conda', 'linux-64'],
        ['numpy', '1.26.4', 'conda', 'osx-arm64'],
        ['lightning', '2.3.0', 'pip', 'linux-64'],
      ),
      'environment.yml': conda('- python=3.10', '- pytorch::pytorch>=2.0', '- lightning'),
    },
    pins: { torch: '2.3.1', numpy: '2.0.0', lightning: '2.3.0' },
    python: '3.10.14',
    manager: 'conda',
    constraints: { torch: 'pytorch::pytorch>=2.0', lightning: '' },
  },
  {
    trap: 'conda-lock: a lock of its own for an architecture',
    files: {
      'conda-lock.yml': condaLock(
        ['numpy', '2.0.0', 'conda', 'linux-64'],
        ['lightning', '2.3.0', 'conda', 'linux-64'],
      ),
      'ppc64le.conda-lock.yml': condaLock(
        ['numpy', '1.23.5', 'conda', 'linux-ppc64le'],
        ['lightning', '2.1.0', 'conda', 'linux-ppc64le'],
      ),
    },
    wanted: { platform: 'linux-ppc64le' },
    pins: { numpy: '1.23.5', lightning: '2.1.0' },
    source: 'ppc64le.conda-lock.yml',
  },
  // pixi.lock
  {
    trap: 'pixi.lock: conda by file name, a wheel with an escaped local version, other environments',
    files: {
      'pixi.toml':
        '[workspace]\nname = "demo"\n[dependencies]\nnumpy = "1.26.*"\n[pypi-dependencies]\ntorch = { version = "~=2.9", index = "https://wheels.example/cu128" }\n',
      'pixi.lock':
        'version: 6\nenvironments:\n  default:\n    packages:\n      linux-64:\n' +
        '      - conda: https://conda.example/linux-64/numpy-1.26.4-py310hb13e2d6_0.conda\n' +
        '      - pypi: https://wheels.example/torch-2.9.0%2Bcu128-cp310-cp310-manylinux_2_28_x86_64.whl\n' +
        '  lint:\n    packages:\n      linux-64:\n' +
        '      - conda: https://conda.example/noarch/lightning-2.5.0-pyhd8ed1ab_0.conda\n' +
        'packages: []\n',
    },
    pins: { numpy: '1.26.4', torch: '2.9.0+cu128' },
    manager: 'pixi',
    constraints: { numpy: '1.26.*', torch: '~=2.9' },
  },
  // requirements
  {
    trap: 'requirements: spelling, extras, blanks, hashes over lines, comments, indexes',
    files: {
      'requirements.txt':
        '\uFEFF--extra-index-url https://wheels.example/cu121\r\n# torch==1.0\r\n' +
        'PyTorch_Lightning[extra] == 1.9.5 \\\r\n    --hash=sha256:00 \\\r\n    --hash=sha256:11\r\n' +
        'torch == 2.4.0+cu121  # why\r\nnumpy >=1.26 , <2\r\n',
    },
    pins: { 'pytorch-lightning': '1.9.5', torch: '2.4.0+cu121' },
    constraints: { 'pytorch-lightning': '==1.9.5', torch: '==2.4.0+cu121', numpy: '>=1.26,<2' },
    reasons: { numpy: />=1.26,<2 is a range/ },
    source: 'requirements.txt',
    manager: 'pip',
  },
  {
    trap: 'requirements: includes and constraints, in a circle',
    files: {
      'requirements.txt': '-r sub/base.txt\n--requirement=sub/more.txt\n',
      'sub/base.txt': '-c../limits.txt\ntorch\n-r ../requirements.txt\n',
      'sub/more.txt': 'numpy==2.4.6\n',
      'limits.txt': 'torch==2.12.0\n',
    },
    pins: { torch: '2.12.0', numpy: '2.4.6' },
    constraints: { torch: '==2.12.0 (constraint)', numpy: '==2.4.6' },
  },
  {
    trap: 'requirements: what looks like a pin and is a range',
    files: {
      'requirements.txt': 'lightning~=2.6.0\ntorch==2.*\nnumpy===2.4.6\npytorch-lightning!=2.6.2\n',
    },
    pins: { numpy: '2.4.6' },
    reasons: { lightning: /~=2.6.0 is a range/, torch: /==2.\* is a range/ },
  },
  {
    trap: 'requirements: the same package twice',
    files: {
      'requirements.txt':
        'torch==2.1.0\ntorch==2.2.0\nnumpy==2.4.6\nnumpy>=2\nlightning==2.6.5\nlightning<2\n',
    },
    pins: { numpy: '2.4.6' },
    reasons: { torch: /several versions apply: 2.1.0, 2.2.0/, lightning: /exclude each other/ },
  },
  {
    trap: 'requirements: URLs, wheels, git, editable projects',
    files: {
      'requirements.txt':
        '-e .\n-e git+https://git.example/x.git#egg=pytorch-lightning\n' +
        'torch @ https://wheels.example/torch-2.9.0%2Bcu128-cp312-cp312-linux_x86_64.whl ; sys_platform == "linux"\n' +
        'https://wheels.example/numpy-2.4.6-cp312-cp312-linux_x86_64.whl\n',
      'pyproject.toml': project('"lightning==2.6.5"'),
    },
    pins: { torch: '2.9.0+cu128', numpy: '2.4.6', lightning: '2.6.5' },
    reasons: { 'pytorch-lightning': /which says no version/ },
  },
  {
    trap: 'requirements: the project itself with an extra',
    files: {
      'requirements.txt': '-e .[Train]\n',
      'pyproject.toml': project(
        '"numpy==2.4.6"',
        '[project.optional-dependencies]\ntrain = ["lightning==2.6.5"]\ndocs = ["torch==2.0.0"]\n',
      ),
    },
    pins: { numpy: '2.4.6', lightning: '2.6.5' },
    source: 'requirements.txt',
  },
  {
    trap: 'requirements: a marker that hangs on the release of the kernel',
    files: { 'requirements.txt': 'lightning==2.6.5\ntorch==2.1.0; platform_release >= "5"\n' },
    pins: { lightning: '2.6.5' },
    reasons: { torch: /hangs on 'platform_release >= "5"', which is not known here/ },
  },
  {
    trap: 'requirements: freezes of old releases are nobody’s source',
    files: {
      'pyproject.toml': project('"lightning>=2"'),
      'requirements/2.0.0_requirements.txt': 'demo==2.0.0\nlightning==2.0.0\n',
      'requirements/frozen.txt': 'demo==2.1.0\nlightning==2.1.0\n',
    },
    source: 'pyproject.toml',
    manager: 'setuptools',
    constraints: { lightning: '>=2' },
  },
  {
    trap: 'requirements: a directory of them; the one with the pins is not that of the tests',
    files: {
      'pyproject.toml': project('"lightning>=2"'),
      'requirements/required.txt': 'lightning[pytorch-extra]==2.5.5\n',
      'requirements/tests.txt': 'lightning==2.0.0\n',
    },
    pins: { lightning: '2.5.5' },
    source: 'requirements/required.txt',
  },
  {
    trap: 'requirements: another file at the root has the versions',
    files: {
      'requirements.txt': 'pytorch_lightning\ntorch\n',
      'requirements_versions.txt': 'pytorch_lightning==1.9.4\ntorch\n',
    },
    pins: { 'pytorch-lightning': '1.9.4' },
    source: 'requirements_versions.txt',
  },
  // pyproject.toml
  {
    trap: 'pyproject: pins with markers',
    files: {
      'pyproject.toml': project(
        `"torch==2.2.1+cu118; sys_platform == 'linux'", "torch==2.4.1; sys_platform == 'darwin'"`,
      ),
    },
    wanted: { platform: 'darwin-arm64' },
    pins: { torch: '2.4.1' },
    constraints: {
      torch: "==2.2.1+cu118; sys_platform == 'linux' / ==2.4.1; sys_platform == 'darwin'",
    },
  },
  {
    trap: 'pyproject: dotted keys, extras and groups that are not installed',
    files: {
      'pyproject.toml': project(
        '"torch==2.7.0"',
        'optional-dependencies.all = ["lightning==2.6.5"]\n[dependency-groups]\ntest = ["numpy==2.4.6"]\ndev = [{include-group = "test"}, {include-group = "dev"}]\n',
      ),
    },
    pins: { torch: '2.7.0' },
    manager: 'uv',
    reasons: {
      lightning: /only extras ask for it: all/,
      numpy: /only groups ask for it: test, dev/,
    },
  },
  {
    trap: 'pyproject: dynamic dependencies from a file, constrained by uv',
    files: {
      'pyproject.toml':
        '[project]\nname = "demo"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["deps.in"]}\n[tool.uv]\nconstraint-dependencies = ["torch==2.5.1"]\n',
      'deps.in': 'lightning==2.6.5\ntorch\n',
    },
    pins: { lightning: '2.6.5', torch: '2.5.1' },
    constraints: { lightning: '==2.6.5', torch: '==2.5.1 (uv constraint)' },
    source: 'pyproject.toml',
  },
  {
    trap: 'pyproject: dynamic dependencies from a program',
    files: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["dependencies"]\n' },
    notes: /leaves its dependencies to a program/,
  },
  {
    trap: 'pyproject: Poetry without a lock, where a bare version is that version',
    files: {
      'pyproject.toml': poetry(
        'lightning = "2.2.1"\ntorch = "^2.1"\nnumpy = {git = "https://git.example/numpy"}',
      ),
    },
    pins: { lightning: '2.2.1' },
    manager: 'poetry',
    constraints: { lightning: '2.2.1', torch: '^2.1', numpy: '@ https://git.example/numpy' },
  },
  {
    trap: 'pyproject: nothing about Lightning and nothing fixed is no source',
    files: { 'pyproject.toml': project('"torch>=2.7"', '[dependency-groups]\ndev = ["ruff"]\n') },
    manager: 'uv',
    constraints: { torch: '>=2.7' },
    notes: /no file asks for Lightning, and none fixes a version/,
  },
  // environment.yml
  {
    trap: 'environment.yml: match specs, channels, builds, selectors, a pip section with options',
    files: {
      'environment.yml': conda(
        '- python=3.8.5',
        '- pytorch::pytorch=1.11.0=py3.8_cuda11.3_0 # [linux]',
        '- pytorch::pytorch=1.10.0 # [osx]',
        '- numpy =1.19.2',
        '- pip:',
        '  - --extra-index-url https://wheels.example',
        '  - pytorch-lightning==1.4.2',
        '  - -e .',
      ),
    },
    pins: { torch: '1.11.0', numpy: '1.19.2', 'pytorch-lightning': '1.4.2' },
    manager: 'conda',
    python: '=3.8.5',
    constraints: {
      torch: 'pytorch::pytorch=1.11.0=py3.8_cuda11.3_0',
      numpy: '=1.19.2',
      'pytorch-lightning': '==1.4.2',
    },
  },
  {
    trap: 'environment.yml: one = with two parts is a prefix',
    files: { 'environment.yml': conda('- pytorch=2.5', '- numpy=2.*', '- lightning') },
    constraints: { torch: 'pytorch=2.5', numpy: '=2.*', lightning: '' },
    reasons: { torch: /is a range/, lightning: /no version is named/ },
  },
  {
    trap: 'environment.yml: pip replaces what conda has installed',
    files: {
      'environment.yml': conda(
        '- pytorch=1.10.0',
        '- pip:',
        '  - torch==1.11.0',
        '  - lightning==2.0.0',
      ),
    },
    pins: { torch: '1.11.0', lightning: '2.0.0' },
  },
  {
    trap: 'environment.yml: it includes the requirements that lie beside it',
    files: {
      'environment.yml': conda('- python=3.10', '- pip:', '  - -r requirements.txt'),
      'requirements.txt': 'lightning==2.6.5\n',
    },
    pins: { lightning: '2.6.5' },
    source: 'environment.yml',
  },
  {
    trap: 'environment.yml: with pins, before a pyproject.toml with ranges, which fills in',
    files: {
      'environment.yml': conda('- pip:', '  - torch==2.4.0+cu121', '  - lightning'),
      'pyproject.toml': project('"torch>=2.4.0", "lightning>=2.0.0"'),
    },
    pins: { torch: '2.4.0+cu121' },
    source: 'environment.yml',
    constraints: { torch: '==2.4.0+cu121', lightning: '>=2.0.0 (pyproject.toml)' },
  },
  // setup.cfg
  {
    trap: 'setup.cfg: requirements over several lines, extras, a file',
    files: {
      'setup.cfg':
        '[metadata]\nname = demo\n[options]\npython_requires = >= 3.9\ninstall_requires =\n    lightning==2.6.5\n    torch>=2  # any\n[options.extras_require]\nfast =\n    numpy==2.4.6\nall = file: all.txt\n',
      'all.txt': 'numpy==2.4.5\n',
    },
    pins: { lightning: '2.6.5' },
    manager: 'setuptools',
    python: '>= 3.9',
    constraints: {
      lightning: '==2.6.5',
      torch: '>=2',
      numpy: '==2.4.6 (extra fast) / ==2.4.5 (extra all)',
    },
  },
  // several projects
  {
    trap: 'monorepo: the only part that has Lightning',
    files: {
      'pyproject.toml': poetry('numpy = "*"'),
      'poetry.lock': poetryLock(entry('numpy', '1.26.4', optional(false))),
      'projects/train/pyproject.toml': poetry('lightning = "2.2.1"'),
      'projects/train/poetry.lock': poetryLock(entry('lightning', '2.2.1', optional(false))),
      'docs/requirements.txt': 'lightning==1.0.0\n',
    },
    pins: { lightning: '2.2.1' },
    source: 'projects/train/poetry.lock',
  },
  {
    trap: 'monorepo: parts that contradict each other are not chosen from',
    files: {
      'a/requirements.txt': 'lightning==2.5.0\n',
      'b/requirements.txt': 'lightning==2.6.5\n',
    },
    notes: /a\/requirements.txt and b\/requirements.txt fix different versions of Lightning: name/,
    reasons: { lightning: /no file is the one/ },
  },
  {
    trap: 'monorepo: the part that is named',
    files: {
      'a/requirements.txt': 'lightning==2.5.0\n',
      'b/requirements.txt': 'lightning==2.6.5\n',
    },
    wanted: { manifest: 'b/requirements.txt' },
    pins: { lightning: '2.6.5' },
  },
]
