import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { survivors, temporary } from '../../support/lddpr.ts'

/** Building a package runs its code; what that starts does not outlive the installer. */

/** A build backend of the package's own, which needs nothing from anywhere. */
const BACKEND = `
import base64, hashlib, os, subprocess, sys, zipfile
subprocess.Popen(
    [sys.executable, "-c", "import os, time; open('FILE', 'w').write(str(os.getpid())); time.sleep(600)"],
    start_new_session=True, OPTIONS,
)
while not os.path.exists("FILE"): pass
def build_wheel(directory, settings=None, metadata=None):
    info = "daemonic-1.dist-info/"
    files = {
        "daemonic.py": "",
        info + "METADATA": "Metadata-Version: 2.1\\nName: daemonic\\nVersion: 1\\n",
        info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{file},,\\n" for file in [*files, info + "RECORD"])
    name = "daemonic-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
        for file, text in {**files, info + "RECORD": record}.items(): wheel.writestr(file, text)
    return name
`
const PROJECT = `[project]
name = "daemonic"
version = "1"
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
`

test.for([
  // pip waits for whoever has the streams of a build: the daemon is ended so that pip goes on.
  ['that has its streams', 'env=os.environ'],
  ['that hides', 'env={}, stdin=-3, stdout=-3, stderr=-3'],
])('a daemon of a package that is built, %s', async ([, options = '']) => {
  await using place = await temporary()
  const file = join(place.path, 'daemon')
  const directory = join(place.path, 'daemonic-1')
  await mkdir(directory)
  await writeFile(join(directory, 'pyproject.toml'), PROJECT)
  const backend = BACKEND.replaceAll('FILE', file).replace('OPTIONS', options)
  await writeFile(join(directory, 'backend.py'), backend)
  await writeFile(
    join(directory, 'PKG-INFO'),
    'Metadata-Version: 2.1\nName: daemonic\nVersion: 1\n',
  )
  await execa('tar', ['-czf', 'daemonic-1.tar.gz', 'daemonic-1'], { cwd: place.path })
  await writeFile(join(place.path, 'requirements.txt'), 'daemonic==1\n')
  const notices: string[] = []
  await prepareInterpreter(await readPins(place.path, { manifest: 'requirements.txt' }), true, {
    cwd: place.path,
    env: {
      PATH: process.env.PATH,
      LDDPR_CACHE: join(place.path, 'cache'),
      PIP_NO_INDEX: '1',
      PIP_FIND_LINKS: place.path,
    },
    progress: () => {},
    notice: sentence => notices.push(sentence),
  })
  const pid = await readFile(file, 'utf8')
  expect(notices).toEqual([
    expect.stringMatching(`^The installer left processes running; they are ended: .*\\(${pid}\\)`),
  ])
  expect(await survivors(place.path)).toEqual([])
})
