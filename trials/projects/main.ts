// The own trainings of real projects, observed as they are, and real bumps under one of them:
// `npm run trial:projects -- [--mirror DIRECTORY] [--environments DIRECTORY] [--results FILE] [--only NAME,…] [--write]`,
// with `--bumps` in place of the projects. A mirror has `owner+name/repo` for each repository; otherwise they come from
// GitHub. Environments and results that are there already are taken as they are: the whole takes an hour and 8 GB; the
// bumps another half, and 10 GB more.
import { parseArgs } from 'node:util'
import { pythonOf } from '../../support/python.ts'
import { cells, describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { type Kept, keptIn } from '../kept.ts'
import { BUMPED, BUMPS, type Bump, bumpOf } from './bumps.ts'
import { environmentsIn } from './environments.ts'
import { differs, type Outcome, outcomeOf } from './outcome.ts'
import { nameOf } from './project.ts'
import { PROJECTS, type Project } from './rows.ts'

/** More are names of files. */
const MOST_WORDS = 22

const { values } = parseArgs({
  options: {
    mirror: { type: 'string' },
    environments: { type: 'string', default: '' },
    results: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    steps: { type: 'string', default: '10' },
    bumps: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
if (values.write && values.only) fail('--write takes a whole run: without --only')
const names = values.only.split(',').filter(Boolean)

await using here = await session()
const { work, progress } = here
const environments = environmentsIn(values.environments || `${work}/environments`, progress)
const place = { work, environments, mirror: values.mirror, steps: values.steps, progress }
const machine = await describeMachine(await pythonOf('example', progress))
const results = values.bumps ? await ofBumps() : await ofProjects()
console.log(results.text)
if (values.write)
  await writeResults('evidence/own-training-projects.md', results.text, results.table)
process.exitCode = results.isRight ? 0 : 1

async function ofProjects() {
  const kept: Kept<Outcome> = await keptIn(values.results)
  const chosen = PROJECTS.filter(each => names.length === 0 || names.includes(nameOf(each)))
  const rows: string[][] = []
  let met = 0
  for (const project of chosen) {
    const outcome = await kept.of(project.name, () => outcomeOf(project, place))
    const wrong = differs(project, outcome)
    met += wrong ? 0 : 1
    progress(`${project.name}: ${outcome.verdict}, ${wrong ?? 'as it must be'}`)
    rows.push(rowOf(project, outcome, wrong))
  }
  const head = ['project', 'starts and reads', 'found', 'its repeat', 'observer', 's', 'changed']
  const commands = PROJECTS.map(({ run }) => `    ${run.slice(0, MOST_WORDS).map(shown).join(' ')}`)
  const text = [
    `${machine}. ${values.steps} steps, two ranks, two runs; ${met} of ${chosen.length} as expected.`,
    cells(head, rows),
    'What was started behind `lddpr observe --`:',
    commands.join('\n'),
  ].join('\n\n')
  return { text, table: '', isRight: met === chosen.length }
}

function rowOf(project: Project, outcome: Outcome, wrong: string | null): string[] {
  const { name, repository, commit, packages, script, field, shape, because } = project
  const from = repository ? [`${repository}@${commit?.slice(0, 9)}`] : []
  const checks = outcome.checks.map(id => `[${id}](checks/${id}.md)`).join(', ')
  const found = `\`${outcome.verdict}\`${checks && `: ${checks}`}`
  return [
    `**${name}**: ${field}; ${script} (${[...from, ...packages.slice(0, 1)].join(', ') || 'the base'})`,
    shape,
    [wrong && `**${wrong}**`, found, because].filter(Boolean).join('. '),
    outcome.repeat === 'equal' ? 'equal' : `first unequal: ${outcome.repeat}`,
    outcome.overhead === null ? '' : `${(100 * outcome.overhead).toFixed(1)} %`,
    outcome.seconds.toFixed(0),
    `${outcome.changed} lines`,
  ]
}

async function ofBumps() {
  const kept: Kept<Awaited<ReturnType<typeof bumpOf>>> = await keptIn(values.results)
  const rows: string[][] = []
  let met = 0
  for (const bump of BUMPS.filter(({ what }) => what.includes(values.only))) {
    const found = await kept.of(bump.what, () => bumpOf(bump, place))
    const { verdict, closeness } = bump.expected
    const isRight = found.verdict === verdict && found.closeness === closeness
    met += isRight ? 1 : 0
    progress(`${bump.what}: ${found.verdict}, ${found.headline}`)
    rows.push(bumpRow(bump, found, isRight))
  }
  const head = ['bump', 'verdict', 'first difference', 'closeness', 'streams that moved', 'why']
  const text = [
    `${machine}. Under ${BUMPED}, ${values.steps} steps, two ranks; ${met} of ${rows.length} as expected.`,
    cells(head, rows),
  ].join('\n\n')
  return { text, table: 'bumps', isRight: met === rows.length }
}

function bumpRow(
  { what, because, expected }: Bump,
  found: Awaited<ReturnType<typeof bumpOf>>,
  isRight: boolean,
): string[] {
  return [
    what,
    isRight ? `\`${found.verdict}\`` : `**${found.verdict}**, expected ${expected.verdict}`,
    found.first ?? 'none',
    [found.closeness, found.difference?.toExponential(1)].filter(Boolean).join(', '),
    found.moved.join(', ') || 'none',
    because,
  ]
}

/** As somebody types it, without what is this machine's. */
function shown(word: string): string {
  const own = word.startsWith('{') ? (word.split('/').at(-1) ?? word) : word
  return /[[\] ()]/.test(own) ? `'${own}'` : own
}
