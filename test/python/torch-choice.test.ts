import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { choose, type Given, HASH, index, page, torch } from './torch-choosing.ts'

/** Which build of torch is chosen, and why. */

describe('the CPU build', () => {
  test('of the pinned version, with the hash and the size that its index has', async () => {
    const { choice, said } = await choose()
    expect(choice).toMatchObject({ build: 'cpu', version: '2.12.0', why: 'no GPU is used' })
    expect(choice.wheels).toEqual([
      {
        name: 'torch',
        version: '2.12.0+cpu',
        file: 'torch-2.12.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl',
        url: `${index.url}/torch-2.12.0%2Bcpu-cp311-cp311-manylinux_2_28_x86_64.whl`,
        hash: HASH,
        size: 191794682,
      },
    ])
    expect(said).toEqual([
      expect.stringContaining('torch: the CPU build of the pinned 2.12.0 from 127.0.0.1'),
    ])
  })

  test('of an index that answers in JSON', async () => {
    index.answer = (_, response) => {
      response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json')
      const file = 'torch-2.12.0+cpu-cp311-cp311-linux_x86_64.whl'
      response.end(
        JSON.stringify({
          files: [{ filename: file, url: `files/${file}`, hashes: { sha256: HASH }, size: 7 }],
        }),
      )
    }
    const { choice } = await choose()
    expect(choice.wheels).toMatchObject([
      {
        url: `${index.url}/torch/files/torch-2.12.0+cpu-cp311-cp311-linux_x86_64.whl`,
        hash: HASH,
        size: 7,
      },
    ])
    expect(index.asked).toHaveLength(1)
  })

  test('of a pinned build for CUDA, where no GPU is used', async () => {
    const { choice } = await choose({ list: [torch({ version: '2.12.0+cu128' })] })
    expect(choice).toMatchObject({ build: 'cpu', version: '2.12.0+cu128' })
  })

  test('is asked for once: from then on its hash is known', async () => {
    const { again, choice } = await choose()
    index.answer = (_, response) => response.destroy()
    expect(await again()).toEqual(choice)
    expect(index.asked.filter(each => each.startsWith('GET'))).toHaveLength(1)
  })

  test('is asked for each time where jobs meet that are not trusted alike', async () => {
    const { again } = await choose({
      env: { GITHUB_REPOSITORY: 'a/b', GITHUB_REF: 'refs/heads/c' },
    })
    await again()
    expect(index.asked.filter(each => each.startsWith('GET'))).toHaveLength(2)
  })

  test('is asked for a second time where the first has no answer', async () => {
    const usual = index.answer
    index.answer = (request, response) => {
      index.answer = usual
      response.destroy()
      request.destroy()
    }
    expect((await choose()).choice.build).toBe('cpu')
  })
})

const OTHER_PYTHON = `torch-2.12.0%2Bcpu-cp312-cp312-manylinux_2_28_x86_64.whl#sha256=${HASH}`

