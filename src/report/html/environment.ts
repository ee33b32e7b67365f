import type { Baseline } from '../../model/baseline.ts'
import type { ProbeRecord } from '../../model/record.ts'
import { torchBuildInWords } from '../../model/torch-build.ts'
import { gpuInWords, variablesInWords } from '../words.ts'
import { code, details, html, type Markup, type Part, table } from './markup.ts'

/** What differs between two surroundings, and folded what does not. */
export function environments(
  { environment, suite }: ProbeRecord,
  baseline: Baseline | null,
  reference: string,
): Markup {
  const there = baseline?.environment
  const fields = (Object.keys(LABELS) as (keyof typeof LABELS)[]).map(name =>
    row(LABELS[name], there?.[name], environment[name], baseline),
  )
  const framework = ({ name, version }: { name: string; version: string }) => `${name} ${version}`
  const packages = new Map(
    environment.packages.filter(({ imported }) => imported).map(each => [each.name, each.version]),
  )
  const names = [...new Set([...packages.keys(), ...Object.keys(baseline?.packages ?? {})])].sort()
  const rows = [
    row(
      'trained with',
      there && framework(there.framework),
      framework(environment.framework),
      baseline,
    ),
    ...fields,
    ...(environment.torchBuild
      ? [row('torch build', null, torchBuildInWords(environment.torchBuild), null)]
      : []),
    ...(environment.variables.length
      ? [row('variables', null, variablesInWords(environment), null)]
      : []),
    ...(environment.gpu ? [row('GPU', null, gpuInWords(environment.gpu), null)] : []),
    row('suite', baseline?.suite, suite.name, baseline),
    ...names.map(name => row(code(name), baseline?.packages[name], packages.get(name), baseline)),
  ]
  const head = baseline ? ['what', reference, 'now', ''] : ['what', 'now']
  const differing = rows.filter(({ differs }) => differs).map(({ cells }) => cells)
  const equal = rows.filter(({ differs }) => !differs).map(({ cells }) => cells)
  if (!baseline) return table({ caption: 'As it is now', head, rows: equal })
  return html`${differing.length > 0 ? table({ caption: 'What differs', head, rows: differing }) : html`<p>Nothing that was looked at differs.</p>`}
${details(`${equal.length} equal`, table({ caption: 'What is equal', head, rows: equal }))}`
}

const LABELS = {
  python: 'Python',
  platform: 'platform',
  accelerator: 'accelerator',
  deviceModel: 'device',
  cuda: 'CUDA',
  cpuCapability: 'CPU capability',
  threads: 'threads',
} as const

type Value = string | number | null | undefined

function row(what: Part, there: Value, here: Value, baseline: Baseline | null) {
  const shown = (value: Value): Part => (value === null || value === undefined ? '—' : value)
  if (!baseline) return { differs: false, cells: [what, shown(here)] }
  const differs = shown(there) !== shown(here)
  const mark = differs ? html`<span class="moved">≠ differs</span>` : '='
  return { differs, cells: [what, shown(there), shown(here), mark] }
}
