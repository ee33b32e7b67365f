import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrainingReport } from '../../src/model/training-report.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { git } from '../../support/git.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import type { Place } from './outcome.ts'
import { laid, nameOf } from './project.ts'
import { PROJECTS, type Project } from './rows.ts'

/** Real bumps under one of the projects: its code on both sides, the packages of the base against those of the head. */

/** Packages of an environment. One that is not over the base has all of its own, CUDA included: 5 GB. */
interface Side {
  name: string
  packages: readonly string[]
  whole?: boolean
}

export interface Bump {
  what: string
  base: Side
  head: Side
  /** Words behind the project's command. */
  words?: readonly string[]
  expected: { verdict: Verdict; closeness: TrainingReport['closeness'] }
  because: string
}

/** Seeded with its workers, and augmented in them: what Lightning, torch and NumPy do to it shows. */
export const BUMPED = 'Lightning, imagenet.py'

const OWN = ['lightning==2.6.6', 'numpy==2.4.6', 'jsonargparse[signatures]', 'tensorboard']
const CURRENT: Side = { name: 'base', packages: [] }

/** `===` takes the build of PyPI, whatever wheel for CPUs lies on the machine: both sides are built for CUDA. */
const TORCH_BEFORE: Side = {
  name: 'torch-2.12',
  packages: ['torch===2.12.0', 'torchvision===0.27.0', ...OWN],
  whole: true,
}
const TORCH_NOW: Side = {
  name: 'torch-2.13',
  packages: ['torch===2.13.0', 'torchvision===0.28.0', ...OWN],
  whole: true,
}

export const BUMPS: readonly Bump[] = [
  {
    what: 'Lightning 2.6.0 → 2.6.1',
    base: { name: 'lightning-2.6.0', packages: ['lightning==2.6.0'] },
    head: { name: 'lightning-2.6.1', packages: ['lightning==2.6.1'] },
    expected: { verdict: 'drift', closeness: 'different' },
    because:
      'until 2.6.0 the torch generator of a worker began alike in every epoch, and 2.6.1 seeds workers in another way: order, initial weights and rates stay equal, each crop and flip is another one, and so is all that follows from them. The report says that the change ends `training-draws-differ`',
  },
  {
    what: 'NumPy 1.26.4 → 2.4.6',
    base: { name: 'numpy-1.26', packages: ['numpy==1.26.4'] },
    head: CURRENT,
    expected: { verdict: 'match', closeness: 'equal' },
    because:
      'nothing here draws from NumPy or computes with it: torch draws the crops and flips, Pillow reads and scales. A generator that nobody draws from is not compared',
  },
  {
    what: 'torch 2.12.0 → 2.13.0, torchvision 0.27.0 → 0.28.0',
    base: TORCH_BEFORE,
    head: TORCH_NOW,
    expected: { verdict: 'match', closeness: 'close' },
    because:
      'the first gradients differ by 1.2e-6 of themselves, less than those of one and two threads of the same torch (2.4e-6). This training, four images a rank at a learning rate of 0.1, multiplies that, and control runs with moved last bits of the first weights go as far: rounding explains it',
  },
]

/** The project as a repository whose configuration names its training. */
async function configured(project: Project, place: string, steps: string): Promise<void> {
  await mkdir(join(place, '.lddpr'), { recursive: true })
  const { run, env = {} } = project
  const training = { run, env: { OMP_NUM_THREADS: '1', ...env }, steps: Number(steps) }
  const config = { suite: 'quick', trainings: { [nameOf(project)]: training } }
  await writeFile(join(place, '.lddpr/config.yml'), JSON.stringify(config))
  await git(place, 'checkout', '--quiet', '-b', 'bump')
  await git(place, 'add', '.lddpr')
  await git(place, 'commit', '--quiet', '--message', 'A training is named')
  await git(place, 'commit', '--quiet', '--allow-empty', '--message', 'A bump')
}

/** What `lddpr check` says of the training with the packages of both sides, and the code of one. */
export async function bumpOf({ what, base, head, words = [] }: Bump, on: Place) {
  on.progress(what)
  const [before, now] = [
    await on.environments.make(base.name, base.packages, base.whole),
    await on.environments.make(head.name, head.packages, head.whole),
  ]
  const project = PROJECTS.find(({ name }) => name === BUMPED)
  if (!project) throw new Error(`there is no row ${BUMPED}`)
  const place = join(on.work, 'bump')
  await laid(project, place, now, on.mirror)
  await configured({ ...project, run: [...project.run, ...words] }, place, on.steps)
  const { stderr } = await lddpr([
    ...['check', '--cwd', place, '--accelerator', 'cpu', '--base', 'HEAD^'],
    // The repository asks for other versions, which are not what is compared here.
    '--allow-version-mismatch',
    ...['--python', join(now, 'bin/python'), '--base-python', join(before, 'bin/python')],
  ])
  const { trainings = [], error } = await readReport(place)
  const [training] = trainings
  if (!training) throw new Error(`no training: ${error?.message ?? stderr}`)
  const { verdict, headline, closeness, difference, first, streams } = training
  const moved = streams.filter(({ cells }) => /[x~]/.test(cells)).map(({ stream }) => stream)
  return { verdict, headline, closeness, difference, first: first?.coordinate ?? null, moved }
}
