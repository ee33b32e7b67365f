import type { Verdict } from '../../src/model/verdict.ts'

/** Real repositories at a real change of theirs, and what the files say must come of it. */

export interface Row {
  repository: string
  /** The kind of repository that it stands for. */
  kind: string
  commit: string
  /** What the change is, in a few words. */
  change: string
  options?: readonly string[]
  expected: {
    verdict: Verdict
    /** What the report or the error must say, besides. */
    says?: RegExp
    /** Environments that are built; each is measured once. */
    environments: 0 | 1 | 2
  }
  /** Why that is the true answer: from the files and from what is known of the releases. */
  because: string
}

export const ROWS: readonly Row[] = [
  {
    repository: 'torchgeo/torchgeo',
    kind: 'requirements in a folder',
    commit: '709304cebf3b8b67760476b3085a1645dcb9dda7',
    change: 'lightning 2.5.2 → 2.5.3',
    expected: { verdict: 'violation', says: /resume-continues-order/, environments: 2 },
    because: '2.5.3 brings the order of epoch 0 after a resume; torch 2.8.0 and NumPy 2.2.4 stay',
  },
  {
    repository: 'torchgeo/torchgeo',
    kind: 'requirements in a folder',
    commit: '19b79dc6dcf51501fe945e09c3b3a6bd77944b62',
    change: 'lightning 2.5.3 → 2.5.5',
    expected: { verdict: 'match', says: /worker-streams-differ-across-epochs/, environments: 2 },
    because:
      'both repeat the torch stream of a worker each epoch and the order after a resume; nothing else moved between them',
  },
  {
    repository: 'open-edge-platform/anomalib',
    kind: 'uv.lock with extras',
    commit: '3288e9c545d1524b840ddcecdcbc7caf9414aa42',
    change: 'lightning 2.6.1 → 2.6.4, NumPy 2.4.5 → 2.4.6',
    expected: { verdict: 'match', environments: 2 },
    because: 'no release between 2.6.1 and 2.6.4 moves a stream, and NumPy 2.4.6 draws as 2.4.5',
  },
  {
    repository: 'Nixtla/neuralforecast',
    kind: 'uv.lock, pytorch-lightning alone',
    commit: '5ffa0d08b8bea5173d230f4fd23f734896e1e0e3',
    change: 'torch 2.12.0 → 2.13.0',
    expected: { verdict: 'match', environments: 2 },
    because: 'the ladder of torch has no stream that moves from 2.12.0 to 2.13.0',
  },
  {
    repository: 'jwohlwend/boltz',
    kind: 'pyproject.toml, Lightning fixed',
    commit: 'afe4aa657e80bc2974c27b7095bc0ff1091d7150',
    change: 'pytorch-lightning 2.4.0 → 2.5.0',
    expected: { verdict: 'drift', says: /worker0\/numpy/, environments: 2 },
    because:
      '2.5.0 seeds NumPy in workers in another way (#20369); the torch streams that repeat are on both sides',
  },
  {
    repository: 'sktime/pytorch-forecasting',
    kind: 'pyproject.toml with ranges',
    commit: '15dcbf0f3c4b0e194ba503ed5749bd456124ef3a',
    change: 'the range of lightning, <3.0.0 → <2.7.0',
    expected: { verdict: 'match', says: /range/, environments: 1 },
    because: 'both ranges let in the newest release, so both sides install the same',
  },
  {
    repository: 'ourownstory/neural_prophet',
    kind: 'poetry.lock',
    commit: '843248d3732890809eb85fa0dbb3381ec5f69029',
    change: 'pytorch-lightning 2.3.0 → 2.3.3',
    expected: { verdict: 'match', environments: 2 },
    because: 'no release between 2.3.0 and 2.3.3 moves a stream; torch 2.3.1 stays',
  },
  {
    repository: 'MobileTeleSystems/RecTools',
    kind: 'poetry.lock, Lightning in an extra',
    commit: '41a5a639a78bd07fa313d12b5d39bc140199c5f5',
    change: 'torch 2.7.1 → 2.8.0, NumPy 2.3.1 → 2.3.2',
    options: ['--extra', 'torch'],
    expected: { verdict: 'match', environments: 2 },
    because: 'pytorch-lightning 2.5.2 stays, and torch 2.8.0 draws as 2.7.1',
  },
  {
    repository: 'MobileTeleSystems/RecTools',
    kind: 'the same without the extra',
    commit: '41a5a639a78bd07fa313d12b5d39bc140199c5f5',
    change: 'torch 2.7.1 → 2.8.0, NumPy 2.3.1 → 2.3.2',
    expected: { verdict: 'error', says: /extra.*torch/, environments: 0 },
    because: 'only the extra torch has Lightning, which the files say before anything is installed',
  },
  {
    repository: 'ML4GW/aframe',
    kind: 'a monorepo, the lock of one project',
    commit: '28ec6a916781ba6cc0035d43dbbcc7540514f076',
    change: 'torch 2.5.0 → 2.6.0, pytorch-lightning 2.4.0 → 2.5.0.post0',
    options: ['--manifest', 'projects/train/poetry.lock'],
    expected: { verdict: 'drift', environments: 2 },
    because: '2.5.0 seeds NumPy in workers in another way (#20369)',
  },
  {
    repository: 'ML4GW/aframe',
    kind: 'the same without the manifest',
    commit: '28ec6a916781ba6cc0035d43dbbcc7540514f076',
    change: 'torch 2.5.0 → 2.6.0, pytorch-lightning 2.4.0 → 2.5.0.post0',
    expected: { verdict: 'error', says: /projects\/train/, environments: 0 },
    because: 'no file at the root has Lightning; the message names the project that has',
  },
  {
    repository: 'mehta-lab/VisCy',
    kind: 'a uv workspace',
    commit: '4b62365c0df25929bffc7f01b3bb2d1c11d69cce',
    change: 'code alone; lightning 2.6.5, torch 2.12.0',
    expected: { verdict: 'match', environments: 1 },
    because: 'both sides install the same',
  },
  {
    repository: 'mllam/neural-lam',
    kind: 'uv.lock, a CPU torch in an extra',
    commit: '434d5fab574150735f2e96debb89ea6c3e962137',
    change: 'code alone; lightning 2.6.1, torch 2.12.0',
    expected: { verdict: 'match', environments: 1 },
    because: 'both sides install the same',
  },
  {
    repository: 'AllenCellModeling/cyto-dl',
    kind: 'pdm.lock, Python below 3.11',
    commit: '47d175b5485af95f93c746549108414861c5656a',
    change: 'lightning 2.0.9.post0 → 2.3.3, NumPy 1.24.4 → 1.26.4',
    options: ['--manifest', 'requirements/linux/pdm.lock'],
    expected: { verdict: 'error', says: /Python/, environments: 0 },
    because: 'it asks for Python 3.9 or 3.10, which this machine does not have',
  },
  {
    repository: 'dllllb/pytorch-lifestream',
    kind: 'Pipfile.lock, Python 3.8',
    commit: 'ce83aa32104f06ed99d700f1f32b9ad9a40662e0',
    change: 'torch 1.12.1 → 2.4.1, pytorch-lightning 1.6.5 → 2.4.0',
    expected: { verdict: 'error', says: /Python/, environments: 0 },
    because: 'it asks for Python 3.8, and the probe needs 3.10',
  },
]
