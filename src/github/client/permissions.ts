import type { ActionInputs } from '../../pipeline/inputs.ts'
import type { Event } from '../run/event.ts'
import { type HttpError, isHttpError, isRateLimit } from './retry.ts'

/** What GitHub says to a token that may do it, where something else is in the way. */
const OTHER_REASON = /locked|archived|spam|disabled/i

/** What to do about a failure to publish, where that is known. */
export function advise(error: unknown, event: Event, inputs: ActionInputs): string {
  if (!isHttpError(error)) return 'The report is in the job summary.'
  if (error.status === 401) return 'The github-token is not valid, or not any more.'
  if (!isForbidden(error)) return 'The report is in the job summary.'
  if (event.isFork)
    return 'A pull request from a fork gets a token that can only read. The report is in the job summary.'
  return `The job needs these permissions in its workflow:\n\n${permissionsFor(inputs)}`
}

/** GitHub also says 404 where the token may not know that something exists. */
const isForbidden = (error: HttpError) =>
  (error.status === 403 || error.status === 404) &&
  !isRateLimit(error) &&
  !OTHER_REASON.test(error.message)

/** Named in full: a `permissions:` block takes away all that it does not name. */
function permissionsFor({ comment }: ActionInputs): string {
  const lines = [
    'permissions:',
    '  contents: read',
    ...(comment === 'never' ? [] : ['  pull-requests: write']),
  ]
  return lines.join('\n')
}
