import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { reason } from '../../lib/json.ts'
import type { Report } from '../../model/report.ts'
import { readPins } from '../../pins/index.ts'
import type { RunInputs } from '../../pipeline/inputs.ts'
import type { Runner } from '../run/runner.ts'
import { pathInRepository } from '../run/workspace.ts'
import { type Annotation, annotate } from './annotations.ts'

/** Annotations with their file, relative to the root of the repository. */
export interface Remarks {
  file: string
  annotations: readonly Annotation[]
}

const NONE: Remarks = { file: '', annotations: [] }

/** What there is to remark on the file that the versions are from; a file that is not there has no lines. */
export async function readRemarks(
  report: Report,
  { cwd, manifest }: Pick<RunInputs, 'cwd' | 'manifest'>,
  { env, say }: Runner,
): Promise<Remarks> {
  try {
    const source = (await readPins(resolve(cwd), { manifest }))?.source
    if (!source) return NONE
    const path = join(resolve(cwd), source)
    const file = pathInRepository(path, env)
    if (file === null) return NONE
    return { file, annotations: annotate(report, await readFile(path, 'utf8')) }
  } catch (error) {
    say(`no annotations: ${reason(error)}`)
    return NONE
  }
}

export function showAnnotations({ file, annotations }: Remarks, { fail, warn }: Runner): void {
  for (const { level, line: startLine, title, message } of annotations) {
    const show = level === 'error' ? fail : warn
    show(message, { file, startLine, title })
  }
}
