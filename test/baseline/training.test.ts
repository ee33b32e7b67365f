import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonical } from '../../src/baseline/canonical.ts'
import { Committed } from '../../src/baseline/committed.ts'
import { writeBaseline } from '../../src/baseline/files.ts'
import { findProposal } from '../../src/baseline/proposal.ts'
import {
  acceptTraining,
  approveTraining,
  proposeTraining,
  readTrainingPending,
} from '../../src/baseline/training.ts'
import type { CheckResult } from '../../src/model/report.ts'
import type { TrainingPending } from '../../src/model/training-baseline.ts'
import { temporary } from '../../support/lddpr.ts'
import { soundTraining } from '../../support/training/record.ts'

const training = soundTraining()
const yes = { reason: 'it learns better', author: 'me', violations: [] }

const result = (id: string, status: CheckResult['status']): CheckResult => ({
  ...{
    id,
    status,
    scenario: '',
    detail: '',
    subjects: ['rank0/order'],
    fix: '',
    explanation: '',
    link: null,
  },
  ...{ issues: [], unexplained: [] },
})

function proposed(...args: Partial<Parameters<typeof proposeTraining>>): TrainingPending {
  const [given = training, verdict = 'new', checks = [], committed = null] = args
  const pending = proposeTraining(given, verdict, checks, committed)
  if (!pending) throw new Error('nothing is proposed')
  return pending
}

let place: Awaited<ReturnType<typeof temporary>>
beforeEach(async () => {
  place = await temporary()
})
afterEach(() => place[Symbol.asyncDispose]())

describe('what is proposed', () => {
  test.each(['match', 'error', 'unstable'] as const)('nothing for %s', verdict => {
    expect(proposeTraining(training, verdict, [], null)).toBeNull()
  })

  test('the first run, without the times that differ each time', () => {
    const { training: kept } = proposed()
    expect(kept.runs).toHaveLength(1)
    expect(kept.runs[0]).toMatchObject({ mode: 'plain', seconds: 0, observing: 0 })
    expect(kept.runs[0]?.fits[0]?.ranks[0]?.channels).toEqual(
      training.runs[0]?.fits[0]?.ranks[0]?.channels,
    )
    const later = { ...training, runs: training.runs.map(run => ({ ...run, seconds: 99 })) }
    expect(proposed(later).digest).toBe(proposed().digest)
  })

  test('one file of at most 64 KiB, whose lines are short enough to read', () => {
    const text = canonical(proposed())
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64 * 1024)
    expect(text.split('\n').length).toBeGreaterThan(100)
    expect(JSON.parse(text)).toEqual(proposed())
  })

  test('of more ranks with less detail, and never more than that', () => {
    const small = canonical(proposed(soundTraining({ ranks: 1 })))
    const large = canonical(proposed(soundTraining({ ranks: 8 })))
    expect(small).toContain('layers.0.weight:')
    expect(large).not.toContain('layers.0.weight:')
    expect(Buffer.byteLength(large)).toBeLessThanOrEqual(64 * 1024)
    expect(() => proposed(soundTraining({ steps: 4000 }))).toThrow(
      'has too much for a baseline of 64 KiB: ask for fewer `steps`, or set `compare: packages`',
    )
  })
})

describe('what is accepted', () => {
  test('a failing check takes its name', () => {
    const pending = proposed(training, 'violation', [result('training-resumes', 'fail')])
    expect(() => approveTraining(pending, yes)).toThrow(
      'this training violates training-resumes; to live with that, add acceptViolation training-resumes',
    )
    const named = { ...yes, violations: ['training-resumes'] }
    expect(approveTraining(pending, named).accepted).toEqual([
      {
        check: 'training-resumes',
        subjects: ['rank0/order'],
        reason: 'it learns better',
        author: 'me',
      },
    ])
    expect(() => approveTraining(proposed(), named)).toThrow('does not violate it')
  })

  test('what is accepted and fails again stays so; what holds again goes', () => {
    const failing = [result('training-resumes', 'fail'), result('training-init-agrees', 'fail')]
    const known = approveTraining(proposed(training, 'violation', failing), {
      ...yes,
      violations: failing.map(({ id }) => id),
    })
    const now = [result('training-resumes', 'accepted'), result('training-init-agrees', 'pass')]
    const { accepted } = proposed(training, 'drift', now, known)
    expect(accepted.map(({ check }) => check)).toEqual(['training-resumes'])
  })

  test('a reason that nobody has written is refused', () => {
    expect(() => approveTraining(proposed(), { ...yes, reason: 'TODO' })).toThrow('the placeholder')
  })
})

describe('on disk', () => {
  const pendingAt = async (pending: TrainingPending) => {
    const file = join(place.path, 'lddpr-report/pending/trainings/finetune.cpu-x2.json')
    await writeBaseline(file, pending)
    return file
  }

  test('a proposal is found, accepted, and read as the baseline of its machine type', async () => {
    await pendingAt(proposed())
    const file = await findProposal(null, join(place.path, 'lddpr-report'))
    const pending = await readTrainingPending(file)
    expect(pending).toEqual(proposed())
    const directory = join(place.path, '.lddpr')
    const accepted = await acceptTraining(pending ?? proposed(), directory, yes)
    expect(accepted.file).toBe(join(directory, 'trainings/finetune.cpu-x2.json'))
    const committed = await Committed.read(directory, place.path)
    committed.mustBeReadable()
    expect(committed.classes).toEqual([])
    expect(committed.training('finetune', 'cpu-x2')).toEqual(accepted.baseline)
    expect(committed.training('finetune', 'cpu-x4')).toBeNull()
  })

  test('beside another proposal somebody names the one that is meant', async () => {
    const file = await pendingAt(proposed())
    await writeFile(join(place.path, 'lddpr-report/pending/cpu-x2.json'), '{}')
    await expect(findProposal(null, join(place.path, 'lddpr-report'))).rejects.toThrow(
      'has 2 proposals, name one: cpu-x2.json, trainings/finetune.cpu-x2.json',
    )
    expect(await findProposal(file, '')).toBe(file)
  })

  test('one that somebody has edited is refused, and so is one of another training', async () => {
    const directory = join(place.path, '.lddpr')
    const { file } = await acceptTraining(proposed(), directory, yes)
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"steps": 20', '"steps": 21'))
    const edited = await Committed.read(directory, place.path)
    expect(() => edited.mustBeReadable()).toThrow('was edited by hand: its checksum differs')
    await writeFile(join(directory, 'trainings/other.cpu-x2.json'), text)
    await writeFile(file, text)
    const other = await Committed.read(directory, place.path)
    expect(() => other.mustBeReadable()).toThrow(
      'expected the training other on cpu-x2, found another one',
    )
  })

  test('what packages write there while they run is noticed', async () => {
    const directory = join(place.path, '.lddpr')
    await mkdir(directory)
    const committed = await Committed.read(directory, place.path)
    await acceptTraining(proposed(), directory, yes)
    await expect(committed.mustBeUnchanged()).rejects.toThrow('trainings/finetune.cpu-x2.json')
  })

  test('a link in the place of the directory is refused', async () => {
    const directory = join(place.path, '.lddpr')
    await mkdir(directory)
    await symlink('/etc', join(directory, 'trainings'))
    await expect(Committed.read(directory, place.path)).rejects.toThrow('to be a directory')
  })
})
