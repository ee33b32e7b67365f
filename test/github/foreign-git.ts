import { appendFile, chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Git data that runs a command for whoever lets git read it. Each command leaves a file with its own name. */

/** Settings whose value is a command, as git knows them. */
const COMMANDS = [
  'core.fsmonitor',
  'core.sshCommand',
  'core.gitProxy',
  'core.askPass',
  'core.pager',
  'core.editor',
  'core.alternateRefsCommand',
  'credential.helper',
  'diff.external',
  'diff.evil.command',
  'diff.evil.textconv',
  'filter.evil.clean',
  'filter.evil.smudge',
  'filter.evil.process',
  'gpg.program',
  'merge.evil.driver',
  'remote.origin.uploadpack',
  'submodule.evil.update',
  'uploadpack.packObjectsHook',
  'pager.diff',
  'trailer.evil.command',
] as const
const HOOKS = ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman']

/** Where missing commits would be fetched from. */
export const REMOTES = {
  ssh: () => 'ssh://127.0.0.1/octo/train',
  ext: (canary: (name: string) => string) => `ext::${canary('ext').replaceAll("'", '')}`,
  file: (_: unknown, directory: string) => `file://${directory}`,
} as const
export type RemoteKind = keyof typeof REMOTES

/** Turns the git directory of a repository into one that runs a command at every occasion. */
export async function poison(
  gitDirectory: string,
  canaries: string,
  kind: RemoteKind,
): Promise<void> {
  await mkdir(canaries, { recursive: true })
  const canary = (name: string) => `touch '${join(canaries, name)}'`
  const included = join(gitDirectory, 'included')
  await appendSettings(
    included,
    COMMANDS.map(name => [name, canary(name)]),
  )
  await appendSettings(join(gitDirectory, 'config'), [
    ['include.path', included],
    ['remote.origin.url', REMOTES[kind](canary, gitDirectory)],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.partialclonefilter', 'blob:none'],
    ['extensions.partialClone', 'origin'],
    ['core.repositoryformatversion', '1'],
    ['protocol.allow', 'always'],
    ['core.hooksPath', join(gitDirectory, 'hooks')],
  ])
  for (const name of HOOKS) {
    const file = join(gitDirectory, 'hooks', name)
    await mkdir(join(gitDirectory, 'hooks'), { recursive: true })
    await writeFile(file, `#!/bin/sh\n${canary(`hook-${name}`)}\n`)
    await chmod(file, 0o755)
  }
  await mkdir(join(gitDirectory, 'info'), { recursive: true })
  await writeFile(join(gitDirectory, 'info/attributes'), '* filter=evil diff=evil merge=evil\n')
  await writeFile(join(gitDirectory, 'objects/info/alternates'), `${gitDirectory}/objects\n`)
}

/** Writes settings as `git config` does, which would be a process for each. */
function appendSettings(file: string, settings: readonly (readonly [string, string])[]) {
  const lines = settings.map(([name, value]) => {
    const [, section, subsection, key] = /^(\w+)(?:\.(\w+))?\.(\w+)$/.exec(name) ?? []
    const heading = subsection ? `${section} "${subsection}"` : section
    return `[${heading}]\n\t${key} = ${JSON.stringify(value)}\n`
  })
  return appendFile(file, lines.join(''))
}

/** The commands that were run, by name. */
export const touched = (canaries: string) => readdir(canaries)
