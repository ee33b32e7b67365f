import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { probeEnvironment } from '../../src/lib/variables.ts'
import { classOf } from '../../src/model/machine-type.ts'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter, splitCommand } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { goodRecord } from '../../support/record.ts'

describe('a command line becomes arguments, never a shell', () => {
  test.each([
    ['.venv/bin/python', ['.venv/bin/python']],
    ['uv run python', ['uv', 'run', 'python']],
    ['"C:/Program Files/python" -X dev', ['C:/Program Files/python', '-X', 'dev']],
    ["conda run -n 'my env' python", ['conda', 'run', '-n', 'my env', 'python']],
    ['python; rm -rf $HOME', ['python;', 'rm', '-rf', '$HOME']],
  ])('%j', (command, words) => expect(splitCommand(command)).toEqual(words))
  test.each(['python -I', 'uv run python -BE', '.venv/bin/python -s -S'])(
    '%s is refused, for it hides what is measured',
    command =>
      expect(() => splitCommand(command)).toThrow(/^python: expected no -[IES], which hides/),
  )
  test.each(['python -W Error', 'python -X importtime', 'python -sB -O', '/opt/I -E.py'])(
    '%s hides nothing',
    command => expect(splitCommand(command).join(' ')).toBe(command),
  )
  test('an empty one is refused', () =>
    expect(() => splitCommand('  ')).toThrow(/^python: expected a command/))
})

describe('what no environment is built from', () => {
  test.each([
    [
      'uv.lock',
      'version = 1',
      /uv.lock needs Python >=3.10, found none on the path; .* with python/,
    ],
    ['environment.yml', 'dependencies: [pytorch=2.5.1]', /no environment is cached for/],
    ['README', '', /has no uv.lock, .* name an interpreter with python/],
  ])('%s', async (name, text, message) => {
    await using place = await temporary()
    const cwd = place.path
    await writeFile(join(cwd, name), text)
    const env = { LDDPR_CACHE: join(cwd, 'cache') }
    const prepared = prepareInterpreter(await readPins(cwd), false, {
      cwd,
      env,
      progress: () => {},
    })
    await expect(prepared).rejects.toThrow(message)
  })
})

describe('the probe', () => {
  const env = probeEnvironment(
    { PATH: '/bin', PYTHONPATH: '/mine', GITHUB_TOKEN: 's', INPUT_X: 's', ACTIONS_ID_TOKEN: 's' },
    '/probe',
  )
  test('sees no token and no input', () => expect(Object.values(env)).not.toContain('s'))
  test('sees the path of the user behind its own', () => {
    expect(env).toMatchObject({ PATH: '/bin', PYTHONPATH: '/probe:/mine' })
  })
})

describe('classes', () => {
  const on = (deviceModel: string | null) => {
    const { environment } = goodRecord()
    return classOf({ ...environment, accelerator: deviceModel ? 'cuda' : 'cpu', deviceModel }, 4)
  }
  test.each([
    [null, 'cpu-x4'],
    ['NVIDIA H100 80GB HBM3', 'cuda-h100-x4'],
    ['NVIDIA A100-SXM4-40GB', 'cuda-a100-x4'],
    ['NVIDIA GeForce RTX 3090', 'cuda-rtx-3090-x4'],
    ['Tesla T4', 'cuda-t4-x4'],
  ])('%s is %s', (model, name) => expect(on(model)).toBe(name))
})
