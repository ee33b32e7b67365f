import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { asValue, ExpectedError } from '../lib/errors.ts'
import { parseJson, readOwnText } from '../lib/json.ts'
import { within } from '../lib/paths.ts'
import { baselineSchema } from '../model/baseline.ts'
import { baselineFile, intact, type KnownBaseline, MAX_BYTES } from './files.ts'

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

  /** Reads a directory of baselines, which must lie in the working tree. A broken file is none until it is needed. */
  static async read(directory: string, tree: string): Promise<Committed> {
    const real = await within(directory, 'baseline', [tree], 'the working tree')
    return new Committed(directory, await textsIn(real, directory))
  }

  get classes(): string[] {
    return [...this.#texts.keys()]
      .filter(name => name.endsWith('.json'))
      .map(name => basename(name, '.json'))
      .sort()
  }

  baseline(className: string): KnownBaseline | null {
    const file = baselineFile(this.directory, className)
    const text = this.#text(basename(file))
    if (text === null) return null
    const baseline = intact(parseJson(baselineSchema, text, `the baseline ${file}`), file)
    if (baseline.class === className) return { file, baseline }
    throw new ExpectedError(`the baseline ${file}: class: expected ${className}, found another one`)
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

type Texts = ReadonlyMap<string, string | ExpectedError>

async function textsIn(directory: string, name: string): Promise<Texts> {
  const names = (await readdir(directory).catch(() => []))
    .filter(each => each === CONFIG || each.endsWith('.json'))
    .sort()
  if (names.length > MAX_FILES)
    throw new ExpectedError(`${name}: expected at most ${MAX_FILES} files, found ${names.length}`)
  const texts = new Map<string, string | ExpectedError>()
  for (const each of names) {
    const text = await readOwnText(join(directory, each), MAX_BYTES).catch(asValue)
    if (text !== null) texts.set(each, text)
  }
  return texts
}
