import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { Committed } from '../../src/baseline/committed.ts'
import { readPending } from '../../src/baseline/files.ts'
import { readSuite } from '../../src/probe/config.ts'
import { temporary } from '../../support/lddpr.ts'

/** What a pull request may put in place of its own files. What is wrong in one is quoted in a report. */

const SECRET = 'hunter2 and more'

async function repository() {
  const place = await temporary()
  const directory = join(place.path, 'repository/.lddpr')
  await mkdir(directory, { recursive: true })
  const outside = join(place.path, 'credentials.json')
  await writeFile(outside, SECRET)
  return { ...place, directory, outside, [Symbol.asyncDispose]: place[Symbol.asyncDispose] }
}

const read = (directory: string) => Committed.read(directory, dirname(directory))

const READERS = [
  ['cpu-x2.json', async (directory: string) => (await read(directory)).baseline('cpu-x2')],
  [
    'config.yml',
    async (directory: string) => readSuite('quick', (await read(directory)).config, 2),
  ],
] as const

test.each(READERS)('%s that is a link out of its directory is not read', async (name, read) => {
  await using place = await repository()
  await symlink(place.outside, join(place.directory, name))
  const failed = read(place.directory)
  await expect(failed).rejects.toThrow('a link that leads out of it')
  await expect(failed).rejects.not.toThrow(SECRET.slice(0, 5))
})

test.each(READERS)('%s that is a link within its directory is read', async (name, read) => {
  await using place = await repository()
  await writeFile(join(place.directory, 'other'), 'not what it must be: [')
  await symlink('other', join(place.directory, name))
  await expect(read(place.directory)).rejects.toThrow(/is not (JSON|YAML)/)
})

test.each(READERS)('%s is not read if it is too large, or no file', async (name, read) => {
  await using place = await repository()
  await writeFile(join(place.directory, name), '')
  await truncate(join(place.directory, name), 2 ** 40)
  await expect(read(place.directory)).rejects.toThrow(
    /expected at most \d+ bytes, found 1099511627776/,
  )
  await using other = await repository()
  await mkdir(join(other.directory, name))
  await expect(read(other.directory)).rejects.toThrow(/it is (not a file|a directory)/)
})

test('a pending baseline is not read if it is too large', async () => {
  await using place = await repository()
  await truncate(place.outside, 2 ** 40)
  await expect(readPending(place.outside)).rejects.toThrow(/expected at most \d+ bytes/)
})
