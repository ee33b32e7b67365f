import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { readJson } from '../../src/lib/json.ts'
import type { Report } from '../../src/model/report.ts'
import { BEFORE, planned, useRepositories } from './plan-place.ts'
import { workplace } from './workplace.ts'

/** Workflows that name an extra or a group: what is read, judged and said is with it. */

useRepositories()

/** The played-back probe has lightning 2.6.6, torch 2.13.0+cpu and numpy 2.4.6. */
const project = (extras: string, groups = '') =>
  `[project]\nname = "x"\nversion = "1"\ndependencies = ["numpy==2.4.6"]\n[project.optional-dependencies]\n${extras}\n[dependency-groups]\n${groups}\n`
const TRAIN = project('train = ["lightning==2.6.6"]\nold = ["lightning==2.6.5"]\n')

async function place(files: Record<string, string>) {
  const here = await workplace()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(here.repository, path)), { recursive: true })
    await writeFile(join(here.repository, path), text)
  }
  return here
}

test('the interpreter is to have what the extra pins, and the report names the extra', async () => {
  const { step } = await place({ 'pyproject.toml': TRAIN })
  const { outputs, summary } = await step({ inputs: { extra: 'train' } })
  expect(outputs.verdict).toBe('new')
  const file = (outputs['report-path'] ?? '').replace(/md$/, 'json')
  const report = (await readJson(z.unknown(), file)) as Report
  expect(report.environment?.['installed from']).toBe('pyproject.toml, extra train')
  expect(summary).toContain('pyproject.toml, extra train')
  const other = await step({ inputs: { extra: 'old' } })
  expect(other.outputs.verdict).toBe('error')
  expect(other.log).toMatch(/pyproject.toml asks for lightning 2.6.5, but .* has 2.6.6/)
})

test('an extra that is none is told as a line of the workflow', async () => {
  const { step } = await place({ 'pyproject.toml': TRAIN })
  const { status, log } = await step({ inputs: { extra: 'trian\nold' } })
  expect(status).toBe(2)
  expect(log).toMatch(
    /extra: expected one of the extras of pyproject.toml \(train, old\), found "trian"; did you mean train\?/,
  )
  const group = await step({ inputs: { group: 'train' } })
  expect(group.log).toMatch(/group: "train" is one of the extras .*: say extra: train/)
})

test('without an interpreter the extra that has Lightning is a line to add', async () => {
  const { step } = await place({ 'pyproject.toml': TRAIN })
  const { status, log, summary } = await step({ inputs: { python: '' } })
  expect(status).toBe(2)
  const sentence =
    'pyproject.toml asks for no Lightning by default; extras train, old have it: say extra: train'
  expect(log).toContain(sentence)
  expect(summary).toContain(sentence)
  expect(log).not.toMatch(/installing|looking for Python/)
})

test('config.yml says the extra for the job that records and the one that reports', async () => {
  const { step } = await place({
    'pyproject.toml': TRAIN,
    '.lddpr/config.yml': 'extra: old\n',
  })
  const recorded = await step({ uses: 'record', inputs: { 'github-token': '' } })
  expect(recorded.log).toMatch(/asks for lightning 2.6.5, but .* has 2.6.6/)
  const inputs = { 'github-token': '', extra: 'train' }
  expect((await step({ uses: 'record', inputs })).status).toBe(0)
  const told = await step({ uses: 'report', inputs: { extra: 'train' } })
  expect(told.outputs.verdict).toBe('new')
})

const DEFAULT = '"numpy==2.4.6", "torch==2.13.0"'
const planProject = (version: string, more = '') =>
  `[project]\nname = "x"\nversion = "1"\ndependencies = [${DEFAULT}]\n[project.optional-dependencies]\ntrain = ["lightning==${version}"]\n${more}`
const planBefore = {
  '.lddpr/cpu-x2.json': BEFORE['.lddpr/cpu-x2.json'],
  'pyproject.toml': planProject('2.6.5'),
}
const change = { 'pyproject.toml': planProject('2.6.6') }

test('the plan says which extra has Lightning, and measures', async () => {
  expect(await planned(planBefore, change)).toMatchObject({
    needed: 'true',
    reason: 'pyproject.toml asks for no Lightning by default; extra train has it: say extra: train',
  })
})

test('the plan reads what the extra moves', async () => {
  expect(await planned(planBefore, change, { inputs: { extra: 'train' } })).toMatchObject({
    needed: 'true',
    reason: 'lightning 2.6.5 → 2.6.6',
  })
  const config = { ...planBefore, '.lddpr/config.yml': 'extra: train\n' }
  expect(await planned(config, change)).toMatchObject({ reason: 'lightning 2.6.5 → 2.6.6' })
})

test('an extra that the change brings is no reason to give up on the base', async () => {
  const before = { ...planBefore, 'pyproject.toml': planProject('2.6.5').replace('train', 'fit') }
  const found = await planned(before, change, { inputs: { extra: 'train' } })
  expect(found).toMatchObject({ needed: 'true', reason: 'lightning (none) → 2.6.6' })
})

test('the plan names the files of a monorepo that may be meant', async () => {
  const lines = (version: string) => `lightning==${version}\ntorch==2.13.0\nnumpy==2.4.6\n`
  const before = { 'a/requirements.txt': lines('2.6.5'), 'b/requirements.txt': lines('2.6.4') }
  expect(await planned(before, { 'a/requirements.txt': lines('2.6.6') })).toMatchObject({
    needed: 'true',
    reason:
      'no file at the root fixes the versions; a/requirements.txt (lightning 2.6.6) and b/requirements.txt (lightning 2.6.4) fix different ones: say manifest: a/requirements.txt',
  })
})
