import { resolve } from 'node:path'
import * as yaml from 'yaml'
import * as z from 'zod'
import { shortDigest } from '../../baseline/canonical.ts'
import { findPlace } from '../../change/place.ts'
import { REPOSITORY } from '../../model/owner.ts'
import type { Report } from '../../model/report.ts'
import { Repository } from '../../pins/index.ts'
import { ANYBODY, type Reader } from '../../report/commands.ts'
import type { Call } from '../actions/call.ts'

/** Whether a comment on the pull request accepts a baseline: if a workflow of the repository says so. */

const WORKFLOWS = '.github/workflows'
const MAX_WORKFLOWS = 100
const ACCEPT = `${REPOSITORY.split('/')[1]?.toLowerCase()}/accept`

const workflow = z.object({
  on: z.unknown(),
  jobs: z.record(
    z.string(),
    z.object({
      steps: z
        .array(
          z.object({
            uses: z.string().optional(),
          }),
        )
        .default([]),
    }),
  ),
})

/**
 * Who reads a comment of this step. To be asked before anything foreign runs: the files are read as they are. A
 * workflow that cannot be read takes no comment.
 */
export async function readerOf({
  run,
  action,
  event,
  git,
}: Call): Promise<(report: Report) => Reader> {
  const isPublic = action.githubToken && event.pullRequest !== null && action.comment !== 'never'
  const isTaken = isPublic ? await takesComments(run.cwd, git).catch(() => false) : false
  return ({ pending }) =>
    isTaken && pending
      ? { ...ANYBODY, comment: `/lddpr accept ${shortDigest(pending.digest)}` }
      : ANYBODY
}

async function takesComments(cwd: string, git: Call['git']): Promise<boolean> {
  const place = await findPlace(resolve(cwd), git)
  const root = place?.root ?? (git.look === 'upwards' ? resolve(cwd) : git.workspace)
  const files = new Repository(root)
  const names = files.list(WORKFLOWS).flatMap(({ name, directory }) => (directory ? [] : name))
  for (const name of names.filter(each => /\.ya?ml$/.test(each)).slice(0, MAX_WORKFLOWS)) {
    const text = textOf(files, `${WORKFLOWS}/${name}`)
    // Most workflows are about something else, and need no reading as YAML.
    if (/issue_comment/.test(text) && /accept/.test(text) && isAboutComments(text)) return true
  }
  return false
}

function textOf(files: Repository, path: string): string {
  try {
    return files.read(path) ?? ''
  } catch {
    return ''
  }
}

/** A job with a step of `accept/`, started by a new comment. */
function isAboutComments(text: string): boolean {
  const read = () => {
    try {
      return workflow.safeParse(yaml.parse(text))
    } catch {
      return null
    }
  }
  const found = read()
  if (!found?.success || !startsOnComments(found.data.on)) return false
  return Object.values(found.data.jobs).some(({ steps }) =>
    steps.some(({ uses = '' }) => isAccept(uses)),
  )
}

/** `issue_comment` alone, in a list, or with types among which is `created`. */
function startsOnComments(on: unknown): boolean {
  if (on === 'issue_comment') return true
  if (Array.isArray(on)) return on.includes('issue_comment')
  const events = z.record(z.string(), z.unknown()).safeParse(on)
  if (!events.success || !('issue_comment' in events.data)) return false
  const options = z
    .object({ types: z.union([z.string(), z.array(z.string())]) })
    .safeParse(events.data.issue_comment)
  return !options.success || [options.data.types].flat().includes('created')
}

/** Also a copy of it that somebody else publishes. */
const isAccept = (uses: string) =>
  uses.split('@')[0]?.split('/').slice(1).join('/').toLowerCase() === ACCEPT
