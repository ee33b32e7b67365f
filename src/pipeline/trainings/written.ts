import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Which files of a repository came or changed while a training ran: it says where the training writes. */

/** Directories that nobody wants to hear of. */
const PASSED = new Set(['.git', '.venv', 'venv', 'node_modules', '__pycache__', '.tox', '.cache'])
const isPassed = (name: string) => PASSED.has(name) || name.endsWith('.egg-info')
const MOST_FILES = 50_000
const MOST_NAMED = 5

/** By path: size and time. Null where there are too many to look at. */
export type Seen = ReadonlyMap<string, string> | null

export function filesBelow(root: string, leaveOut: readonly string[]): Seen {
  const found = new Map<string, string>()
  const left = new Set(leaveOut)
  const visit = (within: string): boolean => {
    for (const entry of entriesIn(join(root, within))) {
      const path = within ? `${within}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        if (isPassed(entry.name) || left.has(join(root, path))) continue
        if (!visit(path)) return false
      } else {
        const stat = statSync(join(root, path), { throwIfNoEntry: false })
        if (stat?.isFile()) found.set(path, `${stat.size} ${stat.mtimeMs}`)
        if (found.size > MOST_FILES) return false
      }
    }
    return true
  }
  return visit('') ? found : null
}

function entriesIn(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return [] // it may be gone by now, or closed to us
  }
}

/** `The training finetune wrote in the repository: lightning_logs/ (12 files), last.ckpt.` */
export function writtenInWords(name: string, before: Seen, now: Seen): string[] {
  if (!before || !now) return []
  const paths = [...now].filter(([path, state]) => before.get(path) !== state).map(([path]) => path)
  const groups = [...Map.groupBy(paths, path => path.split('/')[0] ?? path)].map(
    ([top, members]) =>
      members.length > 1 ? `${top}/ (${members.length} files)` : (members[0] ?? top),
  )
  if (groups.length === 0) return []
  const more = groups.length > MOST_NAMED ? ` and ${groups.length - MOST_NAMED} more` : ''
  return [
    `The training ${name} wrote in the repository: ${groups.slice(0, MOST_NAMED).join(', ')}${more}.`,
  ]
}
