import { markdownTable } from 'markdown-table'
import { expectedDraws, functionOf, isState } from '../src/model/draws.ts'
import { ASPECTS, type Aspect } from '../src/model/scope.ts'
import { SUITE_NAMES, type Suite } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'

/** The parts of `docs/what-is-measured.md` that the code says. */

const RANKS = 2
const SUITES = SUITE_NAMES.map(name => suite(name, RANKS))

const table = (rows: string[][]) => markdownTable(rows, { alignDelimiters: false })
const named = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ')

function where({ seen }: Aspect, suite: Suite): string {
  const { scenarios } = suite
  const on = (accelerator: 'cpu' | 'cuda') =>
    scenarios.filter(each => seen?.(each, { suite, accelerator }))
  const found = on('cpu')
  if (on('cuda').length > found.length) return 'on GPUs'
  if (found.length === scenarios.length) return 'everywhere'
  if (found.length > scenarios.length / 2) return `${found.length} scenarios`
  return found.length ? named(found.map(({ id }) => id)) : '–'
}

const phases = () =>
  table([
    ['part of a training', 'how', ...SUITE_NAMES],
    ...ASPECTS.filter(({ seen }) => seen).map(aspect => [
      aspect.name,
      aspect.how,
      ...SUITES.map(each => where(aspect, each)),
    ]),
  ])

const never = () =>
  table([
    ['what', 'why'],
    ...ASPECTS.filter(({ seen }) => !seen).map(({ name, how }) => [name, how]),
  ])

function draws(): string {
  const all = expectedDraws('cuda').map(name => {
    const [kind = '', library = '', draw = ''] = name.split('/')
    return { kind, library, draw }
  })
  const rows = [...Map.groupBy(all, ({ library }) => library)].map(([library, found]) => {
    const computed = new Set(
      found.filter(({ kind }) => kind === 'draw.computed').map(({ draw }) => draw),
    )
    const listed = (isComputed: boolean) => [
      ...new Set(
        found
          .filter(each => !isState(each) && computed.has(each.draw) === isComputed)
          .map(functionOf),
      ),
    ]
    return [library, named(listed(false)), named(listed(true)) || '–']
  })
  return table([
    ['library', 'compared on every machine', 'only if the CPU has the same instructions'],
    ...rows,
  ])
}

export const MEASURED = { phases, draws, never }
