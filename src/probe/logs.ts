import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { ExpectedError, type Sentence } from '../lib/errors.ts'
import { hide } from '../lib/secrets.ts'

/** What the processes of a probe that failed have written, for somebody who wants to know more. */

export interface Log {
  name: string
  text: string
}

/** The likeliest to help first. */
const KINDS = [/^rank\d+\.traceback\.txt$/, /^output\.txt$/, /^parent\d+\.txt$/]
const MOST_FILES = 16
/** Of each, the end. */
const MOST_BYTES = 64 * 1024
const CUT = '[only the end of this file is kept]\n'

/** Where such a file is kept: `seeded-0.rank1.traceback.txt`. */
export const IS_LOG = /^([a-z0-9-]+\.)?(rank\d+\.traceback|output|parent\d+)\.txt$/

/** The file that a rank names behind its error. */
const NAMED = / \(traceback: ([^)]*)\)/g

/** A probe that failed, with what its processes have written. */
export class ProbeFailure extends ExpectedError {
  readonly logs: readonly Log[]

  constructor(sentence: Sentence, detail: string, logs: readonly Log[]) {
    // The directory of the file that a rank names is gone when somebody reads this.
    const clean = typeof sentence === 'string' ? sentence.replaceAll(NAMED, '') : sentence
    super(clean, { kind: 'probe', detail: detail.replaceAll(NAMED, '') })
    const path = typeof sentence === 'string' ? ([...sentence.matchAll(NAMED)][0]?.[1] ?? '') : ''
    const named = path.split('/').slice(-2).join('.')
    const isNamed = ({ name }: Log) => name === named
    this.logs = [...logs.filter(isNamed), ...logs.filter(log => !isNamed(log))]
  }
}

export async function collectLogs(directory: string): Promise<Log[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const found = entries
    .map(({ name, parentPath }) => ({
      path: join(parentPath, name),
      kind: KINDS.findIndex(kind => kind.test(name)),
    }))
    .map(each => ({ ...each, name: relative(directory, each.path).split(sep).join('.') }))
    .filter(({ kind, name }) => kind >= 0 && IS_LOG.test(name))
    .sort((a, b) => a.kind - b.kind || a.name.localeCompare(b.name))
  const logs: Log[] = []
  for (const { name, path } of found) {
    const text = await endOf(path)
    if (text.trim() && logs.length < MOST_FILES) logs.push({ name, text: hide(text) })
  }
  return logs
}

/** The end of a plain file: whatever else has its name was put there by a package. */
async function endOf(path: string): Promise<string> {
  try {
    await using file = await open(
      path,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    )
    const stat = await file.stat()
    if (!stat.isFile()) return ''
    const from = Math.max(0, stat.size - MOST_BYTES)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, from)
    const text = buffer.toString('utf8', 0, bytesRead)
    return from ? CUT + text.slice(text.indexOf('\n') + 1) : text
  } catch {
    return ''
  }
}
