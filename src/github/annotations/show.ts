import type { Reviewed } from '../../pipeline/review.ts'
import type { Runner } from '../run/runner.ts'
import { pathInRepository } from '../run/workspace.ts'
import { annotate } from './annotations.ts'

/** Annotates the file that the versions are from, if it lies in the repository. */
export function showAnnotations(
  { report, source }: Reviewed,
  { env, fail, warn }: Pick<Runner, 'env' | 'fail' | 'warn'>,
): void {
  const file = source && pathInRepository(source.file, env)
  if (!source || !file) return
  for (const { level, line: startLine, title, message } of annotate(report, source.text)) {
    const show = level === 'error' ? fail : warn
    show(message, { file, startLine, title })
  }
}
