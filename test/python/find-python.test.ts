import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { askPython, findPython } from '../../src/python/find-python.ts'
import { temporary } from '../../support/lddpr.ts'

/** Programs that answer as a Python of some version does. */
let place: Awaited<ReturnType<typeof temporary>>
beforeAll(async () => {
  place = await temporary()
})
afterAll(() => place[Symbol.asyncDispose]())

let directories = 0
/** The Python that is found for a repository of these files. */
async function find(pythons: Record<string, string>, files: Record<string, string> = {}) {
  const bin = join(place.path, `bin-${directories++}`)
  await mkdir(join(bin, 'repository/sub'), { recursive: true })
  for (const [name, version] of Object.entries(pythons)) {
    const answer = `${bin}/${name}\\n${version}\\nlinux-x86_64\\nbuild`
    await writeFile(join(bin, name), `#!/bin/sh\nprintf '${answer}'\n`)
    await chmod(join(bin, name), 0o755)
  }
  const cwd = join(bin, 'repository')
  const all = { 'sub/requirements.txt': 'torch\n', ...files }
  for (const [name, text] of Object.entries(all)) await writeFile(join(cwd, name), text)
  const pins = await readPins(cwd, { manifest: 'sub/requirements.txt' })
  if (!pins) throw new Error('there are no pins')
  const surroundings = { cwd, env: { PATH: bin }, progress: () => {} }
  const python3 = await askPython('python3', surroundings)
  const base = await findPython(pins, { python3, uv: false, download: false }, surroundings)
  return base.path.replace(`${bin}/`, '')
}

const SEVERAL = {
  python3: '3.11.7',
  'python3.10': '3.10.1',
  'python3.12': '3.12.4',
  'python3.13': '3.13.0',
}

describe('the Python of an environment', () => {
  const requires = (range: string) => ({
    'pyproject.toml': `[project]\nname = "x"\nrequires-python = "${range}"\n`,
  })
  const poetry = (python: string) => ({
    'pyproject.toml': `[tool.poetry]\ndependencies = { python = "${python}" }\n`,
  })

  // biome-ignore format: a table
  test.each<[string, Record<string, string>, string]>([
    ['the first on the path', {}, 'python3'],
    ['if the project allows it', requires('>=3.10'), 'python3'],
    ['else another that it allows', requires('>=3.12'), 'python3.12'],
    ['as Poetry writes it', poetry('^3.12'), 'python3.12'],
    ['with a prefix alone', poetry('3.12'), 'python3.12'],
    ['with a prefix alone, as conda writes it', { 'environment.yml': 'dependencies: [python=3.12=h1_0]' }, 'python3.12'],
    ['from another file', { 'setup.cfg': '[options]\npython_requires = <3.11\n' }, 'python3.10'],
    ['what .python-version names', { ...requires('>=3.10'), 'sub/.python-version': '3.13\n' }, 'python3.13'],
    ['above the file', { ...requires('>=3.10'), '.python-version': 'cpython-3.12.9\n' }, 'python3.12'],
    ['unless the project forbids it', { ...requires('<3.13'), '.python-version': '3.13\n' }, 'python3'],
    ['unless it cannot be read', { ...requires('>=3.10'), '.python-version': '#'.repeat(2 ** 21) }, 'python3'],
    ['what is not understood is left to the tool', requires('some day'), 'python3'],
  ])('%s', async (_, files, found) => {
    expect(await find(SEVERAL, files)).toBe(found)
  })

  test('none that suits is one clear error with what was found', async () => {
    await expect(find({ python3: '3.11.7' }, requires('<3.11'))).rejects.toThrow(
      /sub\/requirements.txt needs Python <3.11 \(pyproject.toml\), and the probe >=3.10, found 3.11.7 \(.*python3\) on the path; .*with python/,
    )
    await expect(find({ python3: '3.9.1' })).rejects.toThrow(/>=3.10, found 3.9.1/)
    await expect(find({})).rejects.toThrow(/found none on the path/)
  })
})
