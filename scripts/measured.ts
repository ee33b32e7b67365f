import { markdownTable } from 'markdown-table'
import { CHECKS } from '../src/judge/checks.ts'
import { expectedDraws, functionOf, isState } from '../src/model/draws.ts'
import { ASPECTS, type Aspect } from '../src/model/scope.ts'
import { rowOf, SUITE_NAMES, type Suite } from '../src/model/suite.ts'
import { suite } from '../src/probe/suites.ts'

/** The parts of `docs/what-is-measured.md` that the code says. */

const RANKS = 2
const SUITES = SUITE_NAMES.map(name => suite(name, RANKS))
const FULL = suite('full', RANKS)

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
    ['what', 'how', ...SUITE_NAMES],
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

function scenarios(): string {
  const decides = (id: string) =>
    CHECKS.filter(({ look }) => look.scenarios({ suite: FULL, pins: null, equal: [] }).includes(id))
      .length
  const rows = FULL.scenarios.map(scenario => {
    const differs = Object.entries(rowOf(scenario, RANKS)).map(
      ([name, value]) => `${name}: ${value}`,
    )
    const runs = SUITES.map(
      each => each.scenarios.find(({ id }) => id === scenario.id)?.runs.toString() ?? '–',
    )
    return [
      `\`${scenario.id}\``,
      named(differs) || 'nothing',
      String(decides(scenario.id)),
      ...runs,
    ]
  })
  const head = ['scenario', 'differs from the default by', 'checks', ...SUITE_NAMES]
  return table([head, ...rows])
}

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
    ['library', 'on every machine', 'where the CPU has the same instructions'],
    ...rows,
  ])
}

export const MEASURED = { phases, scenarios, draws, never }
