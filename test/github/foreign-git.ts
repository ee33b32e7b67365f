import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../support/git.ts'

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
  const set = (name: string, value: string, file = 'config') =>
    git(gitDirectory, 'config', '--file', join(gitDirectory, file), name, value)
  for (const name of COMMANDS) await set(name, canary(name), 'included')
  await set('include.path', join(gitDirectory, 'included'))
  await set('remote.origin.url', REMOTES[kind](canary, gitDirectory))
  await set('remote.origin.promisor', 'true')
  await set('remote.origin.partialclonefilter', 'blob:none')
  await set('extensions.partialClone', 'origin')
  await set('core.repositoryformatversion', '1')
  await set('protocol.allow', 'always')
  await set('core.hooksPath', join(gitDirectory, 'hooks'))
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

/** The commands that were run, by name. */
export const touched = (canaries: string) => readdir(canaries)
