import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'

/** What somebody with a GPU runs and sends back; here on a CPU. */

const doctor = async (cwd: string, env = {}) => {
  const python = await pythonOf('example')
  const flags = ['--cwd', cwd, '--python', python, '--accelerator', 'cpu']
  const result = await lddpr(['doctor', ...flags], { env })
  const read = (name: string) => readFile(join(cwd, 'lddpr-report', name), 'utf8')
  return { ...result, page: await read('doctor.md'), facts: JSON.parse(await read('doctor.json')) }
}

test('a machine on which all is well', async () => {
  await using place = await temporary()
  const { exitCode, stdout, page, facts } = await doctor(place.path)
  expect({ exitCode, problems: facts.problems }).toEqual({ exitCode: 0, problems: [] })
  expect(stdout).toMatch(/^All is well on the CPU\n8 runs; the slowest took /)
  expect(page).toMatch(/^# lddpr doctor: All is well on the CPU\n/)
  expect(page).toContain('| let 2 ranks meet')
  const runs = facts.runs.map(({ scenario }: { scenario: string }) => scenario)
  expect(runs.filter((each: string) => each === 'seeded')).toHaveLength(5)
  expect(runs.filter((each: string) => each === 'unseeded')).toHaveLength(2)
  expect(runs).toContain('launcher')
  expect(facts.examined.accelerator).toBe('cpu')
})

test('a machine that does not repeat itself, whose imports start a thread', async () => {
  await using place = await temporary()
  await writeFile(
    join(place.path, 'sitecustomize.py'),
    `import os, sys, threading, time
if "lddpr.doctor" in sys.orig_argv:
    threading.Thread(target=time.sleep, args=(600,), daemon=True, name="agent").start()
if "lddpr.warm" in sys.orig_argv or "lddpr.main" in sys.orig_argv:
    import torch
    real = torch.nn.Linear.reset_parameters
    def reset_parameters(self):
        real(self)
        with torch.no_grad():
            self.weight[0, 0] = time.time() % 1
    torch.nn.Linear.reset_parameters = reset_parameters
`,
  )
  const { exitCode, stdout, facts } = await doctor(place.path, { PYTHONPATH: place.path })
  expect(exitCode).toBe(1)
  expect(facts.problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^threads run after the imports.*: agent$/),
      expect.stringMatching(/^repeat-is-identical: seeded\/rank0\/weights\.init differs between/),
    ]),
  )
  for (const problem of facts.problems) expect(stdout).toContain(problem)
})
