import { resolve } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'
import type { Command } from '../../lib/foreign/run.ts'
import { PROBED } from '../../model/pins.ts'
import {
  applies,
  type Declarations,
  declarationsOf,
  holds,
  type Indexes,
  indexesOf,
  projectOf,
  type Requirement,
  type Target,
  targetFor,
} from '../../pins/index.ts'
import type { BasePython } from '../find-python.ts'
import { readsOfLines, readsOfSource, readsOfWord } from '../reads.ts'
import {
  type Apart,
  asPipWould,
  install,
  installer,
  type Job,
  openToday,
  placeOf,
  type Recipe,
  toolsOf,
  venv,
  venvPython,
} from '../recipe.ts'
import { cannotBuild } from '../run.ts'
import { chooseTorch, withTorch } from '../torch-build.ts'
import { wantedOf } from '../wanted.ts'
import { besideProject, isTorch, linesIn, withTorchLines } from './torch-lines.ts'

/** Environments from files that say what is asked for; the installer chooses the versions. */

/** A project of this repository as a line: to install it would run its build. A wheel has none. */
const LOCAL_LINE =
  /^\s*(?:(?:-e|--editable)[\s=]+(?![a-z]+[+:])|\.{1,2}(?![^\s;#]*\.whl)(?:\/[^\s;#]*)?(?:\[[^\]]*\])?\s*(?:[;#].*)?$)/m
/** A relative file, which a list that lies elsewhere would not find. */
const INCLUDE = /^\s*(-r|-c|--requirement|--constraint)(?:\s*=\s*|\s+)(?![a-z]+:\/\/)(\S+)/
const WHEEL_LINE = /^\s*\.{1,2}\/\S*\.whl\b/m
const INDEX_LINE =
  /^\s*(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|pre|prefer-binary|trusted-host))\b.*$/gm

/** requirements.txt as it stands, unless it installs the project itself. */
export async function requirementsRecipe(job: Job): Promise<Recipe> {
  const { pins } = job
  if (LOCAL_LINE.test(pins.text)) {
    if (!WHEEL_LINE.test(pins.text)) return dependenciesRecipe(job)
    throw cannotBuild(
      `${pins.source} installs a project of the repository and a wheel of it: its project is not built`,
    )
  }
  const base = await job.base()
  const list = await wantedOf(job)
  const torch = await chooseTorch(job, base, list)
  const { cwd } = job.surroundings
  return {
    ...common(job, base),
    torch,
    wanted: list && withTorch(torch, list),
    reads: readsOfWord(pins.source, 'lines', { ...placeOf(job), from: cwd }),
    build:
      torch.build === 'cpu'
        ? withTorchLines(job, base, torch, linesIn(job, pins.source))
        : async directory => ({
            tool: installer(job),
            steps: [venv(job, base, directory), install(job, directory, ['-r', pins.source])],
          }),
  }
}

/** What stands under `pip:` in an environment of which conda has only Python. */
export async function pipLinesRecipe(job: Job, lines: readonly string[]): Promise<Recipe> {
  if (LOCAL_LINE.test([...lines, job.pins.text].join('\n'))) return dependenciesOf(job, lines)
  const base = await job.base()
  const at = placeOf(job)
  const requirements = lines.map(line =>
    line.replace(INCLUDE, (_, option, path) => `${option} ${resolve(at.from, path)}`),
  )
  const torch = await chooseTorch(job, base, null)
  return {
    ...common(job, base),
    torch,
    reads: readsOfLines(lines.join('\n'), at),
    build: withTorchLines(job, base, torch, { requirements, constraints: [] }),
  }
}

/** What a project depends on, without the project: its build is a program of the pull request. */
export const dependenciesRecipe = (job: Job): Promise<Recipe> => dependenciesOf(job, [])

/** `own`: lines that the text of the file does not have as such. */
async function dependenciesOf(job: Job, own: readonly string[]): Promise<Recipe> {
  const { pins, files } = job
  const base = await job.base()
  const declarations = declarationsOf(files, pins.source)
  if (!declarations) throw new ExpectedError(`cannot read ${pins.source}`, { kind: 'file' })
  if (declarations.requirements.length === 0)
    throw cannotBuild(`${pins.source}: ${declarations.notes[0] ?? 'it asks for nothing'}`)
  const project = projectOf(files, pins.source)
  const at = placeOf(job, true)
  const byUv = job.uv && project?.isStatic && !project.hasOtherIndexes
  if (byUv) {
    const torch = await chooseTorch(job, base, null)
    return {
      ...common(job, base),
      torch,
      reads: [
        ...readsOfLines(project.lines.join('\n'), at),
        ...project.sources.flatMap(table => readsOfSource(table, at)),
      ],
      build: async directory => ({
        tool: installer(job),
        steps: [
          venv(job, base, directory),
          ...besideProject(job, torch, directory).steps,
          {
            command: [
              ...uvProject(job, venvPython(directory)),
              ...besideProject(job, torch, directory).options,
            ],
            env: asPipWould(job),
          },
        ],
      }),
    }
  }
  const target = targetFor(base.version, base.platform, pins.target)
  const rows = rowsOf(declarations, target)
  const indexes = indexesOf(files, pins.source, [...new Set(rows.map(({ name }) => name))])
  const options = [
    ...indexOptions(indexes.general),
    ...(project ? [] : ([...own, pins.text].join('\n').match(INDEX_LINE) ?? [])),
  ]
  const apart = apartIn(rows, indexes.own, target)
  const text = [...options, ...rows.flatMap(row => lineOf(row) ?? leaveOut(row, job))].join('\n')
  const constraints = constraintLines(declarations)
  const ownIndex = apart.some(({ lines }) => lines.some(isTorch))
  const torch = await chooseTorch(
    job,
    base,
    null,
    ownIndex ? 'torch has an index of its own, and its version is open' : null,
  )
  return {
    ...common(job, base),
    torch,
    reads: readsOfLines([text, ...constraints].join('\n'), at),
    build: withTorchLines(job, base, torch, { requirements: text.split('\n'), constraints, apart }),
  }
}

/** uv reads the indexes, sources and constraints of `[tool.uv]` as well. */
const uvProject = ({ pins }: Job, python: string): Command => [
  ...(['uv', 'pip', 'install', '--python', python] as const),
  ...pins.target.extras.flatMap(name => ['--extra', name]),
  ...pins.target.groups.flatMap(name => ['--group', `${pins.source}:${name}`]),
  ...['-r', pins.source],
]

/** uv and pip may choose other versions of what is not fixed. */
const common = (job: Job, base: BasePython) => ({
  what: 'all of it',
  parts: [installer(job), base.identity, ...openToday(job)],
  tools: toolsOf(job),
  python: venvPython,
})

const rowsOf = ({ requirements }: Declarations, target: Target): Requirement[] =>
  requirements.filter(
    row => !row.conda && row.under?.kind !== 'constraint' && applies(row, target) !== false,
  )

/** What comes from an index of its own, which is asked for nothing else. */
function apartIn(rows: readonly Requirement[], own: Indexes['own'], target: Target): Apart[] {
  const found = rows.flatMap(row => {
    const index = own.find(each => each.name === row.name && isFor(each, target))
    const line = index && ADDRESS.test(index.url) && lineOf(row)
    return line ? [{ url: index.url, line }] : []
  })
  return [...Map.groupBy(found, ({ url }) => url)].map(([url, group]) => ({
    url,
    lines: group.map(({ line }) => line),
  }))
}

const isFor = ({ marker, extra }: Indexes['own'][number], target: Target) =>
  (extra === null || target.extras.has(extra)) &&
  holds(marker, { target, extras: target.extras }) !== false

const constraintLines = ({ requirements }: Declarations) =>
  requirements.flatMap(row => (row.under?.kind === 'constraint' ? (lineOf(row) ?? []) : []))

/** A requirement as pip reads it; null for what it cannot express, or lies in the repository. */
function lineOf({ name, extras, range, text, marker, url }: Requirement): string | null {
  const head = `${name}${extras.length ? `[${extras.join(',')}]` : ''}`
  const tail = marker ? ` ; ${marker.replace(/\s+/g, ' ')}` : ''
  const [, address] = /^((?:git\+)?https:\/\/[^\s;]+)$/.exec(url ?? text.replace(/^@ /, '')) ?? []
  if (address) return `${head} @ ${address}${tail}`
  return range === null || range.includes('||') ? null : `${head}${range}${tail}`
}

function leaveOut({ name, text }: Requirement, { pins, surroundings }: Job): string[] {
  if ((PROBED as readonly string[]).includes(name))
    throw cannotBuild(`${pins.source}: ${name} ${text} cannot be given to pip`, 'make a lock')
  surroundings.progress(`left out, for it cannot be given to pip: ${name} ${text}`)
  return []
}

const ADDRESS = /^https?:\/\/\S+$/

const indexOptions = (urls: readonly string[]) =>
  urls.filter(url => ADDRESS.test(url)).map(url => `--extra-index-url ${url}`)
