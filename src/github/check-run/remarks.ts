import type { Reviewed } from '../../pipeline/review.ts'
import type { Runner } from '../run/runner.ts'
import { pathInRepository } from '../run/workspace.ts'
import { type Annotation, annotate } from './annotations.ts'

/** Annotations with their file, relative to the root of the repository. */
export interface Remarks {
  file: string
  annotations: readonly Annotation[]
}

/** What there is to remark on the file that the versions are from. */
export function remarksOn({ report, source }: Reviewed, { env }: Runner): Remarks {
  const file = source && pathInRepository(source.file, env)
  return source && file
    ? { file, annotations: annotate(report, source.text) }
    : { file: '', annotations: [] }
}

export function showAnnotations({ file, annotations }: Remarks, { fail, warn }: Runner): void {
  for (const { level, line: startLine, title, message } of annotations) {
    const show = level === 'error' ? fail : warn
    show(message, { file, startLine, title })
  }
}
