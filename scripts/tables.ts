import { markdownTable } from 'markdown-table'
import { WATCHED } from '../src/change/needed.ts'
import { wrap } from '../src/cli/command.ts'
import { EVENTS } from '../src/github/run/event.ts'
import { type ActionInput, inputsIn } from '../src/github/run/inputs.ts'
import { OUTPUTS, PLAN_OUTPUTS } from '../src/github/run/outputs.ts'
import { REFUSALS } from '../src/github/run/refuse.ts'
import { USES } from '../src/github/run/uses.ts'
import { CHECKS, type Check, checkPage, REPEAT } from '../src/judge/checks.ts'
import { KNOWN, releasesWith } from '../src/judge/known.ts'
import { VERDICTS } from '../src/model/verdict.ts'
import { FORMATS } from '../src/pins/index.ts'
import { actionInputs, planInputs, runInputs } from '../src/pipeline/inputs.ts'
import { suite } from '../src/probe/suites.ts'
import { type Variable, variables } from '../src/probe/variables.ts'
import { WITHOUT_EFFECT } from '../src/python/settings.ts'

import { MEASURED } from './measured.ts'

/** Documentation that is made from the sources, so that it cannot contradict them. */

const PINS = 'pins-are-installed'
const SUITE = suite('full', 2)

/** The scenarios that decide a check, those of the default suite first. */
function scenariosOf({ look }: Check): string {
  const standard = new Set(suite('standard', 2).scenarios.map(({ id }) => id))
  const all = look.scenarios({ suite: SUITE, pins: null })
  if (all.length === 0) return 'It is decided on the environment, not on a scenario.'
  const list = (ids: string[]) => ids.map(id => `\`${id}\``).join(', ')
  const here = all.filter(id => standard.has(id))
  const beyond = all.filter(id => !standard.has(id))
  if (here.length === 0) return `In the \`full\` suite: ${list(beyond)}.`
  const more = beyond.length ? ` In \`full\` also: ${list(beyond)}.` : ''
  return `In the \`standard\` suite: ${list(here)}.${more}`
}

function page(check: Check): string {
  const { id, sentence, reason, cause, remedy, seen, hazard } = check
  const known = KNOWN.filter(({ checks }) => checks.includes(id)).map(
    ({ packages, what, affects, issue, ...row }) =>
      `- ${packages.map(name => `\`${name}\``).join(', ')}, ${releasesWith(row)}: ${what}. ` +
      `It matters if ${affects}. ([source](${issue}))`,
  )
  const status =
    id === PINS
      ? 'Where it does not hold the verdict is `error`, before anything is measured or judged. With `allow-version-mismatch: true` it is measured, and each report says so first.'
      : hazard
        ? 'A hazard: documented behaviour that hurts all the same. It is reported and never fails.'
        : id === REPEAT
          ? 'A failure makes the verdict `unstable`.'
          : 'A failure makes the verdict `violation`, unless what it is compared with has it, too, or the baseline accepts it.'
  const parts = [
    `# ${id}`,
    `**Holds when:** ${sentence}`,
    `**Why it matters:** ${reason}`,
    `**What can cause it:** ${cause}`,
    ...(remedy ? [`**What to do:** ${remedy}`] : []),
    ...(known.length ? [`**Known issues:**\n\n${known.join('\n')}`] : []),
    `**Seen:** ${seen.what} ([source](${seen.link}))`,
    `**Decided on:** ${scenariosOf(check)}`,
    status,
    '[All checks](README.md)',
  ]
  return `${parts.join('\n\n')}\n`
}

function index(): string {
  const row = ({ id, sentence, hazard }: Check) => [
    `[${id}](${id}.md)`,
    hazard && id !== PINS ? `hazard, unless: ${sentence}` : sentence,
  ]
  const table = markdownTable([['check', 'holds when'], ...CHECKS.map(row)], {
    alignDelimiters: false,
  })
  return `# Checks\n\nRelations that must hold without any baseline.\n\n${table}\n`
}

/** The pages of `docs/checks`, by their paths. */
export const checkPages = (): Record<string, string> => ({
  'docs/checks/README.md': index(),
  ...Object.fromEntries(CHECKS.map(check => [checkPage(check.id), page(check)])),
})

