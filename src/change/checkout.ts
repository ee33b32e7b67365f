import { asValue, ExpectedError, type Spell } from '../lib/errors.ts'
import type { Where } from '../model/world.ts'
import { type Git, isPlain, openGit, type Remote } from './git.ts'
import { findPlace, type Place } from './place.ts'
import { isSha, readRef, readSetting } from './refs.ts'

export interface Checkout extends AsyncDisposable {
  place: Place
  head: string
  git: Git
  /** Where commits can be brought from, the likeliest first. */
  remotes: readonly Remote[]
}

/** Null where there is no repository, or none that may be asked. */
export async function checkoutOf(
  directory: string,
  where: Where,
  env: NodeJS.ProcessEnv,
): Promise<Checkout | null> {
  const place = await findPlace(directory, where)
  const head = place && (await readRef(place, 'HEAD'))
  if (!head) return null
  const git = await openGit(place, head.length, env)
  if ((await git.ask(['--version'])) === null)
    throw new ExpectedError(`git cannot be started, and ${place.root} cannot be read without it`, {
      kind: 'git',
    })
  return {
    place,
    head,
    git,
    remotes: await remotesOf(place, where),
    [Symbol.asyncDispose]: () => git[Symbol.asyncDispose](),
  }
}

/** The commit of that name, brought from a remote if need be. Throws ExpectedError if it is not to be had. */
export async function resolveCommit(
  checkout: Checkout,
  name: string,
  /** What was given the name. */
  input: (spell: Spell) => string = spell => spell('base'),
): Promise<string> {
  const known = await look(checkout, name)
  if (known) return known
  let detail = ''
  if (isSha(name))
    for (const remote of checkout.remotes)
      try {
        await checkout.git.bring(remote, [name], 'names')
        return name
      } catch (error) {
        detail = asValue(error).detail || detail
      }
  throw new ExpectedError(
    spell =>
      `${input(spell)}: expected a commit of ${checkout.place.root}, found ${JSON.stringify(name)}, which is not there; ` +
      'fetch it first: in a workflow with `fetch-depth: 0` in actions/checkout',
    { kind: 'git', detail },
  )
}

/** The branches are looked up here, and only what follows them (`~2`, `^{commit}`) by git. */
async function look({ place, git }: Checkout, name: string): Promise<string | null> {
  const [, ref = '', steps = ''] = /^([^~^]+)((?:[~^]\d*)*)$/.exec(name) ?? []
  const start = (await readRef(place, ref === '@' ? 'HEAD' : ref)) ?? ref
  if (!/^[0-9a-f]{4,64}$/.test(start)) return null
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options']
  return git.ask([...words, `${start}${steps}^{commit}`])
}

export const defaultBranch = ({ place }: Checkout) => readRef(place, 'refs/remotes/origin/HEAD')

/** The parents of a commit, as it names them, whether or not they are there. */
export async function parentsOf({ git }: Checkout, commit: string): Promise<string[]> {
  const text = (await git.ask(['cat-file', 'commit', commit])) ?? ''
  const [header = ''] = text.split('\n\n')
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent)
}

/** Where the commit that is checked out and another one part; null if the history between is not to be had. */
export async function mergeBase(checkout: Checkout, commit: string): Promise<string | null> {
  const { git, head, remotes } = checkout
  if ((await parentsOf(checkout, head)).includes(commit)) return commit // GitHub's merge of the two
  const ask = () => git.ask(['merge-base', head, commit])
  const found = await ask()
  if (found || (await git.ask(['rev-parse', '--is-shallow-repository'])) !== 'true') return found
  for (const remote of remotes)
    if (await canBring(git, remote, [head, commit], 'history')) return ask()
  return null
}

export const canBring = (git: Git, ...words: Parameters<Git['bring']>) =>
  git.bring(...words).then(
    () => true,
    error => !asValue(error, 'git'),
  )

async function remotesOf(place: Place, where: Where): Promise<Remote[]> {
  if (where.look === 'nowhere') return []
  const server = where.look === 'upwards' ? null : where.server
  const origin =
    where.look === 'workspace' ? null : await readSetting(place, 'remote "origin"', 'url')
  const opens = (url: string) => (server && sameHost(url, server.url) ? server.token : '')
  return [...new Set([origin, server?.url])].flatMap(url =>
    url && isPlain(url) ? [{ url, token: opens(url) }] : [],
  )
}

const sameHost = (one: string, other: string) =>
  URL.parse(one)?.protocol === 'https:' && URL.parse(one)?.origin === URL.parse(other)?.origin
