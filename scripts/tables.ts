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
  const rows = FORMATS.map(({ file, reason }, at) => [String(at + 1), `\`${file}\``, reason])
  return markdownTable([['', 'file', 'why it stands there'], ...rows], { alignDelimiters: false })
}

function recipesTable(): string {
  const rows = FORMATS.map(({ file, build: { by, what } }) => [`\`${file}\``, by, what])
  return markdownTable([['from', 'installed by', 'what'], ...rows], { alignDelimiters: false })
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

export const withFormats = (page: string): string =>
  withTables(page, {
    formats: formatsTable(),
    recipes: recipesTable(),
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

function variablesTable(): string {
  const rows = variables().map(({ name, does, done, value, shows }) => [
    `\`${name}\``,
    does,
    DONE[done](value),
    shows === 'nothing' ? '' : shows === 'name' ? 'name' : 'name and value',
  ])
  return table([['variable', 'what it does', 'what is done', 'in a report'], ...rows])
}

export const withVariables = (page: string): string =>
  withTables(page, { variables: variablesTable() })
