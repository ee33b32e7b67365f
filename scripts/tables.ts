import { markdownTable } from 'markdown-table'
import { type Option, optionsOf } from '../src/commands/command.ts'
import { actionInputs, runInputs } from '../src/inputs.ts'
import { type CheckText, HAZARDS, RECORD_CHECKS, RUN_CHECKS } from '../src/judge/checks.ts'
import { VERDICTS } from '../src/verdict.ts'

/** Documentation that is made from the sources, so that it cannot contradict them. */

const GROUPS: [string, string, readonly CheckText[]][] = [
  ['Checks of a run', 'Each must hold in every run that it applies to.', RUN_CHECKS],
  [
    'Checks between runs',
    'A failure of `repeat-is-identical` makes the verdict `unstable`, any other `violation`.',
    Object.values(RECORD_CHECKS),
  ],
  ['Hazards', 'Documented behaviour that hurts all the same: reported, never failing.', HAZARDS],
]

export function checksPage(): string {
  const entry = ({ id, sentence, reason, fix }: CheckText) =>
    `### ${id}\n\n**Holds when:** ${sentence}\n\n**Why it matters:** ${reason}\n\n**How to fix it:** ${fix}`
  const sections = GROUPS.map(
    ([title, intro, checks]) => `## ${title}\n\n${intro}\n\n${checks.map(entry).join('\n\n')}`,
  )
  return `${['# Checks', 'Relations that must hold without any baseline.', ...sections].join('\n\n')}\n`
}

/** Flags of the terminal program that the action spells otherwise, or does not have. */
const RENAMED: Record<string, string | null> = {
  cwd: 'working-directory',
  timeout: 'timeout-minutes',
  'no-install': null,
}

function inputsTable(): string {
  const rows = [...optionsOf(runInputs), ...optionsOf(actionInputs)].flatMap(
    ({ name, text, standard }: Option) => {
      const input = name in RENAMED ? RENAMED[name] : name
      const value = input === 'timeout-minutes' ? '10' : (standard ?? '')
      const what = input === 'timeout-minutes' ? 'minutes for all scenarios together' : text
      return input ? [[`\`${input}\``, what, value && `\`${value}\``]] : []
    },
  )
  return markdownTable([['input', 'what', 'default'], ...rows], { alignDelimiters: false })
}

function verdictsTable(): string {
  const rows = VERDICTS.map(({ name, title, exit }) => [`\`${name}\``, title, String(exit)])
  return markdownTable([['verdict', 'in words', 'exit status'], ...rows], {
    alignDelimiters: false,
  })
}

/** The README with its tables brought up to date. */
export function withInputs(readme: string): string {
  const tables = { inputs: inputsTable(), verdicts: verdictsTable() }
  return Object.entries(tables).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, open, close) => `${open}\n${table}\n\n${close}`,
      ),
    readme,
  )
}
