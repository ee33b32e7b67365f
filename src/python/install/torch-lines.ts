import { join, posix } from 'node:path'
import { normalise } from '../../model/packages.ts'
import { partsOf } from '../../model/torch-build.ts'
import { logicalLines } from '../../pins/index.ts'
import type { BasePython } from '../find-python.ts'
import { type Apart, type Job, type Recipe, type Step, venvWith } from '../recipe.ts'
import { indexOf, type TorchChoice } from '../torch-build.ts'
import { FAMILY, isLeftOut } from '../torch-packages.ts'

/** Lines for pip or uv, which choose the versions, with the CPU build of torch in them. */

interface Lines {
  requirements: readonly string[]
  constraints: readonly string[]
  apart?: readonly Apart[]
}

const INCLUDE = /^(?:-([rc])\s*|--(requirement|constraint)(?:\s+|\s*=\s*))(\S.*)$/
/** What PyTorch offers for a GPU: its builds would count as newer than those for the CPU. */
const CUDA_INDEX = /^-\S.*pytorch\.org\/whl\/(?:\w+\/)?(?:cu\d+|rocm|xpu)/
const FIND_LINKS = /^(-f|--find-links)(?:\s+|\s*=\s*)(?![a-z]+:)(\S.*)$/i

/** A file for pip with all that it includes. */
export function linesIn({ files, surroundings: { cwd } }: Job, source: string): Lines {
  const requirements: string[] = []
  const constraints: string[] = []
  const seen = new Set<string>()
  const collect = (path: string, into: string[]) => {
    if (seen.has(path)) return
    seen.add(path)
    for (const line of logicalLines(files.read(path) ?? '')) {
      const [, letter, word = '', other = ''] = INCLUDE.exec(line) ?? []
      const [, option, place = ''] = FIND_LINKS.exec(line) ?? []
      if (other)
        collect(
          posix.join(posix.dirname(path), other.replace(/^["']|["']$/g, '')),
          letter === 'c' || word === 'constraint' ? constraints : into,
        )
      else if (option) into.push(`${option} ${join(cwd, posix.dirname(path), place)}`)
      else into.push(line)
    }
  }
  collect(source, requirements)
  return { requirements, constraints }
}

/** Installs them, with an index beside that has nothing but the CPU builds. */
export function withTorchLines(
  job: Job,
  base: BasePython,
  choice: TorchChoice,
  { requirements, constraints, apart = [] }: Lines,
): Recipe['build'] {
  if (choice.build !== 'cpu')
    return venvWith(job, base, `${requirements.join('\n')}\n`, [], constraints, apart)
  const others = apart
    .map(each => ({ ...each, lines: each.lines.filter(line => !isTorch(line)) }))
    .filter(({ lines }) => lines.length > 0)
  const lines = requirements.flatMap(line => lineFor(line, choice))
  const limits = constraints.flatMap(line => lineFor(line, choice))
  return async directory => {
    const { url, steps } = indexOf(choice, directory)
    const text = [`--extra-index-url ${url}`, ...lines, ''].join('\n')
    const {
      tool,
      steps: [venv, ...rest],
    } = await venvWith(job, base, text, [], limits, others)(directory)
    return { tool, steps: [...(venv ? [venv] : []), ...steps, ...rest] }
  }
}

const nameIn = (line: string) => normalise(/^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? '')

/** Whether the line is of torch, or of what goes with its build. */
export const isTorch = (line: string) => FAMILY.has(nameIn(line)) || isLeftOut(nameIn(line))

/** A version that is fixed becomes that of the CPU build, with its hash where lines have hashes. */
export function lineFor(line: string, { wheels }: TorchChoice): string[] {
  if (CUDA_INDEX.test(line)) return []
  const [head = ''] = line.split(/\s--\w|;/)
  const [, word = '', extras = '', range = ''] =
    /^([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?\s*(.*)$/.exec(head.trim()) ?? []
  const name = normalise(word)
  if (isLeftOut(name)) return []
  const release = /^===?([^*,+]+)(?:\+\S+)?$/.exec(range.replace(/\s/g, ''))?.[1]
  const wheel = wheels.find(each => each.name === name && each.version === `${release}+cpu`)
  if (!release || !wheel) return [line]
  const hashed = /\s--hash[\s=]/.test(line) ? ` --hash=sha256:${wheel.hash}` : ''
  const marker = /;[^;]*?(?=\s--\w|$)/.exec(line)?.[0] ?? ''
  return [`${word}${extras}==${wheel.version}${marker && ` ${marker.trim()}`}${hashed}`]
}

/** What uv gets beside a project that it reads itself. */
export function besideProject(
  { surroundings: { env } }: Job,
  choice: TorchChoice,
  directory: string,
): { steps: Step[]; options: string[] } {
  if (choice.build !== 'cpu') return { steps: [], options: [] }
  const { url, steps } = indexOf(choice, directory)
  const [release, local] = partsOf(choice.version ?? '')
  const file = join(directory, 'lddpr-index.txt')
  const overrides = join(directory, 'lddpr-overrides.txt')
  return {
    steps: [
      ...steps,
      { write: file, text: `--extra-index-url ${url}\n` },
      ...(local ? [{ write: overrides, text: `torch==${release}+cpu\n` }] : []),
    ],
    options: [
      ...['-r', file],
      ...(choice.version || env.UV_INDEX_STRATEGY ? [] : ['--index-strategy', 'unsafe-best-match']),
      ...(local ? ['--overrides', overrides] : []),
    ],
  }
}
