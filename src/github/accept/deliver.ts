import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { canonical } from '../../baseline/canonical.ts'
import { baselineFile } from '../../baseline/files.ts'
import { workingTree } from '../../change/place.ts'
import { ExpectedError, wrongInput } from '../../lib/errors.ts'
import { reason, writeAtomically } from '../../lib/json.ts'
import type { Baseline } from '../../model/baseline.ts'
import { claimDirectory } from '../../pipeline/report-directory.ts'
import type { Call } from '../actions/call.ts'
import type { Api } from '../client/api.ts'
import { pathInRepository } from '../run/workspace.ts'
import { type Branch, commitTo } from './commit.ts'

/** What became of the accepted baselines: one of the two. */
export interface Delivered {
  commit: { sha: string; url: string } | null
  /** Puts the files where they belong, in somebody's clone. */
  command: string
}

/** Commits the baselines to a branch, if there is one to commit to; otherwise leaves files and a command. */
export async function deliver(
  baselines: readonly Baseline[],
  call: Call,
  target: { api: Api; branch: Branch } | null,
): Promise<Delivered> {
  const { run, event, env, runner } = call
  const { say, setOutputs } = runner
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run.baseline)
  const files = baselines.map(baseline => ({
    name: `accepted-${baseline.class}.json`,
    path: committedPath(baselineFile(directory, baseline.class), env),
    text: canonical(baseline),
  }))
  const place = await clearReportDirectory(call)
  for (const { name, text } of files) await writeAtomically(join(place, name), text)
  const written = files.map(({ name }) => join(place, name)).join('\n')
  if (target) {
    const [first] = baselines
    const commit = await commitTo(target.api, target.branch, files, {
      headline: `Baseline of the random streams: ${baselines.map(each => each.class).join(', ')}`,
      body: `${first?.reason}\n\nAccepted by ${first?.author}`,
    })
    say(`committed ${commit.sha}: ${files.map(({ path }) => path).join(', ')}`)
    setOutputs({ 'baseline-path': written, 'commit-sha': commit.sha })
    return { commit, command: '' }
  }
  const command = commandFor(files, `${event.owner}/${event.repo}`, event.runId)
  say(`accepted: ${written}`)
  say(`with the report directory uploaded as an artifact, in a clone of the branch:\n${command}`)
  setOutputs({ 'baseline-path': written, 'commit-sha': '' })
  return { commit: null, command }
}

function committedPath(path: string, env: NodeJS.ProcessEnv): string {
  const found = pathInRepository(path, env)
  if (found === null)
    throw wrongInput('baseline', `expected a directory in the workspace, found ${path}`)
  return found
}

async function clearReportDirectory({ run, git }: Call): Promise<string> {
  const cwd = resolve(run.cwd)
  const { baseline } = run
  const tree = await workingTree(cwd, git)
  const directory = await claimDirectory('reportDir', resolve(cwd, run.reportDir), {
    cwd,
    tree,
    baseline,
  })
  try {
    for (const name of await readdir(directory))
      if (/^accepted-.*\.json$/.test(name)) await rm(join(directory, name))
  } catch (error) {
    throw new ExpectedError(`cannot write to the report directory ${directory}: ${reason(error)}`)
  }
  return directory
}

/** Works whatever the artifact is called, and wherever in it the files are. */
function commandFor(
  files: readonly { name: string; path: string }[],
  repository: string,
  run: number,
): string {
  const downloads = 'lddpr-download'
  const copies = files.flatMap(({ name, path }) => [
    `mkdir -p ${quote(path.split('/').slice(0, -1).join('/') || '.')}`,
    `find ${downloads} -name ${name} -exec cp {} ${quote(path)} ';'`,
    `git add ${quote(path)}`,
  ])
  return [
    `gh run download ${run} --repo ${quote(repository)} --dir ${downloads}`,
    ...copies,
    "git commit -m 'Baseline of the random streams'",
  ].join(' &&\n  ')
}

const quote = (word: string) =>
  /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
