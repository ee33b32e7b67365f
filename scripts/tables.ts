import { markdownTable } from 'markdown-table'
import { EVENTS } from '../src/github/run/event.ts'
import { REFUSALS } from '../src/github/run/refuse.ts'
import { VERDICTS } from '../src/model/verdict.ts'
import { FORMATS } from '../src/pins/index.ts'
import { type Variable, variables } from '../src/probe/variables.ts'
import { WITHOUT_EFFECT } from '../src/python/settings.ts'
import { MEASURED } from './measured.ts'

/** Documentation that is made from the sources, so that it cannot contradict them. */

function verdictsTable(): string {
  const rows = VERDICTS.map(({ name, title, exit }) => [`\`${name}\``, title, String(exit)])
  return markdownTable([['verdict', 'in words', 'exit status'], ...rows], {
    alignDelimiters: false,
  })
}

function formatsTable(): string {
  const rows = FORMATS.map(({ file, build: { by, what } }, at) => [
    String(at + 1),
    `\`${file}\``,
    by,
    what,
  ])
  return table([['', 'file', 'installed by', 'what'], ...rows])
}

function precedenceTable(): string {
  const rows = FORMATS.map(({ file, reason }) => [`\`${file}\``, reason])
  return table([['file', 'why it stands there'], ...rows])
}

/** A page with its tables brought up to date. */
export function withTables(page: string, tables: Record<string, string>): string {
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, open, close) => `${open}\n${table}\n\n${close}`,
      ),
    page,
  )
}

/** The README with the workflow that most take, and the verdicts. */
export const withWorkflow = (readme: string, workflow: string): string =>
  withTables(readme, {
    workflow: `\`\`\`yaml\n# .github/workflows/lddpr.yml\n${workflow}\`\`\``,
    verdicts: verdictsTable(),
  })

const table = (rows: string[][]) => markdownTable(rows, { alignDelimiters: false })
const named = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ')

function eventsTable(): string {
  const rows = EVENTS.map(({ events, head, base, reason }) => [named(events), head, base, reason])
  return table([['event', 'commit', 'base', 'why'], ...rows])
}

function refusalsTable(): string {
  return table([['what', 'why'], ...REFUSALS.map(({ what, reason }) => [what, reason])])
}

function withoutEffectTable(): string {
  const rows = WITHOUT_EFFECT.map(({ what, reason }) => [what, reason])
  return table([['variables', 'why'], ...rows])
}

export const withGitHub = (page: string): string =>
  withTables(page, {
    events: eventsTable(),
    refusals: refusalsTable(),
  })

/** The page for users, or the one for maintainers: each has some of the tables. */
export const withFormats = (page: string): string =>
  withTables(page, {
    formats: formatsTable(),
    precedence: precedenceTable(),
    'without-effect': withoutEffectTable(),
  })

export const withMeasured = (page: string): string =>
  withTables(
    page,
    Object.fromEntries(Object.entries(MEASURED).map(([name, made]) => [name, made()])),
  )

/** What is done about a variable, for a reader. */
const DONE: Record<Variable['done'], (value: string) => string> = {
  scrubbed: () => 'not passed on',
  default: value => `\`${value}\`, unless you set it`,
  overridden: value => `\`${value}\` here, yours again in ranks`,
  parents: value => `\`${value}\` where ranks are forked, unless you set it`,
  varied: () => 'another in each process that forks ranks, yours again in ranks',
  kept: () => 'passed on',
  needed: () => 'checked',
}

/** Variables with which the same is done for the same reason share a row. */
function variablesTable(): string {
  const rows = Map.groupBy(variables(), ({ does, done, value, shows }) =>
    [
      does,
      DONE[done](value),
      shows === 'nothing' ? '' : shows === 'name' ? 'name' : 'name and value',
    ].join(' | '),
  )
  return table([
    ['variables', 'what they decide', 'what is done', 'in a report'],
    ...[...rows].map(([cells, same]) => [
      named(same.map(({ name }) => name)),
      ...cells.split(' | '),
    ]),
  ])
}

export const withVariables = (page: string): string =>
  withTables(page, { variables: variablesTable() })
