import { expect, test } from 'vitest'
import { progressIn } from '../../src/python/said.ts'

/** Lines that installers have printed, and what whoever waits is told. */

test.each([
  ['uv, a large file', 'Downloading torch (846.9MiB)', 'downloading torch (846.9MiB)'],
  ['uv, a small file', 'Downloading idna (70.4KiB)', null],
  ['uv, what is there', ' Downloaded torch', null],
  ['uv, nothing', 'Downloaded', null],
  ['uv, a package that has come', ' + lightning==2.6.6', null],
  ['uv, a mark', '+', null],
  ['uv, what it has chosen', 'Resolved 45 packages in 1.2s', 'Resolved 45 packages in 1.2s'],
  ['uv, what it has unpacked', 'Prepared 45 packages in 12s', 'Prepared 45 packages in 12s'],
  [
    'pip, a file by its address',
    'Downloading https://files.example.org/a/b/torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (900.1 MB)',
    'downloading torch 2.13.0 (900.1 MB)',
  ],
  [
    'pip, a file by its name',
    '  Downloading torch-2.13.0%2Bcpu-cp311-cp311-manylinux_2_28_x86_64.whl (191.8 MB)',
    'downloading torch 2.13.0+cpu (191.8 MB)',
  ],
  ['pip, a small file', '  Downloading idna-3.10-py3-none-any.whl (70 kB)', null],
  ['pip, facts of a file', 'Downloading numpy-2.4.6-cp311.whl.metadata (62 kB)', null],
  ['pip, a package that it looks at', 'Collecting setuptools>=77.0.3 (from torch)', null],
  ['pip, a file at hand', 'Processing /opt/files/attrs-26.1.0-py3-none-any.whl', null],
  ['pip, a bar', '     ━━━━━━━━━━╸━━━━ 450.3/900.1 MB 52.3 MB/s eta 0:00:09', null],
  [
    'pip, all names',
    'Installing collected packages: mpmath, typing-extensions, tqdm',
    'unpacking all of it',
  ],
  ['pip, all names again', 'Successfully installed MarkupSafe-3.0.4 PyYAML-6.0.4', null],
  ['pip, what is of no use', "WARNING: Location 'file:///x/' is ignored: it is neither", null],
  ['a build', 'Building wheel for flash-attn (pyproject.toml): started', 'building flash-attn'],
  ['another tool', 'Solving environment: ...working...', 'Solving environment: ...working...'],
])('%s', (_, line, told) => {
  expect(progressIn(line)).toBe(told)
})
