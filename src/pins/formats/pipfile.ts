import * as z from 'zod'
import type { Declarations } from '../declaration.ts'
import type { SourceFile } from '../source.ts'
import { shaped, table } from '../tables.ts'
import { dependencyTable, rowsOf } from './poetry.ts'

/** Pipfile: what Pipfile.lock was made from. */

const schema = z.object({
  packages: table(z.unknown()).optional(),
  'dev-packages': table(z.unknown()).optional(),
  requires: z
    .object({ python_version: z.string().optional(), python_full_version: z.string().optional() })
    .optional(),
})

export function readPipfile(file: SourceFile): Declarations {
  const value = file.parse('TOML', schema)
  const python = value.requires?.python_full_version ?? value.requires?.python_version
  const rows = (packages: unknown) =>
    // A bare version of a Pipfile is a range in PEP 440, never Poetry's caret.
    rowsOf(shaped(dependencyTable, packages ?? {}) ?? {})
  return {
    manager: 'pipenv',
    project: null,
    python: python ? { text: python, range: pythonRange(python) } : null,
    requirements: [
      ...rows(value.packages),
      ...rows(value['dev-packages']).map(row => ({
        ...row,
        under: { kind: 'group' as const, names: ['dev'] },
      })),
    ],
    notes: [],
  }
}

/** `3.10` is any 3.10.x. */
export const pythonRange = (version: string) =>
  `==${version}${version.split('.').length < 3 ? '.*' : ''}`
