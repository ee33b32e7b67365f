import { expect, test } from 'vitest'
import { covers, settingsIn, variables } from '../../src/probe/variables.ts'
import { variablesInWords } from '../../src/report/words.ts'

test('a variable of its own comes before a row for many', () =>
  expect(settingsIn({ TORCH_LOGS: '+dynamo', TORCH_OTHER: '+dynamo' })).toEqual([
    'TORCH_LOGS=+dynamo',
    'TORCH_OTHER',
  ]))

test.for([
  [{ OPENBLAS_NUM_THREADS: '4' }, ['OPENBLAS_NUM_THREADS=4']],
  [{ PYTHONHOME: '/nonexistent' }, ['PYTHONHOME=/nonexistent']],
  [{ PYTHONHOME: 'a secret?' }, ['PYTHONHOME']],
  [{ PYTHONPATH: '/mine' }, ['PYTHONPATH']],
  [{ MALLOC_ARENA_MAX: '2' }, ['MALLOC_ARENA_MAX']],
  [{ LD_LIBRARY_PATH: '/usr/local/nvidia/lib:/usr/local/nvidia/lib64' }, []],
  [{ LD_LIBRARY_PATH: '/usr/local/cuda/lib64' }, ['LD_LIBRARY_PATH']],
  [{ CUDA_VERSION: '13.0.2', CUDA_HOME: '/usr/local/cuda', NCCL_VERSION: '2.28.3-1' }, []],
  [{ NVIDIA_TF32_OVERRIDE: '0', NVIDIA_VISIBLE_DEVICES: 'all' }, ['NVIDIA_TF32_OVERRIDE=0']],
  [{ NCCL_DEBUG: '1', CUDA_LAUNCH_BLOCKING: '1' }, ['NCCL_DEBUG=1', 'CUDA_LAUNCH_BLOCKING=1']],
  [{ PATH: '/bin', GITHUB_TOKEN: 'x', RANK: '1', HOME: '/root' }, []],
] as const)('of %j a reader is told %j', ([env, told]) => expect(settingsIn(env)).toEqual(told))

test('a star stands for all that begin so', () => {
  const row = variables().find(({ name }) => name === 'TORCH_*')
  expect(row && ['TORCH_X', 'TORCHX', 'X_TORCH_'].map(name => covers(row, name))).toEqual([
    true,
    false,
    false,
  ])
})

test('the values that are tried are those of names that the row covers', () => {
  for (const row of variables())
    for (const tried of row.name.endsWith('*') ? row.tried : [])
      expect(covers(row, tried.split('=')[0] ?? ''), `${row.name} ${tried}`).toBe(true)
})

test('a report says what is done where a variable does not reach the ranks as it is', () =>
  expect(
    variablesInWords({
      variables: [
        { name: 'LD_LIBRARY_PATH', value: null, done: 'kept' },
        { name: 'OPENBLAS_NUM_THREADS', value: '4', done: 'overridden' },
        { name: 'PYTHONHASHSEED', value: '0', done: 'varied' },
        { name: 'PYTHONWARNINGS', value: 'error', done: 'scrubbed' },
      ],
    }),
  ).toBe(
    'LD_LIBRARY_PATH, OPENBLAS_NUM_THREADS=4 (1 where ranks are forked), ' +
      'PYTHONHASHSEED=0 (varied between processes), PYTHONWARNINGS=error (not passed on)',
  ))
