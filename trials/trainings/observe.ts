import { copyFile, cp, mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../../src/model/report.ts'
import { lddpr } from '../../support/lddpr.ts'
import { overlay } from '../../support/overlay.ts'
import { reported } from '../accepting.ts'
import type { Script } from './fault.ts'

const HERE = import.meta.dirname
export type Folder = 'faults' | 'sound'
const fileOf = (folder: Folder, { id }: Script) => join(HERE, folder, `${id}.py`)

/** Two short epochs of a training that has four batches a rank in each. */
const USUAL = { steps: '8', timeout: '120', repeats: '2' }

interface Here {
  work: string
  python: string
  /** Runs of each training. */
  repeats?: number
}

/** What the built program reports of a script that is the `train.py` of a directory of its own. */
export async function observe(folder: Folder, script: Script, here: Here): Promise<Report> {
  const cwd = await mkdtemp(join(here.work, `${script.id}-`))
  await copyFile(join(HERE, 'base.py'), join(cwd, 'base.py'))
  await copyFile(fileOf(folder, script), join(cwd, 'train.py'))
  await cp(join(HERE, folder, 'conf'), join(cwd, 'conf'), { recursive: true }).catch(() => {})
  const { words = ['train.py'], flags = [], overlay: releases } = script
  const usual = { ...USUAL, ...(here.repeats && { repeats: `${here.repeats}` }) }
  const given = Object.entries(usual).flatMap(([name, value]) =>
    flags.includes(`--${name}`) ? [] : [`--${name}`, value],
  )
  const reports = ['--report-dir', join(cwd, 'lddpr-report')]
  const PYTHONPATH = releases && (await overlay(here.python, releases))
  const command = ['observe', ...given, ...flags, ...reports, '--', here.python, ...words]
  // A hash seed that is set would hide what hash() does.
  return reported(cwd, lddpr(command, { cwd, env: { PYTHONHASHSEED: undefined, PYTHONPATH } }))
}

/** What a script does: the first line of it. */
export async function description(folder: Folder, script: Script): Promise<string> {
  const [line = ''] = (await readFile(fileOf(folder, script), 'utf8')).split('\n')
  return line.replaceAll('"""', '')
}
