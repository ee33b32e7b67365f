import { execa } from 'execa'
import { InputError } from '../errors.ts'
import { withoutSecrets } from '../probe/environment.ts'

/** What git is told on every call, with the reason. */
const SETTINGS = [
  ['core.hooksPath', '/dev/null', 'a hook of the repository is a program'],
  ['core.fsmonitor', 'false', 'so is its monitor'],
  ['safe.directory', '*', 'in a job container the files belong to another user'],
  ['core.quotePath', 'false', 'names as they are'],
] as const

const ENVIRONMENT = {
  GIT_TERMINAL_PROMPT: '0', // nobody would answer
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LFS_SKIP_SMUDGE: '1', // no file that fixes a version is a large one
  LC_ALL: 'C',
}
const TIMEOUT_MS = 120_000
const MAX_BYTES = 64 * 1024 * 1024

/** A working tree of git, seen from one of its directories. */
export interface Checkout {
  root: string
  /** Where the directory lies in the tree: `` or `projects/train/`. */
  prefix: string
  /** What git prints, or null if it fails. */
  ask: (...words: string[]) => Promise<string | null>
  /** The same; a failure is an InputError with what git said. */
  tell: (words: readonly string[], extra?: NodeJS.ProcessEnv, input?: string) => Promise<string>
}

/** Null where there is no repository, or no git. */
export async function checkoutOf(
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<Checkout | null> {
  const settings = SETTINGS.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const run = (words: readonly string[], extra: NodeJS.ProcessEnv = {}, input = '') =>
    execa('git', [...settings, ...words], {
      cwd: directory,
      env: { ...withoutSecrets(env), ...ENVIRONMENT, ...extra },
      extendEnv: false,
      input,
      reject: false,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_BYTES,
      stripFinalNewline: true,
    })
  const ask = async (...words: string[]) => {
    const { failed, stdout } = await run(words)
    return failed ? null : stdout
  }
  const tell: Checkout['tell'] = async (words, extra, input) => {
    const { failed, stdout, stderr, shortMessage } = await run(words, extra, input)
    if (!failed) return stdout
    throw new InputError(`'git ${words[0]}' failed in ${directory}`, stderr || shortMessage || '')
  }
  const found = await ask('rev-parse', '--show-toplevel', '--show-prefix')
  if (found === null) return null
  const [root = '', prefix = ''] = found.split('\n')
  return { root, prefix, ask, tell }
}
