import { InputError } from '../errors.ts'
import type { Checkout } from './git.ts'

const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/

/**
 * The commit that the change in a checkout starts from: where HEAD has left `wanted`, or `wanted` itself
 * where the history between is not there, as in the shallow checkouts of workflows. Null if nothing
 * is wanted and the default branch of origin is not known. Throws InputError if the one wanted is not to be had.
 */
export async function findBase(checkout: Checkout, wanted: string): Promise<string | null> {
  const commit = wanted
    ? await resolveCommit(checkout, wanted)
    : await ask(checkout, 'refs/remotes/origin/HEAD')
  if (!commit) return null
  return (await checkout.ask('merge-base', 'HEAD', commit)) || commit
}

/** The commit of that name, brought from origin if need be. Throws InputError if it is not to be had. */
export async function resolveCommit(checkout: Checkout, name: string): Promise<string> {
  const known = await ask(checkout, name)
  if (known) return known
  const words = ['fetch', '--no-tags', '--no-recurse-submodules', '--depth=1', 'origin', name]
  const failed = SHA.test(name)
    ? await checkout.tell(words).catch((error: InputError) => error)
    : ''
  const found = await ask(checkout, name)
  if (found) return found
  throw new InputError(
    `base: expected a commit of ${checkout.root}, found ${JSON.stringify(name)}, which is not there; ` +
      'a workflow has it with `fetch-depth: 0` in actions/checkout',
    failed instanceof InputError ? failed.detail : '',
  )
}

const ask = (checkout: Checkout, name: string) =>
  checkout.ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
