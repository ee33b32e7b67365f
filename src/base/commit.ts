import { InputError } from '../errors.ts'
import type { Checkout } from './git.ts'

const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/

/**
 * The commit that the change in a checkout starts from: where HEAD has left `wanted`, or `wanted` itself
 * where the history between is not there, as in the shallow checkouts of workflows. Null if nothing
 * is wanted and the default branch of origin is not known. Throws InputError if the one wanted is not to be had.
 */
export async function findBase(checkout: Checkout, wanted: string): Promise<string | null> {
  const commit = await commitOf(checkout, wanted || 'refs/remotes/origin/HEAD', Boolean(wanted))
  if (!commit) return null
  return (await checkout.ask('merge-base', 'HEAD', commit)) || commit
}

async function commitOf(
  { ask, tell, root }: Checkout,
  name: string,
  needed: boolean,
): Promise<string | null> {
  const resolved = () =>
    ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
  const known = await resolved()
  if (known || !needed) return known
  const fetched = SHA.test(name)
    ? await tell([
        'fetch',
        '--no-tags',
        '--no-recurse-submodules',
        '--depth=1',
        'origin',
        name,
      ]).catch(error => error)
    : null
  const found = await resolved()
  if (found) return found
  const detail = fetched instanceof InputError ? fetched.detail : ''
  throw new InputError(
    `base: expected a commit of ${root}, found ${JSON.stringify(name)}, which is not there; ` +
      'a workflow has it with `fetch-depth: 0` in actions/checkout',
    detail,
  )
}
