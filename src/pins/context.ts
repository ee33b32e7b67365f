import { posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { PROBED, type Probed } from '../model/pins.ts'
import { constraintOf, type Declarations } from './declaration.ts'
import { projectReader } from './formats.ts'
import { manifestFormat, type Reading } from './reading.ts'
import type { Repository } from './repository.ts'
import { SourceFile } from './source.ts'
import { DEFAULT_PLATFORM } from './target.ts'

/** The ranges: the chosen file's own, and where it is silent those of the files around it. */

export interface Context {
  declarations: Declarations
  path: string
}

/** Files that say ranges where the chosen one is silent: the nearest first. */
const BESIDE = [
  'requirements.txt',
  'pyproject.toml',
  'setup.cfg',
  'environment.yml',
  'environment.yaml',
]

export function contextOf(repository: Repository, reading: Reading): Context[] {
  const { candidate, trail, lock, declarations } = reading
  if (lock && declarations) return [] // It is known what the lock was made from.
  const found: Context[] = []
  for (let directory = posix.dirname(candidate.path); ; directory = posix.dirname(directory)) {
    for (const name of BESIDE) {
      const path = posix.join(directory, name)
      if (trail.has(path)) continue
      const declarations = quietly(repository, path)
      if (declarations) found.push({ declarations, path })
    }
    if (directory === '.') return found
  }
}

/** What is read besides must not fail what is read for the answer. */
function quietly(repository: Repository, path: string): Declarations | null {
  try {
    const file = SourceFile.open(repository, path)
    const format = file && manifestFormat(file.base)
    if (!file || !format) return null
    return format.declare(file, {
      platform: DEFAULT_PLATFORM,
      readProject: projectReader(),
      manifest: null,
      pyproject: null,
      member: '.',
    })
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

export function constraintsOf(
  chosen: Reading,
  context: readonly Context[],
): Partial<Record<Probed, string>> {
  return Object.fromEntries(
    PROBED.flatMap(name => {
      const own = chosen.declarations ? constraintOf(name, chosen.declarations) : undefined
      if (own) return [[name, own]]
      for (const { declarations, path } of context) {
        const other = constraintOf(name, declarations)
        if (other) return [[name, `${other} (${path})`]]
        if (other === '' && own === undefined) return [[name, '']]
      }
      return own === undefined ? [] : [[name, own]]
    }),
  )
}

export function pythonOf({ python }: Reading, context: readonly Context[]): string | null {
  if (python) return python.text
  const other = context.find(({ declarations }) => declarations.python)
  return other ? `${other.declarations.python?.text} (${other.path})` : null
}
