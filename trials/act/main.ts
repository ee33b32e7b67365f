// The example workflows under act, against a GitHub of our own: `npm run trial:act [-- --only NAME,…] [--write]`.
// `--actions DIR` takes the actions of others from DIR/OWNER/NAME where they are, in place of stand-ins.
import { readdir } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { PINNED } from '../../scripts/pinned.ts'
import { cells } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { type Played, play } from './play.ts'
import { STORIES } from './stories.ts'
import { acceptedBaseline } from './world.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    actions: { type: 'string' },
    write: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
})
if (values.write && values.only) fail('--write takes all of them')

await using here = await session()
const { work, progress } = here
const real = await realActions(values.actions)
const baseline = await acceptedBaseline(join(work, 'accepted'))

const load = loadavg()[0] ?? 0
const rows: string[][] = []
let wrong = 0
const names = values.only.split(',')
const wanted = STORIES.filter(({ example }) => names.some(name => example.startsWith(name)))
if (wanted.length === 0) fail(`--only ${values.only}: no such story`)
for (const story of wanted)
  for await (const played of play(story, work, baseline, real)) {
    const problem = differs(played)
    if (problem) wrong += 1
    if (problem || values.log) console.log(played.log)
    progress(`${played.example}: ${played.step.what}: ${problem ?? 'as it must be'}`)
    rows.push(row(played, problem))
  }

const table = cells(['workflow', 'event', 'what', 'jobs', 'verdict', 'comment', 's'], rows)
console.log(table)
const machine = `${availableParallelism()} cores, load ${load.toFixed(0)} at the start: the seconds say little where others work, too.`
if (values.write && wrong === 0)
  await writeResults('evidence/workflows.md', `${table}\n\n${machine}`)
if (wrong > 0) fail(`${wrong} of ${rows.length} did not end as they must`)

function row({ example, step, jobs, outputs, comments, seconds }: Played, problem: string | null) {
  const results = Object.entries(jobs).map(([job, result]) => `${job}: ${result}`)
  return [
    example,
    `\`${step.event}\``,
    step.what,
    results.join(', '),
    problem ?? outputs.verdict ?? '',
    (problem ? comments : step.comments).join('; ') || 'none',
    seconds.toFixed(0),
  ]
}

/** What is not as it must be, or null. */
function differs({ step, jobs, outputs, comments, said, violations }: Played): string | null {
  if (step.says && !step.says.test(said)) return `the comment does not say ${step.says}: ${said}`
  const expected = [step.jobs, step.verdict, step.comments.length, []]
  const found = [jobs, outputs.verdict ?? '', comments.length, violations]
  const same =
    isDeepStrictEqual(expected, found) &&
    step.comments.every((begin, at) => comments[at]?.startsWith(begin))
  return same
    ? null
    : `expected ${JSON.stringify([step.jobs, step.verdict, step.comments])}, found ${JSON.stringify([jobs, outputs.verdict, comments, violations])}`
}

async function realActions(directory: string | undefined): Promise<Record<string, string>> {
  if (!directory) return {}
  const found: Record<string, string> = {}
  for (const name of Object.keys(PINNED)) {
    const place = resolve(directory, name)
    if ((await readdir(place).catch(() => [])).length > 0) found[name] = place
  }
  progress(`actions of others that are real: ${Object.keys(found).join(', ') || 'none'}`)
  return found
}
