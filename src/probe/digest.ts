import { createHash } from 'node:crypto'
import { wrongInput } from '../lib/errors.ts'
import { parseJson, readPresent } from '../lib/json.ts'
import { type Handed, handedSchema } from '../model/handed.ts'
import { otherKind } from '../model/kinds.ts'

/** A record as it goes from the one who measures to the one who judges, held by the digest of its bytes. */

const MAX_BYTES = 256 * 1024 * 1024
const SHOWN = 16

/** What `sha256sum` prints for a file with this text. */
export const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** A record from a file; from that file only whose digest is named, if one is. */
export async function readRecord(
  file: string,
  { digest = '', input, limit = MAX_BYTES }: { digest?: string; input: string; limit?: number },
): Promise<Handed> {
  const text = await readPresent(file, limit)
  const found = digestOf(text)
  if (digest && found !== digest.toLowerCase())
    throw wrongInput(
      input,
      `expected ${digest.slice(0, SHOWN)}…, found ${found.slice(0, SHOWN)}… in ${file}: ` +
        'this is not the file that was recorded; get it from the run that gave the digest, or record again',
    )
  return parseJson(handedSchema, text, file, 'input', value => otherKind(value, 'record'))
}
