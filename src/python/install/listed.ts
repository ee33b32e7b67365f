import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BasePython } from '../find-python.ts'
import {
  fromIndex,
  install,
  installer,
  type Job,
  placeOf,
  type Recipe,
  type Step,
  venv,
} from '../recipe.ts'
import type { Wanted } from '../wanted.ts'

/**
 * Environments from a list of what is wanted, by version and hash. What comes from an index of its own is a step of its own:
 * that index is asked for nothing else, and no other for it.
 */
export const fromList =
  (job: Job, base: BasePython, list: readonly Wanted[]): Recipe['build'] =>
  async directory => ({
    tool: installer(job),
    steps: [venv(job, base, directory), ...stepsOf(job, directory, list)],
  })

function stepsOf(job: Job, directory: string, list: readonly Wanted[]): Step[] {
  const groups = [...Map.groupBy(list, groupOf).values()]
  return groups.flatMap((group, at) => {
    const [first] = group
    const file = resolve(directory, `lddpr-requirements${at === 0 ? '' : `-${at + 1}`}.txt`)
    const options = [
      ...indexOptions(job, first?.place === 'index' ? first.index : null),
      // With some hashes and not others pip refuses.
      ...(first?.hashes.length ? ['--require-hashes'] : []),
    ]
    return [
      { write: file, text: `${group.map(each => lineOf(job, each)).join('\n')}\n` },
      install(job, directory, ['--no-deps', ...options, '-r', file]),
    ]
  })
}

const groupOf = ({ place, index, hashes }: Wanted) =>
  JSON.stringify([place === 'index' ? index : null, hashes.length > 0])

/** An index that is no address is a directory of packages. */
function indexOptions(job: Job, index: string | null): string[] {
  if (index === null) return []
  if (ADDRESS.test(index)) return fromIndex(job, index)
  return ['--no-index', '--find-links', resolve(placeOf(job).from, index)]
}

function lineOf(job: Job, { name, version, url, hashes, place }: Wanted): string {
  const head = place === 'index' ? `${name}==${version}` : `${name} @ ${addressOf(job, url ?? '')}`
  return [head, ...hashes.map(hash => `--hash=${hash}`)].join(' \\\n    ')
}

const addressOf = (job: Job, word: string) =>
  ADDRESS.test(word) ? word : pathToFileURL(resolve(placeOf(job).from, word)).href

const ADDRESS = /^(?:\w+\+)?[a-z]\w*:\/\/\S+$/i
const PATH = /^[\w./@~+-]+$/

/** The first that pip cannot read; what is written into a file for it must not end its line. */
export const oddIn = (list: readonly Wanted[]): Wanted | undefined =>
  list.find(
    ({ version, hashes, index, place, url }) =>
      !/^[\w.!+-]+$/.test(version) ||
      !hashes.every(hash => /^\w+:[0-9a-f]+$/.test(hash)) ||
      (index !== null && !isPlace(index)) ||
      (place !== 'index' && (url === null || !isPlace(url))),
  )

const isPlace = (word: string) => ADDRESS.test(word) || PATH.test(word)