describe('the pinned build stays, and one sentence says why', () => {
  test.each<[string, Given, RegExp]>([
    ['a GPU may be used', { gpu: 'a GPU may be used, for there is /dev/kfd' }, /\/dev\/kfd/],
    ['it is wanted', { build: 'pinned' }, /torchBuild says so/],
    ['another system', { base: { platform: 'darwin-arm64' } }, /PyPI has the CPU build/],
    ['a CPU build', { list: [torch({ version: '2.12.0+cpu' })] }, /it is a CPU build/],
    [
      'from the index for CPUs',
      { list: [torch({ index: 'https://download.pytorch.org/whl/cpu' })] },
      /it is a CPU build/,
    ],
    ['nothing installs it', { list: [torch({ name: 'numpy' })] }, /nothing installs torch/],
    [
      'a pinned address',
      {
        list: [
          torch({ place: 'url', url: 'https://x.org/torch-2.12.0-cp311-cp311-linux_x86_64.whl' }),
        ],
      },
      /its address is pinned/,
    ],
    [
      'a repository',
      { list: [torch({ place: 'repository', url: 'git+https://x.org/torch@1' })] },
      /built from a repository/,
    ],
    [
      'a build of its own',
      { list: [torch({ version: '2.12.0+computecanada' })] },
      /no CPU build goes with its build computecanada/,
    ],
    [
      'a package for CUDA beside it',
      { list: [torch(), torch({ name: 'xformers' })] },
      /xformers is compiled against the CUDA build/,
    ],
    [
      'another for CUDA',
      { list: [torch(), torch({ name: 'torch-scatter', version: '2.1+pt21cu121' })] },
      /torch-scatter 2.1\+pt21cu121 is compiled/,
    ],
    ['no index may be used', { env: { PIP_NO_INDEX: '1' } }, /PIP_NO_INDEX/],
    [
      'conda',
      { file: 'environment.yml', text: 'dependencies: [pytorch=2.5.1]', list: null },
      /conda's packages/,
    ],
    [
      'a lock that says too little',
      { file: 'uv.lock', text: 'version = 1\n', list: null },
      /uv.lock alone does not say/,
    ],
    [
      'a version that the index has not',
      { list: [torch({ version: '2.99.0' })] },
      /127.0.0.1:\d+ has no CPU build of torch 2.99.0 for Python 3.11.7/,
    ],
    [
      'torchvision that it has not',
      { list: [torch(), torch({ name: 'torchvision', version: '0.28.0' })] },
      /has no CPU build of torchvision 0.28.0/,
    ],
    [
      'an index of its own',
      {
        index: 'https://download.pytorch.org/whl/cpu',
        list: [torch({ index: 'https://pypi.example.com/simple' })],
      },
      /it comes from the index pypi.example.com: torchIndex can name another/,
    ],
  ])('%s', async (_, given, why) => {
    const { choice, notices } = await choose(given)
    expect(choice).toMatchObject({ build: 'pinned', wheels: [] })
    expect(choice.why).toMatch(why)
    expect(notices).toEqual([])
  })

  test.each<[string, RequestListener]>([
    ['for another Python alone', page(OTHER_PYTHON)],
    ['without a hash', page('torch-2.12.0%2Bcpu-cp311-cp311-linux_x86_64.whl')],
    ['a page of nothing', page()],
  ])('%s', async (_, listener) => {
    index.answer = listener
    const { choice, said } = await choose()
    expect(choice.build).toBe('pinned')
    expect(said).toEqual([
      expect.stringMatching(
        /^torch stays as pinned: .* has no CPU build of torch 2.12.0 for Python 3.11.7 on linux-x86_64$/,
      ),
    ])
  })

  test.each<[string, RequestListener, RegExp]>([
    ['an index that fails', (_, response) => response.writeHead(503).end(), /answered 503/],
    ['a line that is cut', (_, response) => response.destroy(), /socket hang up/],
    [
      'endless redirects',
      ({ url }, response) => response.writeHead(302, { location: `${url}x` }).end(),
      /redirects without end/,
    ],
    [
      'JSON that is none',
      (_, response) => response.setHeader('content-type', 'application/json').end('{'),
      /JSON/,
    ],
  ])('%s is told to the readers of the report', async (_, listener, why) => {
    index.answer = listener
    const { choice, notices } = await choose()
    expect(choice.build).toBe('pinned')
    expect(notices).toEqual([expect.stringMatching(why)])
    expect(notices[0]).toMatch(
      /^The CPU build of torch could not be looked up \(.*\), so the pinned build is measured\.$/,
    )
  })
})

describe('torch-build: cpu is an error that says what to do', () => {
  test.each<[string, Given, RegExp]>([
    [
      'without such a wheel',
      { list: [torch({ version: '2.99.0' })] },
      /has no CPU build of torch 2.99.0/,
    ],
    [
      'for a pinned address',
      { list: [torch({ place: 'url', url: 'https://x.org/t.whl' })] },
      /its address is pinned/,
    ],
    [
      'for conda',
      { file: 'environment.yml', text: 'dependencies: [pytorch=2.5.1]', list: null },
      /conda's packages/,
    ],
  ])('%s', async (_, given, why) => {
    const failed = choose({ ...given, build: 'cpu' })
    await expect(failed).rejects.toThrow(why)
    await expect(failed).rejects.toThrow(
      /^torchBuild: expected a CPU build of torch .*; name another index than http.* with torchIndex, or set torchBuild to auto or pinned$/,
    )
  })
  test('without an answer', async () => {
    index.answer = (_, response) => response.writeHead(500).end()
    await expect(choose({ build: 'cpu' })).rejects.toThrow(/answered 500; name another index/)
  })
  test('but not where a GPU may be used, or where it is a CPU build', async () => {
    expect((await choose({ build: 'cpu', gpu: 'a GPU may be used' })).choice.build).toBe('cpu')
    const already = await choose({ build: 'cpu', list: [torch({ version: '2.12.0+cpu' })] })
    expect(already.choice.build).toBe('pinned')
  })
})
