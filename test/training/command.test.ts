import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { commandOf } from '../../src/training/command.ts'
import { followed } from '../../src/training/own.ts'
import { overridesOf } from '../../src/training/settings.ts'
import { trainingEnvironment } from '../../src/training/surroundings.ts'
import { stepReader } from '../../src/training/watch.ts'
import { temporary } from '../../support/lddpr.ts'
import { soundLines, writeLines } from '../../support/training/lines.ts'

/** How the user's command is started, and with which variables. */

test.for<[string[], string[], string[]]>([
  [['python', 'train.py'], ['/env/bin/python'], ['/env/bin/python', 'train.py']],
  [['python3', '-m', 'a.b'], ['/env/bin/python'], ['/env/bin/python', '-m', 'a.b']],
  [['python3.11', 'train.py'], ['/env/bin/python'], ['python3.11', 'train.py']],
  [['torchrun', 'train.py'], ['/env/bin/python'], ['torchrun', 'train.py']],
  [
    ['python', 'x.py'],
    ['uv', 'run', 'python'],
    ['uv', 'run', 'python', 'x.py'],
  ],
  [
    ['chemprop', 'train'],
    ['uv', 'run', 'python'],
    ['uv', 'run', 'chemprop', 'train'],
  ],
  [['python', '$(x); y'], ['/env/bin/python'], ['/env/bin/python', '$(x); y']],
])('%j with %j', ([run, interpreter, expected]) =>
  expect(commandOf(run as [string], interpreter as [string])).toEqual(expected),
)

test('an interpreter of an environment is first on PATH, and the observer on PYTHONPATH', async () => {
  await using place = await temporary()
  const env = join(place.path, 'env')
  await mkdir(join(env, 'bin'), { recursive: true })
  const program = join(env, 'bin/python')
  const given = { PATH: '/usr/bin', PYTHONPATH: '/mine', VIRTUAL_ENV: '/other' }
  const plain = await trainingEnvironment(given, {}, [program], '/watch')
  expect(plain.VIRTUAL_ENV).toBeUndefined()
  await writeFile(join(env, 'pyvenv.cfg'), '')
  const found = await trainingEnvironment(given, { EXTRA: '1' }, [program], '/watch')
  expect(found).toMatchObject({ VIRTUAL_ENV: env, EXTRA: '1', LDDPR_OBSERVE: '/watch' })
  expect(found.PATH?.split(delimiter)).toEqual([join(env, 'bin'), '/usr/bin'])
  expect(found.PYTHONPATH?.split(delimiter)).toEqual([
    expect.stringMatching(/python-probe\/lddpr\/observe\/inject$/),
    '/mine',
  ])
  expect(found.PYTHONSAFEPATH).toBeUndefined()
})

test('what another run has left is not passed on; what the plan sets is', async () => {
  const left = {
    PL_GLOBAL_SEED: '1',
    SLURM_NTASKS: '4',
    RANK: '1',
    LOCAL_RANK: '1',
    MASTER_PORT: '1',
  }
  const kept = {
    OMP_NUM_THREADS: '2',
    GLOO_SOCKET_IFNAME: 'eth1',
    SLURM_CONF: '/etc/x',
    HOME: '/root',
  }
  const secret = { GITHUB_TOKEN: 'x', ACTIONS_RUNTIME_TOKEN: 'y' }
  const found = await trainingEnvironment({ ...left, ...kept, ...secret }, {}, ['python'], '/watch')
  expect(found).toMatchObject(kept)
  for (const name of [...Object.keys(left), ...Object.keys(secret)])
    expect(found[name]).toBeUndefined()
  expect(await trainingEnvironment({}, { RANK: '1' }, ['python'], '/w')).toMatchObject({
    RANK: '1',
  })
})

test('a hash seed that nobody fixes differs between repeats, and one that is fixed stays', async () => {
  expect(await trainingEnvironment({}, {}, ['python'], '/w')).not.toHaveProperty('PYTHONHASHSEED')
  expect(await trainingEnvironment({}, { PYTHONHASHSEED: '0' }, ['python'], '/w')).toMatchObject({
    PYTHONHASHSEED: '0',
  })
})

test('flags replace what the plan says of the Trainer, and auto replaces nothing', () => {
  const plan = { trainer: { devices: 4, precision: 32 } } as never
  const wanted = { plan, mode: 'plain' as const, checkpoint: null }
  expect(overridesOf({ ...wanted, devices: 2, accelerator: 'cpu' })).toEqual({
    ...{ devices: 2, precision: 32, accelerator: 'cpu' },
  })
  expect(overridesOf({ ...wanted, devices: null, accelerator: 'auto' })).toEqual({
    ...{ devices: 4, precision: 32 },
  })
})

test('generators of one name are followed by their states', () => {
  const moves = followed([
    { 'Noise.rng': ['a0', 'a1'], 'Noise.rng~2': ['b0', 'b1'], 'dataset.rng': ['c0', 'c1'] },
    { 'Noise.rng': ['b1', 'b2'] },
    { 'Noise.rng': ['a1', 'a2'], 'Noise.rng~2': ['b2', 'b3'] },
    { 'Noise.rng~2': [null, 'd1'] },
  ])
  expect(moves).toEqual([
    { 'Noise.rng': ['a0', 'a1'], 'Noise.rng~2': ['b0', 'b1'], 'dataset.rng': ['c0', 'c1'] },
    { 'Noise.rng~2': ['b1', 'b2'] },
    { 'Noise.rng': ['a1', 'a2'], 'Noise.rng~2': ['b2', 'b3'] },
    { 'Noise.rng~3': [null, 'd1'] },
  ])
})

test('growing lines tell how far it is', async () => {
  await using place = await temporary()
  const look = stepReader(place.path)
  expect(await look()).toBe(0)
  const files = soundLines()
  const lines = files['fit0.rank0.jsonl'] ?? []
  const until = lines.findIndex(line => 'k' in line && line.k === 'loss') + 1
  await writeLines(place.path, { 'fit0.rank0.jsonl': lines.slice(0, until) })
  expect(await look()).toBe(1)
  await writeLines(place.path, files)
  expect(await look()).toBe(8)
})
