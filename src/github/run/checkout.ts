import { checkoutOf, parentsOf } from '../../change/checkout.ts'
import { findPlace } from '../../change/place.ts'
import { readRef } from '../../change/refs.ts'
import type { Where } from '../../model/world.ts'
import type { Situation } from './refuse.ts'

/** The commit that is checked out, and its parents; where git must not be started, those are not known. */
export async function findCommit(
  cwd: string,
  where: Where,
  env: NodeJS.ProcessEnv,
): Promise<Situation['checkedOut']> {
  if (where.look === 'nowhere') {
    const { workspace } = where
    const place = await findPlace(cwd, {
      look: 'workspace',
      workspace,
      server: { url: '', token: '' },
    })
    const sha = place && (await readRef(place, 'HEAD'))
    return sha ? { sha, parents: [] } : null
  }
  await using checkout = await checkoutOf(cwd, where, env)
  return checkout && { sha: checkout.head, parents: await parentsOf(checkout, checkout.head) }
}
