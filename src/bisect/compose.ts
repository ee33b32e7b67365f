import { copyFile, link, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Interpreter, World } from '../model/world.ts'
import type { Distribution, Installed } from './distributions.ts'

const AT_ONCE = 256
const SECONDS = 300

/**
 * An environment of packages that other environments hold: their files are linked, so that it takes a
 * second and hardly any room, whatever their size, and needs no network. Nothing decides whether they go
 * together but Python itself.
 */
export async function compose(
  directory: string,
  python: string,
  { distributions, tag }: Pick<Installed, 'distributions' | 'tag'>,
  world: Pick<World, 'env'>,
): Promise<Interpreter> {
  const run = (...command: [string, ...string[]]) =>
    runForeign({
      command,
      cwd: process.cwd(),
      env: withoutSecrets(world.env),
      seconds: SECONDS,
    })
  const made = await run(python, '-I', '-m', 'venv', '--without-pip', directory)
  if (made.status !== 0)
    throw new ExpectedError(`'${python} -m venv' failed`, { kind: 'environment', detail: made.all })
  const windows = process.platform === 'win32'
  const interpreter = join(directory, windows ? 'Scripts/python.exe' : 'bin/python')
  const script = "import sysconfig; print(sysconfig.get_path('purelib'))"
  const site = (await run(interpreter, '-I', '-c', script)).stdout.trimEnd()
  const files = distributions.flatMap(each =>
    filesOf(each, tag).map(file => [join(each.root, file), join(site, file)]),
  )
  const directories = new Set(files.map(([, to = '']) => dirname(to)))
  for (const each of directories) await mkdir(each, { recursive: true })
  for (let index = 0; index < files.length; index += AT_ONCE)
    await Promise.all(
      files.slice(index, index + AT_ONCE).map(([from = '', to = '']) => linkOrCopy(from, to)),
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
  throw new ExpectedError(
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
