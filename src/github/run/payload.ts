import { readFile } from 'node:fs/promises'
import { ExpectedError } from '../../lib/errors.ts'
import { reason } from '../../lib/json.ts'

/** What the runner says of the event. It is read as it stands; each event has its schema. */
export async function readPayload(env: NodeJS.ProcessEnv): Promise<unknown> {
  const file = env.GITHUB_EVENT_PATH
  if (!file) return {}
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new ExpectedError(`cannot read the event's payload ${file}: ${reason(error)}`)
  }
}
