import { describe, expect, test } from 'vitest'
import { builtTorch, withTorch } from '../../src/python/torch-build.ts'
import { LEFT_OUT } from '../../src/python/torch-packages.ts'
import { HASH, torch } from './torch-choosing.ts'

describe('what only the other build needs is left out of a list', () => {
  const wheel = {
    name: 'torch',
    version: '2.12.0+cpu',
    file: 'f',
    url: 'https://x.org/f',
    hash: HASH,
    size: 1,
  }
  const choice = { build: 'cpu', why: '', version: '2.12.0', wheels: [wheel] } as const
  const names = (list: readonly string[], needs: Record<string, string[]> = {}) =>
    withTorch(
      choice,
      list.map(name => torch({ name })),
      new Map(Object.entries(needs)),
    ).map(({ name }) => name)
  test.each([
    'nvidia-cublas-cu12',
    'nvidia-cudnn-cu13',
    'nvidia-cuda-runtime',
    'nvidia-nvjitlink',
    'nvidia-cusparselt-cu12',
    'nvidia-nvshmem-cu12',
    'triton',
    'pytorch-triton',
    'pytorch-triton-rocm',
    'cuda-bindings',
    'cuda-toolkit',
    'cuda-pathfinder',
  ])('%s', name => {
    expect(names(['numpy', name, 'torch'])).toEqual(['numpy', 'torch'])
  })
  test.each(['nvidia-ml-py', 'nvidia-dali', 'tritonclient', 'cudatoolkit-of-mine', 'torchmetrics'])(
    'but not %s',
    name => {
      expect(names([name, 'torch'])).toEqual([name, 'torch'])
    },
  )
  test('nor what something else needs', () => {
    const needs = { torch: ['triton', 'nvidia-nccl-cu12'], 'liger-kernel': ['triton'], triton: [] }
    expect(names(['liger-kernel', 'nvidia-nccl-cu12', 'torch', 'triton'], needs)).toEqual([
      'liger-kernel',
      'torch',
      'triton',
    ])
  })
  test('each row has its reason', () => {
    for (const { reason } of LEFT_OUT) expect(reason.length).toBeGreaterThan(5)
  })
  test('torch itself is that of the index, by its hash', () => {
    expect(withTorch(choice, [torch()])).toEqual([
      torch({
        version: '2.12.0+cpu',
        url: 'https://x.org/f',
        hashes: [`sha256:${HASH}`],
        size: 1,
        place: 'url',
      }),
    ])
  })
  test('what an installer chose in the end is what is recorded', () => {
    expect(builtTorch(choice, '2.12.0+cpu')).toEqual({
      build: 'cpu',
      why: '',
      version: '2.12.0',
      hash: HASH,
    })
    expect(builtTorch(choice, '2.15.0')).toMatchObject({
      build: 'pinned',
      hash: null,
      why: expect.stringContaining('2.15.0'),
    })
  })
})
