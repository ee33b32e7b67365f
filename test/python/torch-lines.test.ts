import { expect, test } from 'vitest'
import { isTorch, lineFor } from '../../src/python/install/torch-lines.ts'

/** Lines of requirements with the CPU build in them. */

const wheel = (name: string, version: string) => ({
  name,
  version,
  file: '',
  url: 'https://x.org/x',
  hash: 'a'.repeat(64),
  size: null,
})
const CHOICE = {
  build: 'cpu',
  why: '',
  version: '2.12.0',
  wheels: [wheel('torch', '2.12.0+cpu'), wheel('torchvision', '0.27.0+cpu')],
} as const
const HASH = `--hash=sha256:${'a'.repeat(64)}`

test.each([
  ['torch==2.12.0', 'torch==2.12.0+cpu'],
  ['torch == 2.12.0', 'torch==2.12.0+cpu'],
  ['Torch===2.12.0', 'Torch==2.12.0+cpu'],
  ['torch==2.12.0+cu128', 'torch==2.12.0+cpu'],
  ['torch[opt]==2.12.0', 'torch[opt]==2.12.0+cpu'],
  [
    "torch==2.12.0 ; sys_platform == 'linux' and python_version >= '3.10'",
    "torch==2.12.0+cpu ; sys_platform == 'linux' and python_version >= '3.10'",
  ],
  [`torch==2.12.0 --hash=sha256:1 --hash=sha256:2`, `torch==2.12.0+cpu ${HASH}`],
  [
    `torch==2.12.0 ; python_version < "3.13" --hash=sha256:1`,
    `torch==2.12.0+cpu ; python_version < "3.13" ${HASH}`,
  ],
  ['torchvision==0.27.0', 'torchvision==0.27.0+cpu'],
])('%s becomes %s', (line, expected) => expect(lineFor(line, CHOICE)).toEqual([expected]))

test.each([
  'torch>=2.1,<3',
  'torch==2.*',
  'torch==2.11.0',
  'torch',
  'torchmetrics==1.9.0',
  'numpy==2.4.6 --hash=sha256:1',
  '--extra-index-url https://download.pytorch.org/whl/cpu',
  '-e .',
  'torch @ https://x.org/torch-2.12.0-cp311-cp311-linux_x86_64.whl',
])('%s stays', line => expect(lineFor(line, CHOICE)).toEqual([line]))

test.each([
  'nvidia-cublas-cu12==12.8.4.1',
  'nvidia_cudnn_cu13==9.1 --hash=sha256:1',
  "triton==3.5.0 ; platform_system == 'Linux'",
  '--extra-index-url https://download.pytorch.org/whl/cu128',
  '-f https://download.pytorch.org/whl/cu118/torch_stable.html',
  '--index-url=https://download.pytorch.org/whl/rocm6.4',
])('%s goes', line => expect(lineFor(line, CHOICE)).toEqual([]))

test('what belongs to torch is known by its name', () =>
  expect(['torch==1', 'torchvision', 'triton>=3', 'torchmetrics', '-r x'].map(isTorch)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]))
