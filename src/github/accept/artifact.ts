import { intact } from '../../baseline/files.ts'
import { ExpectedError } from '../../lib/errors.ts'
import { parseJson } from '../../lib/json.ts'
import { type Pending, pendingSchema } from '../../model/baseline.ts'
import { type Api, everyPage } from '../client/api.ts'
import type { Runner } from '../run/runner.ts'

/** A report directory has a few files of some hundred KiB. */
const MAX_ARTIFACT_BYTES = 32 * 1024 * 1024
const MAX_ARTIFACTS = 20
/** A baseline has 64 KiB at most. */
const MAX_PENDING_BYTES = 128 * 1024
const MAX_ENTRIES = 100

/** The pending baseline with exactly this digest among the artifacts of a run. */
export async function findPending(
  { octokit, owner, repo }: Api,
  run: number,
  digest: string,
  runner: Runner,
): Promise<Pending> {
  const { actions } = octokit.rest
  const where = { owner, repo }
  const all = await everyPage(async page => {
    const asked = { ...where, run_id: run, per_page: 100, page }
    const { data, headers } = await actions.listWorkflowRunArtifacts(asked)
    return { data: data.artifacts, headers }
  })
  const usable = all
    .filter(({ expired, size_in_bytes: size }) => !expired && size <= MAX_ARTIFACT_BYTES)
    .sort((a, b) => Number(b.name.includes('lddpr')) - Number(a.name.includes('lddpr')))
    .slice(0, MAX_ARTIFACTS)
  for (const { id, name } of usable) {
    const { data: archive } = await actions.downloadArtifact({
      ...where,
      artifact_id: id,
      archive_format: 'zip',
    })
    for (const text of await unpackPending(archive as ArrayBuffer, name, runner)) {
      // The report beside it names the digest, too.
      if (!text.includes(`"${digest}"`) || !/"kind":\s*"pending"/.test(text)) continue
      const source = `the pending baseline in the artifact ${JSON.stringify(name)}`
      const pending = intact(parseJson(pendingSchema, text, source), source)
      if (pending.digest === digest) return pending
    }
  }
  throw new ExpectedError(
    `none of the ${usable.length} artifacts of run ${run} has this pending baseline: the workflow must upload the report directory with actions/upload-artifact, and artifacts expire`,
  )
}

/** Texts of what may be pending baselines. No entry's name becomes a path: nothing is unpacked to disk. */
export async function unpackPending(
  archive: ArrayBuffer,
  name: string,
  { say }: Pick<Runner, 'say'>,
): Promise<string[]> {
  const { strFromU8, unzipSync } = await import('fflate')
  let entries = 0
  try {
    const files = unzipSync(new Uint8Array(archive), {
      filter: ({ name: path, originalSize }) =>
        /(^|\/)[a-z0-9-]+\.json$/.test(path) &&
        originalSize <= MAX_PENDING_BYTES &&
        ++entries <= MAX_ENTRIES,
    })
    return Object.values(files).map(content => strFromU8(content))
  } catch (error) {
    say(`the artifact ${JSON.stringify(name)} cannot be unpacked: ${(error as Error).message}`)
    return []
  }
}
