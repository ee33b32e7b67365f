import { copyFile, link, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { compare, gt, lt, valid } from '@renovatebot/pep440'
import * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import { aboutLeft, runForeign } from '../lib/foreign/run.ts'
import { parseJson } from '../lib/json.ts'
import { withoutSecrets } from '../lib/variables.ts'
import { PYTORCH_CPU_INDEX, partsOf } from '../model/torch-build.ts'
import type { Interpreter, World } from '../model/world.ts'
import { targetFor } from '../pins/index.ts'
import { cpuWheels, type Wheel } from '../python/torch-index.ts'
import { FAMILY } from '../python/torch-packages.ts'

const distributionSchema = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  /** Tells it from another build of the same version; empty where the installer has left no list. */
  build: z.string(),
  /** The directory that the paths are relative to. */
  root: z.string().min(1),
  /** Null where the installer has left no list of them. */
  files: z.array(z.string()).nullable(),
})
export type Distribution = z.infer<typeof distributionSchema>

const installedSchema = z.object({
  /** The Python from which environments can be made. */
  python: z.string().min(1),
  version: z.string().min(1),
  /** Stands in the names of compiled files: `cpython-311`. */
  tag: z.string().min(1),
  distributions: z.array(distributionSchema),
})
export type Installed = z.infer<typeof installedSchema>

/** The first of a name wins, as it does on the path. */
const SCRIPT = `
import hashlib, json, re, sys
from importlib.metadata import distributions
def build(each):
    rows = (each.read_text("RECORD") or "").splitlines()
    own = re.compile(r"[.][.]|.*[.]dist-info/(INSTALLER|REQUESTED|RECORD|direct_url|uv_)")
    kept = sorted(row for row in rows if ",sha256=" in row and not own.match(row))
    return hashlib.sha256(",".join(kept).encode()).hexdigest() if kept else ""
found = {}
paths = sys.argv[1:]
for each in distributions(path=paths) if paths else distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and name not in found:
        files = each.files
        found[name] = {
            "name": name,
            "version": each.version,
            "build": build(each),
            "root": str(each.locate_file("")),
            "files": None if files is None else [str(file) for file in files],
        }
python = getattr(sys, "_base_executable", sys.executable) or sys.executable
print(json.dumps({
    "python": python,
    "version": sys.version,
    "tag": sys.implementation.cache_tag,
    "distributions": list(found.values()),
}))
`

const SECONDS = 300
const PIP_SECONDS = 3600
const MAX_BYTES = 256 * 1024 * 1024
const LINKS_AT_ONCE = 256

/** Everything that an interpreter's environment holds, or some other directory, with its files. */
export async function installedIn(
  interpreter: Interpreter,
  { env }: Pick<World, 'env'>,
  { cwd, directory }: { cwd: string; directory?: string },
): Promise<Installed> {
  const [program, ...words] = interpreter
  const result = await runForeign({
    command: [program, ...words, '-I', '-c', SCRIPT, ...(directory ? [directory] : [])],
    cwd,
    env: withoutSecrets(env),
    seconds: SECONDS,
    limit: MAX_BYTES,
  })
  const command = interpreter.join(' ')
  if (result.status !== 0 || result.cut)
    throw wrongEnvironment(`'${command}' cannot say what it has installed`, result.stderr)
  return parseJson(installedSchema, result.stdout, `what '${command}' has installed`, 'environment')
}

const wrongEnvironment = (sentence: string, detail = '') =>
  new ExpectedError(sentence, { kind: 'environment', detail })

/** What pip prints, of the Python that environments are made from: it knows the user's index. */
async function pip(
  python: string,
  words: readonly string[],
  failure: string,
  { env, progress }: World,
): Promise<string> {
  const result = await runForeign({
    command: [python, '-m', 'pip', '--disable-pip-version-check', ...words],
    cwd: process.cwd(),
    env: withoutSecrets(env),
    seconds: PIP_SECONDS,
  })
  for (const sentence of aboutLeft('pip', result)) progress(sentence)
  if (result.status !== 0) throw wrongEnvironment(failure, result.all)
  return result.all
}

export async function fetchDistribution(
  name: string,
  version: string,
  directory: string,
  installed: Installed,
  world: World,
  torchIndex = PYTORCH_CPU_INDEX,
): Promise<Distribution> {
  world.progress(`installing ${name} ${version}`)
  const { python } = installed
  const wheel = await cpuWheelOf(name, version, installed, world, torchIndex)
  const what = wheel ? `${name} @ ${wheel.url}#sha256=${wheel.hash}` : `${name}==${version}`
  const words = ['install', '--quiet', '--no-deps', '--target', directory, what]
  await pip(python, words, `${name} ${version} cannot be installed`, world)
  const { distributions } = await installedIn([python], world, { cwd: directory, directory })
  const found = distributions.find(each => each.name === name)
  if (found) return found
  throw wrongEnvironment(`${name} ${version} was installed, and is not there`)
}

