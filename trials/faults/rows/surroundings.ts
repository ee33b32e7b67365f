import { error, type Fault, tolerated, unstable, violation, within } from '../fault.ts'

/** Processes, packages, interpreters and variables. */

export const SURROUNDINGS: readonly Fault[] = [
  // Processes
  error('rank-1-raises', 'rank fails', /training failed on rank 1: RuntimeError: the second epoch/),
  error('rank-1-waits', 'rank hangs', /stalled twice/),
  error('worker-killed', 'worker killed', /rank 1: RuntimeError: DataLoader worker .* is killed/),
  unstable('out-of-order', 'batches out of order', 'batches-go-round'),
  violation('assigned-by-load', 'worker assignment changed', 'batches-go-round'),
  tolerated(
    'thread-on-import',
    'thread before fork',
    /^Ranks start cold, because threads run after the imports: Thread-1/,
  ),
  tolerated('forkserver', 'start method changed'),
  tolerated('spawn', 'start method changed'),
  // Seeded trainings forget it, and ranks that are forked have started before they had a rank.
  within(
    { flags: ['--suite', 'full'] },
    violation('seeded-in-ranks', 'start-up code seeds', 'unseeded-runs-differ'),
  ),
  tolerated('openblas-threads', 'start-up code sets a variable', /OPENBLAS_NUM_THREADS/),
  tolerated('prints-at-start', 'start-up code prints'),
  tolerated('prints-json-at-start', 'start-up code prints'),

  // Packages
  error('version-untrue', 'metadata mismatch', /by its metadata, but .* is 2\.4\.0/),
  error(
    'import-fails',
    'incompatible packages',
    /is installed but cannot be imported: ImportError/,
  ),
  within(
    {
      what: 'lightning 2.6.6 and pytorch-lightning 2.5.5 are installed, and the code imports the second.',
      overlay: ['pytorch-lightning==2.5.5'],
      files: { 'train.py': 'import pytorch_lightning as pl\n' },
    },
    violation(
      'imports-the-other-lightning',
      'wrong framework measured',
      'worker-streams-differ-across-epochs',
      'seed-changes-streams',
    ),
  ),
  within(
    {
      what: 'lightning 2.6.6 and pytorch-lightning 2.5.5 are installed, and files import the one or the other.',
      overlay: ['pytorch-lightning==2.5.5'],
      files: {
        'src/train.py': 'from pytorch_lightning import Trainer\n',
        'src/data.py': 'import lightning as L\n',
      },
    },
    error(
      'imports-both-lightnings',
      'wrong framework measured',
      /imports lightning 2\.6\.6 .* and pytorch_lightning 2\.5\.5/,
    ),
  ),
  within(
    {
      what: 'The run names lightning, and the code imports pytorch_lightning alone.',
      overlay: ['pytorch-lightning==2.5.5'],
      flags: ['--framework', 'lightning'],
      files: { 'train.py': 'import pytorch_lightning as pl\n' },
    },
    error(
      'names-the-other-lightning',
      'wrong framework measured',
      /names lightning, and the code imports pytorch_lightning alone/,
    ),
  ),
  within(
    {
      what: 'The metadata of lightning 2.6.5 lies before the code of 2.6.6.',
      files: { 'train.py': 'import lightning as L\n' },
      site: {
        'lightning-2.6.5.dist-info/METADATA':
          'Metadata-Version: 2.1\nName: lightning\nVersion: 2.6.5\n',
        'lightning-2.6.5.dist-info/RECORD': 'lightning/__init__.py,,\n',
      },
    },
    error('metadata-of-another-release', 'metadata mismatch', /by its metadata, but .* is 2\.6\.6/),
  ),

  // The interpreter
  within(
    {
      what: 'The change pins lightning 2.6.5; the interpreter still has 2.6.6.',
      env: { CI: 'true' },
      files: { 'requirements.txt': 'lightning==2.6.5\ntorch==2.13.0\n' },
    },
    error('pins-not-installed', 'stale environment measured', /2\.6\.5.*2\.6\.6|2\.6\.6.*2\.6\.5/),
  ),
  within(
    {
      what: 'The change pins torch 2.12.0; the interpreter still has 2.13.0.',
      env: { CI: 'true' },
      files: { 'requirements.txt': 'lightning==2.6.6\ntorch==2.12.0\n' },
    },
    error('torch-not-installed', 'stale environment measured', /torch.*2\.12\.0|2\.12\.0.*torch/),
  ),
  within(
    {
      what: 'The change pins lightning 2.6.5, and the run allows another version.',
      env: { CI: 'true' },
      flags: ['--allow-version-mismatch'],
      files: { 'requirements.txt': 'lightning==2.6.5\ntorch==2.13.0\n' },
    },
    tolerated('mismatch-allowed', 'stale environment measured', /2\.6\.5/),
  ),
  within(
    { what: 'The interpreter runs without assertions: `python -O`.', interpreter: ['-O'] },
    tolerated('optimized', 'interpreter flag', /PYTHONOPTIMIZE/),
  ),
  within(
    { what: 'Warnings are errors: `python -W error`.', interpreter: ['-W', 'error'] },
    tolerated('warnings-by-flag', 'interpreter flag', /PYTHONWARNINGS/),
  ),

  // Variables
  within(
    { what: 'PYTHONWARNINGS=error is set.', env: { PYTHONWARNINGS: 'error' } },
    tolerated('warnings-are-errors', 'variable', /PYTHONWARNINGS/),
  ),
  within(
    { what: 'PYTHONINSPECT=1 is set.', env: { PYTHONINSPECT: '1' } },
    tolerated('interpreter-stays', 'variable', /PYTHONINSPECT/),
  ),
  within(
    { what: 'OPENBLAS_NUM_THREADS=4 is set.', env: { OPENBLAS_NUM_THREADS: '4' } },
    tolerated('openblas-variable', 'variable', /OPENBLAS_NUM_THREADS/),
  ),
  within(
    {
      what: 'PL_GLOBAL_SEED=7 and PL_SEED_WORKERS=0 are set.',
      env: { PL_GLOBAL_SEED: '7', PL_SEED_WORKERS: '0' },
    },
    tolerated('seed-of-another-run', 'variable'),
  ),
  within(
    { what: 'TMPDIR names a directory that does not exist.', env: { TMPDIR: '/nonexistent/tmp' } },
    error(
      'temporary-directory-absent',
      'variable',
      /\/nonexistent\/tmp: it does not exist; set TMPDIR/,
    ),
  ),
  // One hash seed for all processes would hide what hash() does.
  within(
    { patch: 'sampler-hash-order', env: { PYTHONHASHSEED: '0' } },
    unstable('hash-order-under-a-fixed-seed', 'disarming variable'),
  ),
]
