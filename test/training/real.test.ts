import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { trainingSchema } from '../../src/model/training.ts'
import { lddpr, readReport, survivors, temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'

/** A real script, a real observer, a real interpreter: two ranks on the CPU. */

const SCRIPT = `
import os
import torch
from lightning.pytorch import LightningModule, Trainer, seed_everything
from torch.utils.data import DataLoader, Dataset

class Points(Dataset):
    def __len__(self):
        return 1000

    def __getitem__(self, index):
        return torch.full((4,), index / 1000) + 0.1 * torch.randn(4), torch.tensor([index / 1000])

class Net(LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch, index):
        x, y = batch
        BROKEN
        return torch.nn.functional.mse_loss(self.layer(x), y)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.01)

if __name__ == "__main__":
    seed_everything(7, workers=True)
    trainer = Trainer(accelerator="cpu", devices=2, max_epochs=3, logger=False, enable_checkpointing=False,
                      enable_progress_bar=False, enable_model_summary=False)
    trainer.fit(Net(), DataLoader(Points(), batch_size=32, shuffle=True, num_workers=2))
    raise RuntimeError("nobody comes here")
`

async function observe(place: string, broken: string, ...flags: string[]) {
  await mkdir(join(place, 'src'))
  await writeFile(join(place, 'src/train.py'), SCRIPT.replace('BROKEN', broken))
  const python = await pythonOf('example')
  const all = [...flags, '--timeout', '240', '--', python, 'src/train.py']
  return lddpr(['observe', ...all], {
    cwd: place,
    env: { TMPDIR: place, RANK: '1', PL_GLOBAL_SEED: '3' },
  })
}

test('a sound training matches its repeat, and its record is small', async () => {
  await using place = await temporary()
  const { stdout, stderr, exitCode } = await observe(place.path, 'pass')
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
  expect(stderr).toMatch(/training: step 20 of 20/)
  const report = await readReport(place.path)
  expect(report).toMatchObject({ verdict: 'match', suite: '', notices: [] })
  const text = await readFile(join(place.path, 'lddpr-report/record.json'), 'utf8')
  const training = trainingSchema.parse(JSON.parse(text))
  expect(training.settings).toMatchObject({ ranks: 2, seed: 7, strategy: 'DDPStrategy' })
  const [run] = training.runs
  expect(training.runs).toHaveLength(2)
  expect(run?.fits[0]?.ranks.map(({ steps }) => steps)).toEqual([20, 20])
  expect(run?.fits[0]?.passes.map(({ drawn, shared }) => [drawn, shared])).toEqual([
    [640, 0],
    [640, 0],
  ])
  expect(text.length).toBeLessThanOrEqual(64 * 1024)
  expect(await survivors(place.path)).toEqual([])
})

test('an exception on one rank is an error that names the rank and the line', async () => {
  await using place = await temporary()
  const broken =
    'if self.global_rank == 1 and index == 2: raise ValueError("rank 1 has had enough")'
  const { stdout, exitCode } = await observe(place.path, broken, '--steps', '6', '--repeats', '1')
  expect(stdout).toMatch(
    /the training failed on rank 1: ValueError: rank 1 has had enough \(src\/train\.py:\d+ in training_step\); correct that/,
  )
  expect(exitCode).toBe(2)
  expect(await survivors(place.path)).toEqual([])
})

test('a command that uses Fabric has no Trainer', async () => {
  await using place = await temporary()
  const script =
    'from lightning.fabric import Fabric\nFabric(accelerator="cpu", devices=1).launch()\n'
  await writeFile(join(place.path, 'train.py'), script)
  const command = ['observe', '--', await pythonOf('example'), 'train.py']
  const { stdout, exitCode } = await lddpr(command, {
    cwd: place.path,
    env: { TMPDIR: place.path },
  })
  expect(stdout).toMatch(/the command uses Lightning Fabric, which has no Trainer/)
  expect(exitCode).toBe(2)
})
