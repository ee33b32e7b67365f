import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

/**
 * Environments of real projects: each lies over one base that has torch for CPUs, so that a dozen of them fit on a disk.
 * What is there already, with the same packages, is taken as it is.
 */

const BASE = [
  'torch==2.13.0',
  'torchvision==0.28.0',
  'lightning==2.6.6',
  'pytorch-lightning==2.6.6',
  'numpy==2.4.6',
  'jsonargparse[signatures]',
  'tensorboard',
]
/** What no project may replace: PyPI has other builds and newer releases, of gigabytes. */
const KEPT = BASE.slice(0, 2)
const SITE = 'lib/python3.11/site-packages'

export interface Environments {
  /** The directory of an environment with these packages; `whole` has all it needs in itself, and no base. */
  make(name: string, packages: readonly string[], whole?: boolean): Promise<string>
}

export function environmentsIn(
  directory: string,
  progress: (message: string) => void,
): Environments {
  const make = async (
    name: string,
    packages: readonly string[],
    whole: boolean,
  ): Promise<string> => {
    if (packages.length === 0) return base()
    const place = join(directory, name)
    const marker = join(place, 'packages.json')
    const wanted = JSON.stringify(packages)
    if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return place
    progress(`${name}: an environment with ${packages.join(', ')}`)
    await rm(place, { recursive: true, force: true })
    await mkdir(directory, { recursive: true })
    await execa('python3', ['-m', 'venv', place])
    const kept = join(place, 'kept.txt')
    await writeFile(kept, whole ? '' : `${KEPT.join('\n')}\n`)
    if (!whole && name !== 'base')
      await writeFile(join(place, SITE, 'base.pth'), `${join(await base(), SITE)}\n`)
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--constraint', kept]
    await execa(join(place, 'bin/python'), [...pip, ...packages])
    if (name === 'base') await loadable(place)
    await writeFile(marker, wanted)
    return place
  }
  let made: Promise<string> | undefined
  const base = (): Promise<string> => {
    made ??= make('base', BASE, false)
    return made
  }
  return { make: (name, packages, whole = false) => make(name, packages, whole) }
}

/**
 * The torchvision of PyPI is built for CUDA, and does not load beside a torch for CPUs: its own operators are missing,
 * which it is told not to register shapes for.
 */
async function loadable(place: string): Promise<void> {
  const file = join(place, SITE, 'torchvision/__init__.py')
  const text = await readFile(file, 'utf8')
  const changed = text.replace(/\n\s*_meta_registrations,[^\n]*/, '')
  if (changed === text) throw new Error('torchvision imports no _meta_registrations any more')
  await writeFile(file, changed)
}
