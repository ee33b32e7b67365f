import { describe, expect, test } from 'vitest'
import { causeIn } from '../../src/python/cause.ts'

/** What installers print when they fail, cut to the lines that matter, and the sentence that a reader gets. */

const PIP: [string, string, string][] = [
  [
    'a version that is not there',
    `WARNING: Location 'file:///x/lightning/' is ignored: it is neither a file nor a directory.
ERROR: Could not find a version that satisfies the requirement lightning==2.6.99 (from versions: 1.8.0rc1, 2.6.5, 2.6.6)
ERROR: No matching distribution found for lightning==2.6.99`,
    'found no lightning 2.6.99 (newest: 2.6.6)',
  ],
  [
    'a range that nothing meets',
    'ERROR: Could not find a version that satisfies the requirement torch<3,>=2.99 (from versions: 2.13.0, 2.14.0rc1)',
    'found no torch <3,>=2.99 (newest: 2.13.0)',
  ],
  [
    'a package that is not there',
    'ERROR: Could not find a version that satisfies the requirement nosuch==1 (from versions: none)\nERROR: No matching distribution found for nosuch==1',
    'found no nosuch 1',
  ],
  [
    'another hash',
    `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.
    tqdm==4.67.1 from https://files.example/tqdm-4.67.1-py3-none-any.whl (from -r requirements.txt (line 1)):
        Expected sha256 0000
             Got        2644`,
    'tqdm==4.67.1 is not the file whose hash the lock names',
  ],
  [
    'a conflict',
    'ERROR: Cannot install lightning==2.6.6 and packaging==19.0 because these package versions have conflicting dependencies.',
    'lightning==2.6.6 and packaging==19.0 exclude each other',
  ],
  [
    'another Python',
    "ERROR: Package 'train' requires a different Python: 3.11.7 not in '>=3.12'",
    'train needs Python >=3.12, and this is 3.11.7',
  ],
  [
    'no network',
    "WARNING: Retrying … 'NewConnectionError: Failed to establish a new connection: [Errno 111] Connection refused'\nERROR: No matching distribution found for tqdm==4",
    'the index cannot be reached from here',
  ],
  [
    'a full disk',
    'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
    'no space is left on the disk',
  ],
  [
    'a build that fails',
    'error: subprocess-exited-with-error\n  ERROR: Failed building wheel for pyaudio\nERROR: Failed to build pyaudio',
    'pyaudio has no wheel for this machine, and cannot be built here',
  ],
  [
    'a Python without venv',
    'The virtual environment was not created successfully because ensurepip is not available.',
    'this Python has no venv: on Debian and Ubuntu it is the package python3-venv',
  ],
]

const UV: [string, string, string][] = [
  [
    'a version that is not there',
    'error: No solution found when resolving dependencies\n  cause: Because there is no version of lightning==2.6.99 and you require lightning==2.6.99, we can conclude that your requirements are unsatisfiable.',
    'found no lightning 2.6.99',
  ],
  [
    'the same, of another release of uv',
    '  × No solution found when resolving dependencies:\n  ╰─▶ Because there is no version of lightning==2.6.99 and you require\n      lightning==2.6.99, we can conclude that your requirements are unsatisfiable.',
    'found no lightning 2.6.99',
  ],
  [
    'a range that nothing meets',
    '  cause: Because only lightning<=2.6.6 is available and you require lightning>=3, we can conclude that your requirements are unsatisfiable.',
    'found lightning<=2.6.6, and lightning>=3 is required',
  ],
  [
    'a package that is not there',
    '  cause: Because nosuch was not found in the package registry and you require nosuch==1, we can conclude',
    'found no nosuch',
  ],
  [
    'a conflict',
    '  cause: Because lightning>=2.6.6 depends on packaging>=23.0,<27.0 and you require lightning==2.6.6, we can conclude that you require packaging>=23.0,<27.0.\n         And because you require packaging==19.0, we can conclude that your requirements are unsatisfiable.',
    'lightning>=2.6.6 needs packaging>=23.0,<27.0, and packaging==19.0 is required',
  ],
  [
    'another hash',
    'error: Failed to download `tqdm==4.67.1`\n  cause: Hash mismatch for `tqdm==4.67.1`',
    'tqdm==4.67.1 is not the file whose hash the lock names',
  ],
  [
    'no network',
    'error: Request failed after 3 retries\n  cause: Failed to fetch: http://x/tqdm/\n  cause: tcp connect error\n  cause: Connection refused (os error 111)',
    'the index cannot be reached from here',
  ],
  [
    'an old lock',
    'error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.',
    'uv.lock does not fit pyproject.toml: lock it again',
  ],
]

const OTHERS: [string, string, string][] = [
  [
    'an old lock of Poetry',
    'pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.',
    'poetry.lock does not fit pyproject.toml: lock it again',
  ],
  [
    'an old lock of Pipenv',
    'Your Pipfile.lock (a1b2c3) out of date, but need to be updated: (d4e5f6)',
    'Pipfile.lock does not fit the file that it was made from: lock it again',
  ],
]

describe.each([
  ['others', OTHERS],
  ['pip', PIP],
  ['uv', UV],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_, output, sentence) => expect(causeIn(output)).toBe(sentence))
})

test('what no row knows is told by its last complaint, or not at all', () => {
  expect(causeIn('Collecting x\nerror: something new\n[notice] update pip')).toBe('something new')
  expect(causeIn('Collecting x\nCollecting y')).toBeNull()
})
