import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepsDownloads } from '../../src/python/downloads.ts'
import { temporary } from '../../support/lddpr.ts'

test.each<[string, string[], NodeJS.ProcessEnv, boolean]>([
  ['where there is none, as on a hosted runner', [], {}, false],
  ['where there is an empty folder', ['.cache/pip'], {}, false],
  ['that somebody has filled', ['.cache/pip/http-v2'], {}, true],
  ['that a variable names', [], { PIP_CACHE_DIR: '/somewhere' }, true],
])('a cache of pip %s', async (_, directories, env, expected) => {
  await using home = await temporary()
  for (const name of directories) await mkdir(join(home.path, name), { recursive: true })
  expect(keepsDownloads('pip', { HOME: home.path, ...env })).toBe(expected)
})
