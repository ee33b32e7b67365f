import type { Report } from '../../model/report.ts'
import type { ActionInputs } from '../../pipeline/inputs.ts'
import type { Reader } from '../../report/commands.ts'
import { markdown } from '../../report/markdown.ts'
import type { Api } from '../client/api.ts'
import { advise } from '../client/permissions.ts'
import { describeFailure } from '../client/retry.ts'
import type { Event } from '../run/event.ts'
import type { Runner } from '../run/runner.ts'
import { commentBody } from './body.ts'
import { type CommentState, textDigest } from './hidden-state.ts'
import { placeComment } from './place.ts'

/** Comments on the pull request, if there is one. Returns the address of the comment, null if there is none. */
export async function publishComment(
  api: Api | null,
  report: Report,
  reader: Reader,
  inputs: ActionInputs,
  event: Event,
  { say, warn }: Runner,
): Promise<string | null> {
  const { comment: when, commentId: id } = inputs
  const { pullRequest } = event
  const obstacle =
    (when === 'never' && 'comment is never') ||
    (pullRequest === null &&
      (event.name
        ? `the event ${event.name} belongs to no pull request`
        : 'the runner names no event, so there is no pull request')) ||
    (!api && 'there is no github-token to write it with')
  if (obstacle || pullRequest === null || !api) {
    say(`no comment: ${obstacle}`)
    return null
  }
  try {
    const state = stateOf(report, markdown(report), event)
    const body = commentBody(bytes => markdown(report, bytes, reader), id, state, event)
    const isQuiet = report.verdict === 'match' && !report.accepted && !report.improvements.length
    const wanted = { id, pullRequest, when, isQuiet, body, state }
    const { url, line, warnings } = await placeComment(api, wanted)
    say(line)
    for (const warning of warnings) warn(warning)
    return url
  } catch (error) {
    warn(
      `the comment could not be written: ${describeFailure(error)}\n${advise(error, event, inputs)}`,
    )
    return null
  }
}

function stateOf(report: Report, text: string, event: Event): CommentState {
  const { runId, runAttempt, headSha: sha } = event
  return {
    runId,
    runAttempt,
    sha,
    digest: report.pending?.digest ?? null,
    class: report.pending && report.class,
    verdict: report.verdict,
    text: textDigest(text),
  }
}
