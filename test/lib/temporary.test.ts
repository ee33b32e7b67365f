import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { temporaryDirectory } from '../../src/lib/temporary.ts'
import { temporary } from '../../support/lddpr.ts'

test('a place that is not there is one sentence with what to set', async () => {
  const error = await temporaryDirectory('/nonexistent/tmp').catch(error => error)
  expect(error).toBeInstanceOf(ExpectedError)
  expect(error.message).toBe(
    'cannot make a temporary directory in /nonexistent/tmp: it does not exist; ' +
      'set TMPDIR (on a runner, RUNNER_TEMP) to a directory that is there and can be written to',
  )
})

test('a file in its place, too', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'file'), '')
  await expect(temporaryDirectory(join(place.path, 'file'))).rejects.toThrow(
    /: a part of the path is not a directory; set TMPDIR/,
  )
})
