import type { Demand, Framework } from '../../model/pins.ts'
import { type Found, importsIn } from './statements.ts'

/** Which Lightning a file wants, by its text. */

/** The module that the first word of an import names, and the distribution that holds it. */
const MODULES: Readonly<Record<string, { name: Framework; aside?: boolean }>> = {
  lightning: { name: 'lightning' },
  pytorch_lightning: { name: 'pytorch-lightning' },
  // It comes with pytorch-lightning, and has a distribution of its own as well.
  lightning_fabric: { name: 'pytorch-lightning', aside: true },
}

/** What only Lightning has, where the repository has a package of the same name. */
const LIGHTNINGS_OWN = /^lightning\.(pytorch|fabric)\b/

export type Wish = Omit<Demand, 'files'>

/** Cheap, and true of every file that imports it. */
export const mayImport = (code: string) => code.includes('lightning')

/** `shadowed`: the repository has a package `lightning` itself. */
export function wishesOf(code: string, shadowed: boolean): Wish[] {
  const found = importsIn(code).flatMap(each => {
    const module = MODULES[each.module.split('.')[0] ?? '']
    const isOwn = shadowed && module?.name === 'lightning' && !LIGHTNINGS_OWN.test(each.module)
    return module && !isOwn ? [{ ...each, ...module }] : []
  })
  return [...Map.groupBy(found, ({ chain }) => chain)].flatMap(([chain, group]) =>
    chain ? choiceOf(chain, group) : group.map(plain),
  )
}

type Named = Found & { name: Framework; aside?: boolean }

const plain = ({ name, aside = false, forTypes }: Named): Wish => ({
  wants: [name],
  aside: aside || forTypes,
})

/** The branches of one `try` or `if`: what a later one imports takes the place of what an earlier one does. */
function choiceOf(chain: NonNullable<Found['chain']>, group: readonly Named[]): Wish[] {
  const [first, ...rest] = group.toSorted((a, b) => a.branch - b.branch)
  if (!first) return []
  // What only a type checker reads is no choice of the program's.
  if (rest.some(each => each.forTypes !== first.forTypes)) return group.map(plain)
  const inOrder = [first, ...rest]
  const names = [...new Set(inOrder.map(({ name }) => name))]
  const together = rest.some(each => each.branch === first.branch && each.name !== first.name)
  if (names.length > 1 && !together)
    return [{ wants: names, aside: inOrder.every(each => plain(each).aside) }]
  // Code that goes on without it does not need it.
  const isOptional = chain.kind === 'try' && chain.catches
  return inOrder.map(each => ({ wants: [each.name], aside: isOptional || plain(each).aside }))
}

/** The code of a notebook's cells; its commands to the shell are no Python. */
export function codeOfNotebook(text: string): string {
  const lines = (source: unknown) =>
    (Array.isArray(source) ? source.join('') : String(source)).replaceAll(/^[ \t]*[%!?].*$/gm, '')
  try {
    const { cells } = JSON.parse(text) as { cells?: { cell_type?: unknown; source?: unknown }[] }
    return (cells ?? [])
      .filter(({ cell_type: type }) => type === 'code')
      .map(({ source }) => lines(source))
      .join('\n')
  } catch {
    return '' // It is no notebook, and says nothing.
  }
}

/** Classes that Hydra or the LightningCLI are to import: `_target_: lightning.pytorch.Trainer`. */
const TARGET = /^[ \t]*(?:-[ \t]+)?(?:_target_|class_path)[ \t]*:[ \t]*["']?(\w+)\./gm

export const wishesOfYaml = (text: string): Wish[] =>
  [...text.matchAll(TARGET)].flatMap(([, word = '']) => {
    const module = MODULES[word]
    return module ? [{ wants: [module.name], aside: true }] : []
  })
