import { readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { reason } from '../../lib/json.ts'
import type { Report } from '../../model/report.ts'
import { readPins } from '../../pins/index.ts'
import type { RunInputs } from '../../pipeline/inputs.ts'
import { fail, say, warn } from '../run/log.ts'
import { type Annotation, annotate } from './annotations.ts'

export type Run = Pick<RunInputs, 'cwd' | 'manifest'>

/** Annotations with their file, seen from the root of the repository. */
export interface Remarks {
  file: string
  annotations: readonly Annotation[]
}

/** What there is to remark on the file that the versions are from; a file that is not there has no lines. */
export async function remarks(report: Report, { cwd, manifest }: Run): Promise<Remarks> {
  try {
    const source = (await readPins(resolve(cwd), { manifest }))?.source
    if (!source) return { file: '', annotations: [] }
    const path = join(resolve(cwd), source)
    const root = process.env.GITHUB_WORKSPACE || process.cwd()
    const file = relative(root, path).split(sep).join('/')
    if (file.startsWith('../')) return { file: '', annotations: [] }
    return { file, annotations: annotate(report, await readFile(path, 'utf8')) }
  } catch (error) {
    say(`no annotations: ${reason(error)}`)
    return { file: '', annotations: [] }
  }
}

export function showAnnotations({ file, annotations }: Remarks): void {
  for (const { level, line: startLine, title, message } of annotations) {
    const show = level === 'error' ? fail : warn
    show(message, { file, startLine, title })
  }
}
