import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describe as describePython, findPython } from '../../src/python/find-python.ts'
import { temporary } from '../support/lddpr.ts'

/** Programs that answer as a Python of some version does. */
let place: Awaited<ReturnType<typeof temporary>>
beforeAll(async () => {
  place = await temporary()
})
afterAll(() => place[Symbol.asyncDispose]())

let directories = 0
async function find(
  pythons: Record<string, string>,
  python: string | null,
  files: Record<string, string> = {},
) {
  const bin = join(place.path, `bin-${directories++}`)
  await mkdir(join(bin, 'repository/sub'), { recursive: true })
  for (const [name, version] of Object.entries(pythons)) {
    const answer = `${bin}/${name}\\n${version}\\nlinux-x86_64\\nbuild`
    await writeFile(join(bin, name), `#!/bin/sh\nprintf '${answer}'\n`)
    await chmod(join(bin, name), 0o755)
  }
  const cwd = join(bin, 'repository')
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  const pins = {
    ...{ manager: 'pip' as const, source: 'sub/requirements.txt', text: '', python },
    pins: { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null },
  }
  const surroundings = { cwd, env: { PATH: bin }, progress: () => {} }
  const python3 = await describePython('python3', surroundings)
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
  test.each([
    ['the first on the path', null, {}, 'python3'],
    ['if the project allows it', '>=3.10', {}, 'python3'],
    ['else another that it allows', '>=3.12', {}, 'python3.12'],
    ['as Poetry writes it', '^3.12', {}, 'python3.12'],
    ['with a prefix alone', '3.12', {}, 'python3.12'],
    ['from another file', '<3.11 (setup.cfg)', {}, 'python3.10'],
    ['what .python-version names', '>=3.10', { 'sub/.python-version': '3.13\n' }, 'python3.13'],
    ['above the file', '>=3.10', { '.python-version': 'cpython-3.12.9\n' }, 'python3.12'],
    ['unless the project forbids it', '<3.13', { '.python-version': '3.13\n' }, 'python3'],
    ['what is not understood is left to the tool', 'some day', {}, 'python3'],
  ])('%s', async (_, python, files, found) => {
    expect(await find(SEVERAL, python, files)).toBe(found)
  })

  test('none that suits is one clear error with what was found', async () => {
    await expect(find({ python3: '3.11.7' }, '<3.11 (pyproject.toml)')).rejects.toThrow(
      /sub\/requirements.txt needs Python <3.11 \(pyproject.toml\), and the probe >=3.10, found 3.11.7 \(.*python3\) on the path; .*--python/,
    )
    await expect(find({ python3: '3.9.1' }, null)).rejects.toThrow(/>=3.10, found 3.9.1/)
    await expect(find({}, null)).rejects.toThrow(/found none on the path/)
  })
})
