import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { type Lock, settle } from '../lock.ts'
import { holds } from '../pep/markers.ts'
import { exactly } from '../pep/versions.ts'
import type { SourceFile } from '../source.ts'
import { table } from '../tables.ts'
import { pythonRange } from './pipfile.ts'

/** Pipfile.lock: `default` is what `pipenv install` takes; `develop` waits for `--dev`. */

const schema = z.object({
  _meta: z
    .object({
      requires: z
        .object({
          python_version: z.string().optional(),
          python_full_version: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
  default: table(
    z.object({ version: z.string().optional(), markers: z.string().optional() }),
  ).optional(),
})

export function readPipfileLock(file: SourceFile): Lock {
  const lock = file.parse('JSON', schema)
  const requires = lock._meta?.requires
  const python = requires?.python_full_version ?? requires?.python_version
  const packages = Object.entries(lock.default ?? {}).flatMap(([name, { version, markers }]) => {
    const exact = exactly(version ?? '')
    return exact ? [{ name: normalise(name), version: exact, markers }] : []
  })
  return {
    python: python ? { text: python, range: pythonRange(python) } : null,
    holds: new Set(packages.map(({ name }) => name)),
    versions: target => {
      const truth = (marker: string | undefined) => holds(marker, { target, extras: target.extras })
      const open = packages.filter(({ markers }) => truth(markers) === null)
      return settle(
        packages.filter(({ markers }) => truth(markers) === true),
        new Set(open.map(({ name }) => name)),
      )
    },
    notes: [],
  }
}
