import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wrongInput } from '../../src/lib/errors.ts'
import type { World } from '../../src/model/world.ts'
import { Repository } from '../../src/pins/index.ts'
import { parseInputs, runInputs } from '../../src/pipeline/inputs.ts'
import { prepare } from '../../src/pipeline/measure.ts'
import { environmentInWords } from '../../src/report/words.ts'
import { temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'
import { goodRecord } from '../../support/record.ts'

const world: World = { env: {}, progress: () => {}, git: { look: 'upwards' }, spell: name => name }

test.each([
  [
    'an interpreter of the user',
    { python: 'python3' },
    'torchBuild: expected auto or pinned, found cpu: the interpreter that python names has a torch of its own',
  ],
  [
    'a GPU',
    { accelerator: 'gpu' },
    'torchBuild: expected auto or pinned, found cpu: it cannot use the GPU that is asked for',
  ],
  [
    'a class of GPUs',
    { class: 'cuda-h100-x2' },
    'torchBuild: expected auto or pinned, found cpu: it cannot use',
  ],
])('torch-build: cpu with %s is refused before anything is read', async (_, given, message) => {
  await using place = await temporary()
  const inputs = parseInputs(runInputs, { torchBuild: 'cpu', ...given })
  const prepared = prepare(new Repository(place.path), inputs.python, inputs, world)
  await expect(prepared).rejects.toThrow(message)
})

test.each(['http://pypi.example.com/simple', 'ftp://x.org', 'simple', 'https://'])(
  'torch-index: %s is refused, for what is fetched from it runs',
  torchIndex =>
    expect(() => parseInputs(runInputs, { torchIndex })).toThrow(
      wrongInput('torchIndex', 'expected an address that begins with https://').message,
    ),
)

test.each([
  'https://download.pytorch.org/whl/cpu',
  'https://u:p@x.org:8443/simple/',
  'http://127.0.0.1:8080/cpu/simple',
])('torch-index: %s is taken', torchIndex =>
  expect(parseInputs(runInputs, { torchIndex }).torchIndex).toBe(torchIndex),
)

test('reports say which build was measured', () => {
  const { environment } = goodRecord()
  const built = (build: 'cpu' | 'pinned', version: string | null, why: string) =>
    environmentInWords({ ...environment, torchBuild: { build, version, why, hash: null } })
  expect(built('cpu', '2.12.0', 'no GPU is used')['torch build']).toBe(
    'CPU build of the pinned 2.12.0',
  )
  expect(built('cpu', null, 'no GPU is used')['torch build']).toBe(
    'CPU build of the version that the files allow',
  )
  expect(built('pinned', '2.12.0', 'a GPU is used')['torch build']).toBe('as pinned: a GPU is used')
  expect(environmentInWords(environment)).not.toHaveProperty('torch build')
})

test('both languages look for the same signs of a driver', async () => {
  const source = await readFile(join(root, 'python-probe/lddpr/device.py'), 'utf8')
  expect(source).toContain('drivers.json')
})
