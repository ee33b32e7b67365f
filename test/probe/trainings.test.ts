import { describe, expect, test } from 'vitest'
import { readTrainings } from '../../src/probe/config.ts'
import { asList } from '../../src/probe/trainings.ts'

const read = (text: string | null, chosen: Parameters<typeof readTrainings>[0] = 'all') =>
  readTrainings(chosen, { file: '.lddpr/config.yml', text })

test('a training is a command, and the rest has defaults', () => {
  expect(read('trainings: { finetune: { run: [python, train.py] } }')).toEqual([
    {
      name: 'finetune',
      run: ['python', 'train.py'],
      workingDirectory: '.',
      env: {},
      steps: 20,
      repeats: 2,
      trainer: {},
      compare: 'packages',
      tolerance: 'close',
      identity: 'auto',
      resume: false,
      stop: 'after-fit',
      project: [],
      accept: {},
      timeout: 600,
    },
  ])
})

test('what is said counts', () => {
  const [plan] = read(`
trainings:
  finetune:
    run: [python, -m, vision.train]
    working-directory: projects/vision
    env: { WANDB_MODE: offline }
    trainer: { devices: 2, accelerator: cpu, sync_batchnorm: false, logger: null }
    project: [projects/vision]
    accept: { training-resumes: the sampler of the vendor starts over }
    timeout: 90s
`)
  expect(plan).toMatchObject({
    workingDirectory: 'projects/vision',
    env: { WANDB_MODE: 'offline' },
    trainer: { devices: 2, accelerator: 'cpu', sync_batchnorm: false, logger: null },
    project: ['projects/vision'],
    accept: { 'training-resumes': 'the sampler of the vendor starts over' },
    timeout: 90,
  })
})

describe('which of them run', () => {
  const two = 'trainings: { b: { run: [python, b.py] }, a: { run: [python, a.py] } }'
  const names = (...args: Parameters<typeof read>) => read(...args).map(({ name }) => name)

  test('all, none, or those that are named, in the order of the file', () => {
    expect(names(two)).toEqual(['b', 'a'])
    expect(names(two, 'none')).toEqual([])
    expect(names(two, ['a', 'b'])).toEqual(['b', 'a'])
    expect(names(null)).toEqual([])
  })

  test('a name that is in no file is an error', () => {
    expect(() => read('trainings: { finetune: { run: [a] } }', ['finetun'])).toThrow(
      "trainings: expected names of trainings in .lddpr/config.yml, found 'finetun'; did you mean 'finetune'?",
    )
    expect(() => read(null, ['finetune'])).toThrow('which has no trainings')
  })
})

test.each([
  ['python train.py --devices 2', '[python, train.py, --devices, "2"]'],
  ['python "my file.py" on', '[python, "my file.py", "on"]'],
  ['torchrun train.py trainer=ddp -x 1e-3', '[torchrun, train.py, trainer=ddp, -x, "1e-3"]'],
])('%s is the list %s', (command, list) => {
  expect(asList(command)).toBe(list)
  const text = `trainings: { a: { run: ${JSON.stringify(command)} } }`
  expect(() => read(text)).toThrow(
    `trainings.a.run: expected a list of arguments, so write ${list}`,
  )
  const [plan] = read(`trainings: { a: { run: ${list} } }`)
  expect(plan?.run.join(' ')).toBe(command.replaceAll('"', ''))
})

test.each([
  ['{ a: { run: [] } }', 'a.run: expected a list of arguments, such as [python, train.py]'],
  ['{ a: { steps: 3 } }', 'a.run: expected a list of arguments'],
  ['{ a: { run: [python, 2] } }', 'a.run.1: expected a text, so put it in quotes, found 2'],
  ['{ A: { run: [a] } }', 'A: expected a name of a-z, 0-9 and dashes'],
  ['{ all: { run: [a] } }', 'all: expected another name than all and none'],
  ['{ a: { run: [a], step: 3 } }', "a: unknown key 'step'; did you mean 'steps'?"],
  ['{ a: { run: [a], steps: 0 } }', 'a.steps: '],
  ['{ a: { run: [a], steps: 1, resume: true } }', 'a.steps: expected at least 2 with'],
  ['{ a: { run: [a], compare: base } }', 'a.compare: expected one of packages, baseline, none'],
  ['{ a: { run: [a], working-directory: ../b } }', 'a.working-directory: expected a directory of'],
  ['{ a: { run: [a], project: [/usr] } }', 'a.project.0: expected a directory of the repository'],
  ['{ a: { run: [a], env: { PYTHONPATH: b } } }', 'a.env.PYTHONPATH: expected a variable that'],
  ['{ a: { run: [a], env: { B: 1 } } }', 'a.env.B: expected a text, so put it in quotes'],
  ['{ a: { run: [a], trainer: { devices: [1] } } }', 'a.trainer.devices: expected'],
  ['{ a: { run: [a], accept: { b: " " } } }', 'a.accept.b: expected the reason'],
  ['{ a: { run: [a], timeout: forever } }', 'a.timeout: expected a time from 1 s to 24 h'],
])('%s is one clear error', (text, message) => {
  expect(() => read(`trainings: ${text}`)).toThrow(`.lddpr/config.yml: trainings.${message}`)
})
