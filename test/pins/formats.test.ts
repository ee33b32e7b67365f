import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildOf, FORMATS, isReadForPins, limitOf, lockOf } from '../../src/pins/index.ts'
import { FIXTURES } from '../../support/pins/fixtures.ts'
import { root } from '../../support/python.ts'

/** A format is one file and one row: nothing else of src/ knows the names of its files. */

const LOCKS = FORMATS.filter(format => 'lock' in format)
const src = join(root, 'src')

describe.each(FORMATS)('$file', format => {
  const { file, pattern, reason, build } = format
  const name = file.replace('*', '-train')

  test('has all parts', () => {
    expect(name).toMatch(pattern)
    expect(FORMATS.find(each => each.pattern.test(name))).toBe(format)
    for (const text of [reason, build.by, build.what]) expect(text).not.toBe('')
    expect(buildOf(name, null)).toBe(build)
    expect(limitOf(`projects/train/${name}`)).toBeGreaterThanOrEqual(
      2 ** ('lock' in format ? 23 : 20),
    )
    expect(isReadForPins(`projects/train/${name}`)).toBe(true)
    if ('declare' in format) return
    expect(format.madeFrom).not.toEqual([])
    expect(lockOf(name)?.relock ?? null).toBe(format.relock)
    // A lock is installed by its entries, or by its own tool alone.
    expect(format.entries !== null).toBe(build.kind === 'lock' || build.kind === 'uv')
  })

  test('has a trap', () => {
    const paths = FIXTURES.flatMap(({ files }) => Object.keys(files))
    expect(paths.some(path => pattern.test(basename(path)))).toBe(true)
  })

  test('has a module of its own, which holds its row', async () => {
    const rows: string[] = []
    for await (const path of glob('pins/formats/*.ts', { cwd: src }))
      if ((await readFile(join(src, path), 'utf8')).includes(`  file: '${file}',`)) rows.push(path)
    expect(rows).toHaveLength(1)
  })
})

/** The description of an input needs an example. */
const MAY_NAME_LOCKS = ['pipeline/inputs.ts']

test('no file outside the formats names a lock', async () => {
  const names = LOCKS.map(({ file }) => file.replaceAll('.', '\\.'))
  const named = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`)
  const found: string[] = []
  for await (const path of glob('**/*.ts', { cwd: src }))
    if (!path.startsWith('pins/formats/') && named.test(await readFile(join(src, path), 'utf8')))
      found.push(path)
  expect(found).toEqual(MAY_NAME_LOCKS)
})
