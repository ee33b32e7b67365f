import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { parseJson, reason } from '../lib/json.ts'
import type { Interpreter, Surroundings } from '../model/world.ts'
import { takeStep } from './interpreter.ts'
import { venvPython } from './recipe.ts'
import { ask } from './run.ts'

/**
 * A project is installed into an environment of its own that lies over another one: it sees the packages of that one,
 * whose files stay as they are. It is made each time, for a build may read anything.
 */

const placeSchema = z.object({
  /** The Python that environments are made from. */
  base: z.string().min(1),
  packages: z.array(z.string().min(1)),
  scripts: z.string().min(1),
  hasPip: z.boolean(),
})
type Place = z.infer<typeof placeSchema>

const SCRIPT = `
import json, sys, sysconfig
from importlib.util import find_spec
paths = sysconfig.get_paths()
print(json.dumps({
    "base": getattr(sys, "_base_executable", None) or sys.executable,
    "packages": sorted({paths["purelib"], paths["platlib"]}),
    "scripts": paths["scripts"],
    "hasPip": find_spec("pip") is not None,
}))
`
const SECONDS = 120
/** Files of a path are read in the order of their names: what a project adds comes before what lies below. */
const LINK = 'zzz-lddpr.pth'
/** A program of an environment is a few lines that begin with its interpreter. */
const MOST_BYTES = 64 * 1024

/**
 * The interpreter of a new environment over that of another one, with the projects of these directories in it. They
 * are linked, not copied: their code is read where it lies.
 */
export async function layerOver(
  interpreter: Interpreter,
  projects: readonly string[],
  directory: string,
  surroundings: Surroundings,
): Promise<Interpreter> {
  const place = await placeOf(interpreter, surroundings)
  await takeStep(
    { command: [place.base, '-I', '-m', 'venv', '--without-pip', directory] },
    surroundings,
  )
  const python = venvPython(directory)
  const own = await placeOf([python], surroundings)
  const [site = directory] = own.packages
  const lines = place.packages.map(path => `import site; site.addsitedir(${JSON.stringify(path)})`)
  await write(join(site, LINK), `${lines.join('\n')}\n`)
  await takePrograms(place, own, python)
  for (const project of projects) {
    surroundings.progress(`installing ${project} for a training`)
    const path = resolve(surroundings.cwd, project)
    const command = await installerFor(python, place, surroundings)
    await takeStep({ command: [...command, '--no-deps', '--editable', path] }, surroundings)
  }
  return [python]
}

async function placeOf(interpreter: Interpreter, { cwd, env }: Surroundings): Promise<Place> {
  const [program, ...words] = interpreter
  const result = await runForeign({
    command: [program, ...words, '-I', '-c', SCRIPT],
    cwd,
    env,
    seconds: SECONDS,
  })
  const name = interpreter.join(' ')
  if (result.status === 0 && !result.cut)
    return parseJson(placeSchema, result.stdout, `what '${name}' says of itself`, 'environment')
  throw new ExpectedError(`'${name}' cannot say where its packages are`, {
    kind: 'environment',
    detail: result.stderr,
  })
}

/** Programs such as `torchrun`, which begin with the interpreter of the environment below. */
async function takePrograms(from: Place, to: Place, python: string): Promise<void> {
  const present = new Set(await readdir(to.scripts))
  const below = (await readdir(from.scripts).catch(() => [])).filter(name => !present.has(name))
  for (const name of below) {
    const path = join(from.scripts, name)
    const found = await stat(path).catch(() => null)
    if (!found?.isFile() || found.size > MOST_BYTES) continue
    const text = await readFile(path, 'utf8')
    const end = text.indexOf('\n')
    if (!text.startsWith('#!') || !text.slice(0, end).includes(dirname(from.scripts))) continue
    await write(join(to.scripts, name), `#!${python}${text.slice(end)}`)
    await chmod(join(to.scripts, name), 0o755)
  }
}

/** Throws for a directory that no installer takes. */
export async function mustBeProject(cwd: string, name: string): Promise<void> {
  const files = await readdir(resolve(cwd, name)).catch(error => {
    throw new ExpectedError(`project: expected a directory, found ${name}: ${reason(error)}`)
  })
  if (files.includes('pyproject.toml') || files.includes('setup.py')) return
  throw new ExpectedError(
    `project: expected a directory with a pyproject.toml or a setup.py, found ${name} without; leave it out if its code needs no installation`,
  )
}

/** uv, or the first pip that is there. */
async function installerFor(
  python: string,
  { base, hasPip }: Place,
  surroundings: Surroundings,
): Promise<[string, ...string[]]> {
  if ((await ask(['uv', '--version'], surroundings)) !== null)
    return ['uv', 'pip', 'install', '--python', python]
  const quiet = ['--no-input', '--disable-pip-version-check']
  if (hasPip) return [python, '-m', 'pip', 'install', ...quiet]
  if ((await ask([base, '-I', '-m', 'pip', '--version'], surroundings)) !== null)
    return [base, '-m', 'pip', '--python', python, 'install', ...quiet]
  throw new ExpectedError('project: neither uv nor pip is there to install it; install uv', {
    kind: 'environment',
  })
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch(error => {
    throw new ExpectedError(`cannot write ${file}: ${reason(error)}`, { kind: 'environment' })
  })
}
