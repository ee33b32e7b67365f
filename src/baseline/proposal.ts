import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { reason } from '../lib/json.ts'
import { isMachineType } from '../model/machine-type.ts'
import { IS_TRAINING, TRAININGS } from './training.ts'

/** Where the proposed baseline lies that somebody wants to accept. */

const PENDING = 'pending'

/** The file that an operand names, or the only one in a directory; without an operand that of the reports. */
export async function findProposal(operand: string | null, reports: string): Promise<string> {
  const place = operand ?? join(reports, PENDING)
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    if (operand === null) throw none(reports)
    const others = await proposalsIn(dirname(place))
    const there = others.length ? `; ${dirname(place)} has ${others.join(', ')}` : ''
    throw new ExpectedError(`cannot read ${place}: ${reason(found)}${there}`, { kind: 'file' })
  }
  if (!found.isDirectory()) return place
  for (const directory of [place, join(place, PENDING)]) {
    const [only, ...others] = await proposalsIn(directory)
    if (only === undefined) continue
    if (others.length === 0) return join(directory, only)
    throw new ExpectedError(
      `${directory} has ${others.length + 1} proposals, name one: ${[only, ...others].join(', ')}`,
    )
  }
  throw none(place)
}

const none = (place: string) =>
  new ExpectedError(
    `${place} has no proposed baseline; \`lddpr check\` writes one, unless its verdict is match or error`,
  )

async function proposalsIn(directory: string): Promise<string[]> {
  const namesIn = async (path: string) => (await readdir(path).catch(() => [])).sort()
  const own = (await namesIn(directory)).filter(
    name => name.endsWith('.json') && isMachineType(basename(name, '.json')),
  )
  const trainings = (await namesIn(join(directory, TRAININGS))).filter(name =>
    IS_TRAINING.test(name),
  )
  return [...own, ...trainings.map(name => join(TRAININGS, name))]
}
