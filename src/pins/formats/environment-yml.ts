import * as z from 'zod'
import type { PlatformName } from '../../model/pins.ts'
import type { Declarations } from '../declaration.ts'
import { ALL, type ManifestFormat, type ManifestHelp, type Site } from '../format.ts'
import type { SourceFile } from '../source.ts'
import { PLATFORMS, type Target } from '../target.ts'
import { MICROMAMBA, parseCondaSpec } from './conda-spec.ts'
import { readLines } from './requirements.ts'

/** environment.yml: conda packages, and a `pip:` section that is a requirements file by itself. */

const schema = z
  .object({
    dependencies: z
      .array(
        z.union([z.string(), z.record(z.string(), z.union([z.array(z.string()), z.string()]))]),
      )
      .nullish(),
  })
  .or(z.literal(''))

export const ENVIRONMENT_YML: ManifestFormat = {
  file: 'environment.yml',
  pattern: /^([\w.-]*[._-])?(environment|env|conda)([._-][\w.-]*)?\.ya?ml$/,
  reason: 'it describes what surrounds the project, not the project',
  declare,
  pipLines,
  tables: file => file.whole('YAML'),
  install: path => `conda env update --file ${path}`,
  build: {
    kind: 'conda',
    programs: () => ({ ...MICROMAMBA, mamba: create('mamba'), conda: create('conda') }),
    by: 'uv or pip if only Python stands outside `pip:`; otherwise `micromamba create`, `mamba env create` or `conda env create`',
    what: ALL,
  },
}

const create =
  (program: string) =>
  ({ environment, source }: Site) =>
    [program, 'env', 'create', '--yes', '-p', environment, '-f', source] as const

function dependenciesIn(file: SourceFile, platform: PlatformName) {
  const value = file.parse('YAML', schema, linesFor(file.text, platform))
  const dependencies = (value === '' ? null : value.dependencies) ?? []
  const specs = dependencies.flatMap(each => (typeof each === 'string' ? parseCondaSpec(each) : []))
  return {
    conda: specs.filter(each => each !== null),
    lines: dependencies.flatMap(each => (typeof each === 'string' ? [] : [each.pip ?? []].flat())),
  }
}

/** What every venv has. */
const OF_A_VENV = ['python', 'pip']

function pipLines(file: SourceFile, platform: PlatformName): string[] | null {
  const { conda, lines } = dependenciesIn(file, platform)
  return lines.length > 0 && conda.every(({ name }) => OF_A_VENV.includes(name)) ? lines : null
}

function declare(file: SourceFile, { readProject, platform }: ManifestHelp): Declarations {
  const { conda, lines } = dependenciesIn(file, platform)
  const pip = readLines(lines, file, readProject)
  const python = conda.find(({ name }) => name === 'python')
  return {
    manager: 'conda',
    project: null,
    python: python?.text ? { text: python.text, range: python.range } : null,
    requirements: [...conda, ...pip.requirements],
    notes: pip.notes,
  }
}

/** Lines end in `# [linux]` where they are meant for some platforms, as conda-lock reads them. */
function linesFor(text: string, platform: Target['platform']): string {
  const { conda } = PLATFORMS[platform]
  const [system = '', machine = ''] = conda.split('-')
  const words = new Set([conda, conda.replace('-', ''), system, machine])
  if (system !== 'win') words.add('unix')
  const KNOWN =
    /^(linux|osx|win|unix|arm64|aarch64|ppc64le|(linux|osx|win)-?(64|32|arm64|aarch64|ppc64le))$/
  return text
    .split('\n')
    .filter(line => {
      const [, not, word] = /#\s*\[\s*(not\s+)?([\w-]+)\s*\]\s*$/.exec(line) ?? []
      return !word || !KNOWN.test(word) || words.has(word) !== Boolean(not)
    })
    .join('\n')
}