/** Beside a CPU build of torch belongs one of the other version: a build for CUDA would want libraries that are not there. */
async function cpuWheelOf(
  name: string,
  version: string,
  { version: python, distributions }: Pick<Installed, 'version' | 'distributions'>,
  { env }: World,
  index: string,
): Promise<Wheel | null> {
  const present = distributions.find(each => each.name === name)?.version ?? ''
  const isForCpu = [version, present].some(each => partsOf(each)[1] === 'cpu')
  if (!FAMILY.has(name) || !isForCpu) return null
  const target = targetFor(python.split(' ')[0] ?? '', thisPlatform(), { extras: [], groups: [] })
  const found = await cpuWheels({ index, name, release: partsOf(version)[0], target, env }).catch(
    () => [],
  )
  return found[0] ?? null
}

const thisPlatform = () => `${process.platform}-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}`

/** The releases of a package between two versions, in order; what the index does not offer is not among them. */
export async function releasesBetween(
  name: string,
  [from, to]: readonly [string, string],
  { python }: Installed,
  world: World,
): Promise<string[]> {
  const failure = `the releases of ${name} cannot be listed`
  const all = await pip(python, ['index', 'versions', name], failure, world)
  const listed = /^Available versions: (.*)$/m.exec(all)?.[1]
  if (!listed) throw wrongEnvironment(failure, all)
  const versions = listed.split(',').map(each => each.trim())
  return between(versions, from, to)
}

/** In the direction of the change, which may go back to an older version. */
export function between(versions: readonly string[], first: string, last: string): string[] {
  const [from, to] = [partsOf(first)[0], partsOf(last)[0]]
  if (!valid(from) || !valid(to)) return []
  const [low, high] = lt(from, to) ? [from, to] : [to, from]
  const inside = versions
    .filter(each => valid(each) && gt(each, low) && lt(each, high))
    .sort(compare)
  return lt(from, to) ? inside : inside.reverse()
}

/**
 * An environment of packages that other environments hold: their files are linked, so that it takes a
 * second and hardly any room, whatever their size, and needs no network. Nothing decides whether they go
 * together but Python itself.
 */
export async function compose(
  directory: string,
  { python, distributions, tag }: Installed,
  world: Pick<World, 'env'>,
): Promise<Interpreter> {
  const run = (...command: [string, ...string[]]) =>
    runForeign({ command, cwd: process.cwd(), env: withoutSecrets(world.env), seconds: SECONDS })
  const made = await run(python, '-I', '-m', 'venv', '--without-pip', directory)
  if (made.status !== 0) throw wrongEnvironment(`'${python} -m venv' failed`, made.all)
  const windows = process.platform === 'win32'
  const interpreter = join(directory, windows ? 'Scripts/python.exe' : 'bin/python')
  const script = "import sysconfig; print(sysconfig.get_path('purelib'))"
  const site = (await run(interpreter, '-I', '-c', script)).stdout.trimEnd()
  const files = distributions.flatMap(each =>
    filesOf(each, tag).map(file => [join(each.root, file), join(site, file)]),
  )
  const directories = new Set(files.map(([, to = '']) => dirname(to)))
  for (const each of directories) await mkdir(each, { recursive: true })
  for (let index = 0; index < files.length; index += LINKS_AT_ONCE)
    await Promise.all(
      files.slice(index, index + LINKS_AT_ONCE).map(([from = '', to = '']) => linkOrCopy(from, to)),
    )
  return [interpreter]
}

/** What lies beside the packages, such as programs for the shell, is not needed to import them. */
function filesOf({ name, version, files }: Distribution, tag: string): string[] {
  if (files) {
    const within = files.filter(file => !/^(\.\.|[/\\])|:/.test(file))
    // Compiled once, whether or not the installer has listed it: all of torch takes long.
    const compiled = within
      .filter(file => file.endsWith('.py'))
      .map(file => join(dirname(file), '__pycache__', `${basename(file, '.py')}.${tag}.pyc`))
    return [...new Set([...within, ...compiled])]
  }
  throw wrongEnvironment(
    `${name} ${version} has no list of its files, as conda's packages and links to sources have none: ` +
      'bisect puts environments together from what pip or uv has installed',
  )
}

/** A file that two packages share is linked once; one that is listed and not there is left out. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOENT') return
    await copyFile(from, to)
  }
}
