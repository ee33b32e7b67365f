import { markdownTable } from 'markdown-table'
import { WATCHED } from '../src/change/needed.ts'
import { type Action, CONTRACTS, nameOf } from '../src/github/run/actions.ts'
import { type ActionInput, inputsIn } from '../src/github/run/inputs.ts'
import { OUTPUTS, type Output } from '../src/github/run/outputs.ts'
import { wrap } from '../src/lib/wrap.ts'
import { OWNER } from '../src/model/owner.ts'
import { withTables } from './tables.ts'

/** What the published actions take and put out: each action.yml and README, and the page of them all. */

const ALL = Object.keys(CONTRACTS) as Action[]
const table = (rows: string[][]) => markdownTable(rows, { alignDelimiters: false })
const cell = (text: string) => text.replace(/\.$/, '')
const folderOf = (action: Action) => (action === 'check' ? '' : `${action}/`)

/** A default that the text does not name. */
const standardOf = ({ text, standard }: ActionInput) =>
  standard && !/ Default: /.test(text) ? `\`${standard}\`` : ''

const WIDTH = 100
const folded = (text: string) =>
  ['    description: >-', ...wrap(text, WIDTH, 0).map(line => `      ${line}`)].join('\n')
const section = (name: string, rows: readonly string[]) => `${name}:\n${rows.join('\n')}\n`

/** An action.yml with its inputs and outputs as the schemas have them. */
function withContract(text: string, action: Action): string {
  const { inputs, outputs } = CONTRACTS[action]
  const ownToken = (name: string) =>
    name === 'github-token' ? `\n    default: \${{ github.token }}` : ''
  const taken = inputsIn(inputs).map(input => {
    const standard = standardOf(input)
    const whole = standard ? `${input.text} Default ${standard}.` : input.text
    return `  ${input.name}:\n${folded(whole)}${ownToken(input.name)}`
  })
  const put = outputs.map(name => `  ${name}:\n${folded(OUTPUTS[name])}`)
  return text.replace(
    /^inputs:\n[\s\S]*?^runs:/m,
    () => `${section('inputs', taken)}\n${section('outputs', put)}\nruns:`,
  )
}

function withReadme(page: string, action: Action): string {
  const { inputs, outputs, permissions } = CONTRACTS[action]
  return withTables(page, {
    inputs: table([
      ['input', 'what', 'default'],
      ...inputsIn(inputs).map(each => [`\`${each.name}\``, cell(each.text), standardOf(each)]),
    ]),
    outputs: table([
      ['output', 'what'],
      ...outputs.map(name => [`\`${name}\``, cell(OUTPUTS[name])]),
    ]),
    permissions: table([
      ['permission', 'for'],
      ...Object.entries(permissions).map(([name, why]) => [`\`${name}\``, why]),
    ]),
    watched: table([['file', 'why'], ...WATCHED.map(({ what, reason }) => [what, reason])]),
  })
}

/** The files of each action, by their paths; the README at the root is a page of its own. */
export const ACTIONS: Readonly<Record<string, (text: string) => string>> = Object.fromEntries(
  ALL.flatMap(action => {
    const folder = folderOf(action)
    const contract = [`${folder}action.yml`, (text: string) => withContract(text, action)] as const
    const readme = [`${folder}README.md`, (text: string) => withReadme(text, action)] as const
    return folder ? [contract, readme] : [contract]
  }),
)

/** What a first page is about. */
const FIRST = [
  ...['working-directory', 'python', 'manifest', 'extra', 'suite', 'trainings', 'devices'],
  ...['accelerator', 'compare-with', 'fail-on', 'report-dir', 'comment'],
]

/** Those that have it, by the words of a row: an action may say what it is there. */
function rowsOf<T>(listOf: (action: Action) => readonly T[], wordsOf: (each: T) => string[]) {
  const rows = new Map<string, { words: string[]; actions: Action[] }>()
  for (const action of ALL)
    for (const each of listOf(action)) {
      const words = wordsOf(each)
      const row = rows.get(words.join('\n')) ?? { words, actions: [] }
      rows.set(words.join('\n'), { words, actions: [...row.actions, action] })
    }
  return [...rows.values()].map(({ words, actions }) => [...words, actions.join(', ')])
}

const nameOfInput = (name: string) => (FIRST.includes(name) ? `**\`${name}\`**` : `\`${name}\``)

export const withReference = (page: string): string =>
  withTables(page, {
    actions: table([
      ['in the tables', '`uses:`'],
      ...ALL.map(action => [action, `\`${OWNER}/${nameOf(action)}@v1\``]),
    ]),
    inputs: table([
      ['input', 'what', 'default', 'in'],
      ...rowsOf(
        action => inputsIn(CONTRACTS[action].inputs),
        each => [nameOfInput(each.name), cell(each.text), standardOf(each)],
      ),
    ]),
    outputs: table([
      ['output', 'what', 'in'],
      ...rowsOf<Output>(
        action => CONTRACTS[action].outputs,
        name => [`\`${name}\``, cell(OUTPUTS[name])],
      ),
    ]),
  })
