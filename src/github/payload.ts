import { readFile } from 'node:fs/promises'
import { InputError } from '../errors.ts'
import { reason } from '../json.ts'

/** What the runner says of the event. It is read as it stands; each event has its schema. */
export async function readPayload(env: NodeJS.ProcessEnv): Promise<unknown> {
  const file = env.GITHUB_EVENT_PATH
  if (!file) return {}
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new InputError(`cannot read the event's payload ${file}: ${reason(error)}`)
  }
}
