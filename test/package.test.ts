import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { root } from '../support/python.ts'

/** `npx github:…` installs this repository as a package: with nothing else, and without building it. */

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
const chunks = (await readdir(join(root, 'dist'))).filter(name => name.endsWith('.js'))

/** What the statements of a chunk import, and what it asks for by `import()` or `require()`. */
function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\b[^;'"]*?(?:from )?["']([^"']+)["'];?$/gm)
  const calls = text.matchAll(/(?<![\w.$])(?:import|require|__require)\(["']([^"']+)["']\)/g)
  return [...statements, ...calls].map(([, name = '']) => name)
}

test.each(chunks)('dist/%s imports modules of Node and of dist alone', async name => {
  const imports = importsOf(await readFile(join(root, 'dist', name), 'utf8'))
  const foreign = imports.filter(
    each => !isBuiltin(each) && !(each.startsWith('./') && chunks.includes(each.slice(2))),
  )
  expect(foreign).toEqual([])
})

test('the imports of a chunk are found', () => {
  expect(
    importsOf(
      'import { a as b } from "x";\nimport "y";\nexport { c } from "./z.js";\nawait import("v"); __require("w")',
    ),
  ).toEqual(['x', 'y', './z.js', 'v', 'w'])
})

test('no other package is installed with it', () => {
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies'])
    expect(manifest).not.toHaveProperty(kind)
})

test('npm runs nothing and builds nothing to install it from git', () => {
  // With one of these scripts npm installs the devDependencies first, half a gigabyte.
  const scripts = ['build', 'prepare', 'prepack', 'preinstall', 'install', 'postinstall']
  expect(Object.keys(manifest.scripts).filter(name => scripts.includes(name))).toEqual([])
})

test('it has all that the program needs, and nothing to develop it', async () => {
  const { stdout } = await execa('npm', ['pack', '--dry-run', '--json'], { cwd: root })
  const [packed] = Object.values(JSON.parse(stdout)) as { files: { path: string }[] }[]
  const files = packed?.files.map(({ path }) => path) ?? []
  const probe = (await readdir(join(root, 'python-probe/lddpr'), { recursive: true })).filter(n =>
    /\.(py|json)$|\.dist-info\//.test(n),
  )
  expect(files.toSorted()).toEqual(
    [
      ...['LICENSE', 'README.md', 'package.json', 'dist/licenses.txt'],
      ...chunks.map(name => `dist/${name}`),
      ...probe.map(name => `python-probe/lddpr/${name}`),
    ].toSorted(),
  )
})
