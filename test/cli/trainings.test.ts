import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryDirectory } from '../../src/lib/temporary.ts'
import { cacheDirectory } from '../../src/python/cache/cache.ts'
import { commit, git, repository } from '../../support/git.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'

/** A team's own training under a bump of Lightning 2.6.0 → 2.6.1, with its project installed, in real environments. */

const TOY = `
import torch
import lightning.pytorch as pl


class Noisy(torch.utils.data.Dataset):
    def __len__(self):
        return 64

    def __getitem__(self, index):
        return torch.full((4,), float(index)) + torch.randn(4)


class Toy(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch, _):
        return self.layer(batch).pow(2).mean()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=1e-4)
`
const TRAIN = `
import lightning.pytorch as pl
from torch.utils.data import DataLoader
from toy import Noisy, Toy

if __name__ == "__main__":
    pl.seed_everything(7, workers=True)
    quiet = dict(logger=False, enable_checkpointing=False, enable_progress_bar=False)
    trainer = pl.Trainer(max_epochs=2, devices=2, accelerator="cpu", strategy="ddp", **quiet)
    trainer.fit(Toy(), DataLoader(Noisy(), batch_size=4, num_workers=1, shuffle=True))
`
const FILES = {
  'requirements.txt': 'lightning==2.6.0\n',
  '.lddpr/config.yml': 'trainings: { toy: { run: [python, train.py], steps: 4, project: [.] } }\n',
  'pyproject.toml':
    '[build-system]\nrequires = ["setuptools>=64"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "toy"\nversion = "1"\n',
  'src/toy/__init__.py': TOY,
  'train.py': TRAIN,
}

let place: Awaited<ReturnType<typeof temporaryDirectory>>
let cwd: string
beforeAll(async () => {
  place = await temporaryDirectory(cacheDirectory(process.env))
  cwd = join(place.path, 'tree')
  for (const name of Object.keys(FILES)) await mkdir(dirname(join(cwd, name)), { recursive: true })
  await repository(cwd, FILES)
  await git(cwd, 'checkout', '--quiet', '-b', 'bump')
  await commit(cwd, { 'requirements.txt': 'lightning==2.6.1\n' })
})
afterAll(() => place[Symbol.asyncDispose]())

test('the report says from which step on, and in which stream, the bump moves a training', async () => {
  const [now, before] = [await pythonOf('lightning-2.6.1'), await pythonOf('lightning-2.6.0')]
  const args = ['--suite', 'quick', '--base', 'main', '--compare-with', 'base', '--cwd', cwd]
  const { exitCode } = await lddpr(['check', ...args, '--python', now, '--base-python', before])
  const { verdict, trainings } = await readReport(cwd)
  expect({ exitCode, verdict }).toEqual({ exitCode: 1, verdict: 'drift' })
  expect(trainings).toMatchObject([
    {
      ...{ name: 'toy', verdict: 'drift', comparedWith: 'base', ranks: 2, error: null },
      first: { coordinate: 'toy/rank0/worker0/torch · epoch 0 · step 0' },
      packages: [{ name: 'lightning', from: '2.6.0', to: '2.6.1' }],
      notices: [],
    },
  ])
})

test('a training that is not there is an error before anything runs', async () => {
  await rm(join(cwd, 'lddpr-report'), { recursive: true, force: true })
  const { exitCode, stdout } = await lddpr(['check', '--cwd', cwd, '--trainings', 'toi'])
  expect(exitCode).toBe(2)
  expect(stdout).toContain("found 'toi'; did you mean 'toy'?")
})
