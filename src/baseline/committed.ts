import { lstat, readdir } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import { asValue, ExpectedError, wrongInput } from '../lib/errors.ts'
import { readOwnText, reason } from '../lib/json.ts'
import { nearest } from '../lib/near.ts'
import { within } from '../lib/paths.ts'
import { isMachineType } from '../model/machine-type.ts'
import type { TrainingBaseline } from '../model/training-baseline.ts'
import { baselineFile, type KnownBaseline, MAX_BYTES, parseBaseline } from './files.ts'
import { IS_TRAINING, parseTrainingBaseline, TRAININGS, trainingFile } from './training.ts'

const CONFIG = 'config.yml'
const MAX_FILES = 200

/** What a repository has committed to be judged by, read once, before anything that it installs can run. */
export class Committed {
  readonly directory: string
  readonly #texts: Texts

  private constructor(directory: string, texts: Texts) {
    this.directory = directory
    this.#texts = texts
  }

  /** Reads a directory of baselines, which must lie in the working tree. */
  static async read(directory: string, tree: string): Promise<Committed> {
    const real = await within(directory, 'baseline', [tree], 'the working tree')
    return new Committed(directory, await textsIn(real, directory))
  }

  get classes(): string[] {
    return [...this.#texts.keys()]
      .filter(name => name.endsWith('.json') && !name.includes('/'))
      .map(name => basename(name, '.json'))
      .sort()
  }

  /** That of a training for a machine type; null if there is none. */
  training(name: string, className: string): TrainingBaseline | null {
    const file = trainingFile(name, className)
    const text = this.#text(file)
    if (text === null) return null
    const baseline = parseTrainingBaseline(text, join(this.directory, file))
    if (baseline.class === className && baseline.training.name === name) return baseline
    throw new ExpectedError(
      `the baseline ${join(this.directory, file)}: expected the training ${name} on ${className}, found another one`,
    )
  }

  baseline(className: string): KnownBaseline | null {
    const file = baselineFile(this.directory, className)
    const text = this.#text(basename(file))
    if (text === null) return null
    const baseline = parseBaseline(text, file)
    if (baseline.class === className) return { file, baseline }
    throw new ExpectedError(`the baseline ${file}: class: expected ${className}, found another one`)
  }

  /** Throws for a baseline that cannot be read, whichever machine type this run turns out to be. */
  mustBeReadable(): void {
    for (const name of this.classes) if (isMachineType(name)) this.baseline(name)
    for (const name of this.#texts.keys()) {
      if (!name.includes('/')) continue
      const [, training, className] = IS_TRAINING.exec(basename(name)) ?? []
      if (training && className) this.training(training, className)
    }
  }

  get config(): { file: string; text: string | null } {
    return { file: join(this.directory, CONFIG), text: this.#text(CONFIG) }
  }

  #text(name: string): string | null {
    const text = this.#texts.get(name)
    if (text instanceof ExpectedError) throw text
    return text ?? null
  }

  async mustBeUnchanged(): Promise<void> {
    const now = await textsIn(this.directory, this.directory).catch((): Texts => new Map())
    const names = [...new Set([...this.#texts.keys(), ...now.keys()])].sort()
    const changed = names.filter(name => String(this.#texts.get(name)) !== String(now.get(name)))
    if (changed.length === 0) return
    throw new ExpectedError(
      `the packages have changed ${this.directory}: expected ${changed.join(', ')} as committed, found other content after they ran; ` +
        'find out which package writes there before you trust it',
      { kind: 'environment' },
    )
  }
}

/** `config.yaml`, `.config.yml`, `confg.yml`: without a word its author would believe that it counts. */
const isMeantAsConfig = (name: string) =>
  name !== CONFIG &&
  (/^\.?config\.(ya?ml|json|toml)$/i.test(name) ||
    (/\.ya?ml$/i.test(name) && nearest(name, [CONFIG]) !== null))

type Texts = ReadonlyMap<string, string | ExpectedError>

async function textsIn(directory: string, name: string): Promise<Texts> {
  const all: string[] = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    const found = error.code === 'ENOTDIR' ? 'which is a file' : reason(error)
    throw wrongInput('baseline', `expected a directory, found ${name}, ${found}`)
  })
  const other = all.find(isMeantAsConfig)
  if (other !== undefined)
    throw new ExpectedError(`${join(name, other)} is not read; rename it to ${CONFIG}`)
  const trainings = all.includes(TRAININGS) ? await trainingsIn(directory, name) : []
  const own = all.filter(each => each === CONFIG || each.endsWith('.json'))
  const names = [...own, ...trainings].sort()
  if (names.length > MAX_FILES)
    throw new ExpectedError(`${name}: expected at most ${MAX_FILES} files, found ${names.length}`)
  const texts = new Map<string, string | ExpectedError>()
  for (const each of names) {
    const text = await readOwnText(join(directory, each), MAX_BYTES).catch(asValue)
    if (text !== null) texts.set(each, text)
  }
  return texts
}

/** Their directory must be one: a link could lead to what everybody would then read in a message. */
async function trainingsIn(directory: string, name: string): Promise<string[]> {
  const place = join(directory, TRAININGS)
  const entries = (await lstat(place)).isDirectory() ? await readdir(place) : null
  if (entries === null)
    throw wrongInput('baseline', `expected ${join(name, TRAININGS)} to be a directory, found none`)
  return entries.filter(each => each.endsWith('.json')).map(each => posix.join(TRAININGS, each))
}
