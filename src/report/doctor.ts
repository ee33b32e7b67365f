import { markdownTable } from 'markdown-table'
import type { Examined } from '../model/doctor.ts'
import { nameOfRun, type ProbeRecord } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { code, text } from './inert.ts'
import { environmentInWords } from './words.ts'

/** What `lddpr doctor` has found, as JSON and as a page. */

export interface Diagnosis {
  examined: Examined
  /** Variables of the reader that bear on a run. */
  variables: readonly string[]
  record: ProbeRecord | null
  checks: readonly CheckResult[]
  notices: readonly string[]
  problems: readonly string[]
}

export const headline = ({ examined, problems }: Diagnosis): string => {
  const what = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  const where = examined.accelerator.toUpperCase()
  return problems.length ? `${what} on the ${where}` : `All is well on the ${where}`
}

/** Records are long; this has what tells machines apart. */
export function doctorText({ record, ...rest }: Diagnosis): string {
  const runs = record?.runs.map(({ scenario, run, seconds, retries, channels }) => ({
    scenario,
    run,
    seconds,
    retries,
    digests: Object.fromEntries(
      Object.entries(channels).map(([name, epochs]) => [name, epochs.map(each => each.digest)]),
    ),
  }))
  return `${JSON.stringify({ ...rest, environment: record?.environment ?? null, runs: runs ?? [] }, null, 2)}\n`
}

const LONGEST = 500

const pairs = (facts: Record<string, unknown>) =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') || 'none' : value}`)
    .join('; ')

const table = (head: string[], rows: readonly string[][]) =>
  rows.length ? [markdownTable([head, ...rows])] : []

export function doctorPage(diagnosis: Diagnosis): string {
  const { examined, record, checks, problems, notices, variables } = diagnosis
  const { cards, topology, sharedMemory, ...machine } = examined.machine
  const facts = { ...machine, sharedMemory: sharedMemory ? pairs(sharedMemory) : 'none' }
  const parts = [
    `# lddpr doctor: ${headline(diagnosis)}`,
    ...problems.map(each => `- ${text(each)}`),
    ...notices.map(each => `- note: ${text(each)}`),
    '## Machine',
    ...table(
      ['what', 'found'],
      Object.entries(facts).map(([name, found]) => [name, code(`${found}`)]),
    ),
    ...(cards === null
      ? ['There is no nvidia-smi here.']
      : cards.map(each => `- ${code(pairs(each), LONGEST)}`)),
    ...(topology ? [`\`\`\`text\n${topology.replaceAll('`', "'")}\n\`\`\``] : []),
    ...(variables.length ? [`Set around it: ${variables.map(each => code(each)).join(', ')}`] : []),
    '## Steps',
    ...table(
      ['step', 'seconds', 'what came of it'],
      examined.steps.map(({ name, seconds, result, error }) => [
        name,
        seconds.toFixed(1),
        text(error ?? pairs(result ?? {})),
      ]),
    ),
    '## Runs',
    ...(record
      ? [
          ...table(
            ['what', 'found'],
            Object.entries(environmentInWords(record.environment)).map(([name, found]) => [
              name,
              code(found),
            ]),
          ),
          ...table(
            ['run', 'seconds'],
            record.runs.map(run => [nameOfRun(run), run.seconds.toFixed(1)]),
          ),
          ...table(
            ['check', 'status', 'where'],
            checks
              .filter(({ status }) => status !== 'not-measured')
              .map(({ id, status, detail }) => [id, status, text(detail || 'everywhere')]),
          ),
        ]
      : ['None.']),
  ]
  return `${parts.join('\n\n').replaceAll(/\n\n(?=- )/g, '\n')}\n`
}
