import { normalise } from '../../model/packages.ts'
import type { Declarations, Requirement } from '../declaration.ts'
import { ALL, type ManifestFormat, type ReadProject } from '../format.ts'
import { parseRequirement } from '../pep/requirement.ts'
import type { SourceFile } from '../source.ts'
import { readRequirements } from './requirements.ts'

export const SETUP_CFG: ManifestFormat = {
  file: 'setup.cfg',
  pattern: /^setup\.cfg$/,
  reason: 'the oldest format; setup.py is a program, which lddpr does not run',
  declare: (file, { readProject }) => readSetupCfg(file, readProject),
  install: () => 'pip install .',
  build: { kind: 'dependencies', by: 'the same as pyproject.toml', what: ALL },
}

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
    choice: { extras: [...(sections.get('options.extras_require')?.keys() ?? [])], groups: [] },
    notes,
  }
}

const lines = (value: string) => value.split('\n').map(line => line.replace(/\s#.*$/, '').trim())

/** The part of Python's configparser that setup.cfg needs: sections, keys, values of several lines. */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let key: string | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue
    const header = /^\[([^\]]*)\]/.exec(line)?.[1]
    if (header !== undefined) {
      section = sections.get(header.trim()) ?? new Map()
      sections.set(header.trim(), section)
      key = null
    } else if (/^\s/.test(line) && key !== null) {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
    } else {
      const at = line.search(/[=:]/)
      key = at > 0 ? line.slice(0, at).trim() : null
      if (key !== null) section.set(key, line.slice(at + 1).trim())
    }
  }
  return sections
}
