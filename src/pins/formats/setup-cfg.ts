import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { parseIni } from '../ini.ts'
import { parseRequirement } from '../pep/requirement.ts'
import type { SourceFile } from '../source.ts'
import { type ReadProject, readRequirements } from './requirements.ts'

/** setup.cfg: `install_requires`, `extras_require`, `python_requires`. setup.py is a program: it is not run. */
export function readSetupCfg(file: SourceFile, readProject: ReadProject): Declarations {
  const sections = parseIni(file.text)
  const options = sections.get('options')
  const notes: string[] = []
  const rows = (value: string, extra: Partial<Requirement> = {}): Requirement[] => {
    const files = /^file:\s*(.*)$/s.exec(value)?.[1]
    if (files === undefined)
      return lines(value).flatMap(line => parseRequirement(line, extra) ?? [])
    return files
      .split(/[,\n]/)
      .map(name => name.trim())
      .filter(Boolean)
      .flatMap(name => readRequirements(file.include(name), readProject).requirements)
      .map(row => ({ ...row, ...extra }))
  }
  const extras = [...(sections.get('options.extras_require') ?? [])].flatMap(([name, value]) =>
    rows(value, { under: { kind: 'extra', names: [normalise(name)] } }),
  )
  const python = options?.get('python_requires') ?? ''
  const name = sections.get('metadata')?.get('name')
  return {
    manager: 'setuptools',
    project: name ? normalise(name) : null,
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    requirements: [...rows(options?.get('install_requires') ?? ''), ...extras],
    notes,
  }
}

const lines = (value: string) => value.split('\n').map(line => line.replace(/\s#.*$/, '').trim())