const MODE = { mode: true } as const

/** The inputs of the action, what it is to do first. */
const INPUTS = [
  ...inputsIn(actionInputs.pick(MODE)),
  ...inputsIn(runInputs),
  ...inputsIn(actionInputs.omit(MODE)),
]

const inputsTable = (inputs: readonly ActionInput[]) =>
  table([
    ['input', 'what', 'default'],
    ...inputs.map(({ name, text, standard }) => [
      `\`${name}\``,
      text.replace(/\.$/, ''),
      standard && !/ Default: /.test(text) ? `\`${standard}\`` : '',
    ]),
  ])

const outputsTable = (outputs: Readonly<Record<string, string>>) =>
  table([
    ['output', 'what'],
    ...Object.entries(outputs).map(([name, text]) => [`\`${name}\``, text.replace(/\.$/, '')]),
  ])

const WIDTH = 100

/** A text of action.yml, folded. */
const folded = (text: string) =>
  ['    description: >-', ...wrap(text, WIDTH).map(line => `      ${line}`)].join('\n')

const sectionOf = (name: string, rows: readonly string[]) => `${name}:\n${rows.join('\n')}\n`

/** An action.yml with its inputs and outputs as the schemas have them. */
function withContract(
  text: string,
  inputs: readonly ActionInput[],
  outputs: Readonly<Record<string, string>>,
): string {
  const ownToken = (name: string) =>
    name === 'github-token' ? `\n    default: \${{ github.token }}` : ''
  const standardOf = ({ text, standard }: ActionInput) =>
    standard && !/ Default: /.test(text) ? ` Default \`${standard}\`.` : ''
  const given = inputs.map(
    input => `  ${input.name}:\n${folded(input.text + standardOf(input))}${ownToken(input.name)}`,
  )
  const put = Object.entries(outputs).map(([name, what]) => `  ${name}:\n${folded(what)}`)
  return text.replace(
    /^inputs:\n[\s\S]*?^runs:/m,
    () => `${sectionOf('inputs', given)}\n${sectionOf('outputs', put)}\nruns:`,
  )
}

/** The files that GitHub reads, by their paths. */
export const ACTIONS: Readonly<Record<string, (text: string) => string>> = {
  'action.yml': text => withContract(text, INPUTS, OUTPUTS),
  'plan/action.yml': text => withContract(text, inputsIn(planInputs), PLAN_OUTPUTS),
}

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

/** The README with the tables of its inputs and outputs, and the workflow that most take. */
export const withInputs = (readme: string, workflow: string): string =>
  withTables(readme, {
    workflow: `\`\`\`yaml\n# .github/workflows/lddpr.yml\n${workflow}\`\`\``,
    inputs: inputsTable(INPUTS),
    outputs: outputsTable(OUTPUTS),
    verdicts: verdictsTable(),
  })

const table = (rows: string[][]) => markdownTable(rows, { alignDelimiters: false })
const named = (names: readonly string[]) => names.map(name => `\`${name}\``).join(', ')

function usesTable(): string {
  const rows = USES.map(({ input, modes, otherwise, because }) => [
    `\`${input}\``,
    named(modes),
    `${otherwise}: ${because}`,
  ])
  return table([['input', 'modes', 'in the others'], ...rows])
}

function eventsTable(): string {
  const rows = EVENTS.map(({ events, head, base, reason }) => [named(events), head, base, reason])
  return table([['event', 'commit', 'base', 'why'], ...rows])
}

function refusalsTable(): string {
  return table([['what', 'why'], ...REFUSALS.map(({ what, reason }) => [what, reason])])
}

function watchedTable(): string {
  return table([['file', 'why'], ...WATCHED.map(({ what, reason }) => [what, reason])])
}

function withoutEffectTable(): string {
  const rows = WITHOUT_EFFECT.map(({ what, reason }) => [what, reason])
  return table([['variables', 'why'], ...rows])
}

export const withGitHub = (page: string): string =>
  withTables(page, {
    uses: usesTable(),
    events: eventsTable(),
    refusals: refusalsTable(),
    watched: watchedTable(),
    'plan-inputs': inputsTable(inputsIn(planInputs)),
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
