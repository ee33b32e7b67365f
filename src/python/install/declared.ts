import * as z from 'zod'
import { ExpectedError } from '../../lib/errors.ts'
import { PROBED } from '../../model/pins.ts'
import { applies, type Declarations, type Requirement } from '../../pins/declaration.ts'
import { parsePyproject } from '../../pins/formats/pyproject.ts'
import { projectReader } from '../../pins/formats.ts'
import { manifestFormat } from '../../pins/reading.ts'
import { Repository } from '../../pins/repository.ts'
import { SourceFile } from '../../pins/source.ts'
import { DEFAULT_PLATFORM, platformOf, type Target } from '../../pins/target.ts'
import type { Base } from '../find-python.ts'
import { type Read, readsOfLines, readsOfSource, readsOfWord } from '../reads.ts'
import {
  asPipWould,
  install,
  installer,
  type Job,
  openToday,
  type Plan,
  placeOf,
  toolsOf,
  venv,
  venvPython,
  venvWith,
} from '../recipe.ts'
import type { Command } from '../run.ts'

/** Environments from files that say what is asked for; the installer chooses the versions. */

/** A project of this repository as a line: to install it would run its build. A wheel has none. */
const LOCAL_LINE =
  /^\s*(?:(?:-e|--editable)[\s=]+(?![a-z]+[+:])|\.{1,2}(?![^\s;#]*\.whl)(?:\/[^\s;#]*)?(?:\[[^\]]*\])?\s*(?:[;#].*)?$)/m
const WHEEL_LINE = /^\s*\.{1,2}\/\S*\.whl\b/m
const INDEX_LINE =
  /^\s*(?:-i|-f|--(?:index-url|extra-index-url|find-links|no-index|pre|prefer-binary|trusted-host))\b.*$/gm

/** requirements.txt as it stands, unless it installs the project itself. */
export async function requirements(job: Job): Promise<Plan> {
  const { pins } = job
  if (LOCAL_LINE.test(pins.text)) {
    if (!WHEEL_LINE.test(pins.text)) return dependencies(job)
    throw new ExpectedError(
      spell =>
        `${pins.source} installs a project of the repository and a wheel of it: ` +
        `its project is not built; name an interpreter with ${spell('python')}`,
    )
  }
  const base = await job.base()
  const { cwd } = job.surroundings
  return {
    ...common(job, base),
    reads: readsOfWord(pins.source, 'lines', { ...placeOf(job), from: cwd }),
    build: async directory => ({
      tool: installer(job),
      steps: [venv(job, base, directory), install(job, directory, ['-r', pins.source])],
    }),
  }
}

/** What a project depends on, without the project: its build is a program of the pull request. */
export async function dependencies(job: Job): Promise<Plan> {
  const { pins, surroundings } = job
  const base = await job.base()
  const file = SourceFile.open(new Repository(surroundings.cwd), pins.source)
  const declarations = file && declare(file)
  if (!file || !declarations) throw new ExpectedError(`cannot read ${pins.source}`)
  if (declarations.requirements.length === 0)
    throw new ExpectedError(
      spell =>
        `${pins.source}: ${declarations.notes[0] ?? 'it asks for nothing'}; name an interpreter with ${spell('python')}`,
    )
  if (job.uv && isStatic(file))
    return {
      ...common(job, base),
      reads: readsOfProject(file, job),
      build: async directory => ({
        tool: installer(job),
        steps: [
          venv(job, base, directory),
          { command: uvProject(job, venvPython(directory)), env: asPipWould(job) },
        ],
      }),
    }
  const target = targetOf(job, base)
  const text = [...optionsOf(file, pins.text), ...linesOf(declarations, target, job)].join('\n')
  const constraints = constraintLines(declarations)
  return {
    ...common(job, base),
    reads: readsOfLines([text, ...constraints].join('\n'), placeOf(job, true)),
    build: venvWith(job, base, `${text}\n`, [], constraints),
  }
}

/** uv reads the indexes, sources and constraints of `[tool.uv]` as well. */
const uvProject = ({ pins }: Job, python: string): Command => [
  ...(['uv', 'pip', 'install', '--python', python] as const),
  ...(pins.target?.extras ?? []).flatMap(extra => ['--extra', extra]),
  ...['-r', pins.source],
]

/** What uv takes the dependencies from, the extras' too. */
function readsOfProject(file: SourceFile, job: Job): Read[] {
  const { project } = parsePyproject(file)
  const { tool } = file.parse('TOML', sourceSchema)
  const lines = [
    project?.dependencies ?? [],
    Object.values(project?.['optional-dependencies'] ?? {}),
  ]
  const at = placeOf(job, true)
  return [
    ...readsOfLines(lines.flat(2).join('\n'), at),
    ...Object.values(tool?.uv?.sources ?? {})
      .flat()
      .flatMap(table => readsOfSource(table, at)),
  ]
}

const source = z.record(z.string(), z.unknown())
const sourceSchema = z.object({
  tool: z
    .object({
      uv: z
        .object({ sources: z.record(z.string(), source.or(z.array(source))).optional() })
        .optional(),
    })
    .optional(),
})

/** uv and pip may choose other versions of what is not fixed. */
const common = (job: Job, base: Base) => ({
  what: 'all of it',
  parts: [installer(job), base.identity, ...openToday(job)],
  tools: toolsOf(job),
  python: venvPython,
})

function declare(file: SourceFile): Declarations | null {
  const format = manifestFormat(file.base) ?? manifestFormat('requirements.txt')
  return (
    format?.declare(file, {
      platform: DEFAULT_PLATFORM,
      readProject: projectReader(),
      manifest: null,
      pyproject: null,
      member: '.',
    }) ?? null
  )
}

/** Whether uv can read the dependencies without asking the project's build for them. */
function isStatic(file: SourceFile): boolean {
  if (file.base !== 'pyproject.toml') return false
  const { project } = parsePyproject(file)
  return Boolean(
    project?.name && project.dependencies && !project.dynamic?.includes('dependencies'),
  )
}

const targetOf = ({ pins }: Job, { version, platform }: Base): Target => ({
  python: version,
  platform: platformOf(platform) ?? DEFAULT_PLATFORM,
  extras: new Set(pins.target?.extras),
})

function linesOf(declarations: Declarations, target: Target, job: Job): string[] {
  const rows = declarations.requirements.filter(
    row => row.under?.kind !== 'constraint' && applies(row, target) !== false,
  )
  return rows.flatMap(row => lineOf(row) ?? leaveOut(row, job))
}

const constraintLines = ({ requirements }: Declarations) =>
  requirements.flatMap(row => (row.under?.kind === 'constraint' ? (lineOf(row) ?? []) : []))

/** A requirement as pip reads it; null for what it cannot be told, or lies in the repository. */
function lineOf({ name, extras, range, text, marker }: Requirement): string | null {
  const head = `${name}${extras.length ? `[${extras.join(',')}]` : ''}`
  const tail = marker ? ` ; ${marker.replace(/\s+/g, ' ')}` : ''
  if (range !== null) return range.includes('||') ? null : `${head}${range}${tail}`
  const url = /^@ ((?:git\+)?https:\/\/[^\s;]+)$/.exec(text)?.[1]
  return url ? `${head} @ ${url}${tail}` : null
}

function leaveOut({ name, text }: Requirement, { pins, surroundings }: Job): string[] {
  if ((PROBED as readonly string[]).includes(name))
    throw new ExpectedError(
      spell =>
        `${pins.source}: ${name} ${text} cannot be given to pip; make a lock, or name an interpreter with ${spell('python')}`,
    )
  surroundings.progress(`left out, for it cannot be given to pip: ${name} ${text}`)
  return []
}

const indexes = z.array(z.object({ url: z.string().optional() })).optional()
const indexSchema = z.object({
  tool: z
    .object({
      uv: z.object({ index: indexes }).optional(),
      poetry: z.object({ source: indexes }).optional(),
      pdm: z.object({ source: indexes }).optional(),
    })
    .optional(),
})

/** Indexes, as the lines of a requirements file or the tables of a project say them. */
function optionsOf(file: SourceFile, text: string): string[] {
  if (file.base !== 'pyproject.toml') return text.match(INDEX_LINE) ?? []
  const { tool } = file.parse('TOML', indexSchema)
  return [tool?.uv?.index, tool?.poetry?.source, tool?.pdm?.source].flatMap(tables =>
    (tables ?? []).flatMap(({ url }) =>
      url && /^https?:\/\/\S+$/.test(url) ? `--extra-index-url ${url}` : [],
    ),
  )
}
