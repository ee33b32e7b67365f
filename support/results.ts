import { cpus, loadavg, release, totalmem } from 'node:os'
import { markdownTable } from 'markdown-table'
import { run } from './run.ts'

const VERSIONS = `
import platform
from importlib.metadata import version
print(platform.python_version(), version("torch"), version("lightning"), version("numpy"))
`

/** What was measured on, as far as it bears on time; no name of a machine, no path. */
export async function describeMachine(python: string): Promise<string> {
  const { stdout } = await run(python, ['-c', VERSIONS])
  const [interpreter, torch, lightning, numpy] = stdout.split(' ')
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`
  return [
    `${model}, ${cpus().length} cores, ${memory}, Linux ${release()}`,
    `Python ${interpreter}, torch ${torch}, Lightning ${lightning}, NumPy ${numpy}, Node ${process.versions.node}`,
    `${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]?.toFixed(1)} at the start`,
  ].join('; ')
}

export function cells(head: string[], lines: string[][]): string {
  const safe = lines.map(line => line.map(cell => cell.replaceAll('|', '\\|')))
  return markdownTable([head, ...safe], { alignDelimiters: false, padding: true })
}

/** The page with the results between its markers; where it has several, each has a name. */
export function withResults(page: string, results: string, name = ''): string {
  const marker = (edge: string) => `<!-- results:${name && `${name}:`}${edge} -->`
  const [begin, end] = [marker('begin'), marker('end')]
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`the page lacks the markers ${begin} and ${end}`)
  return `${before}${begin}\n\n${results}\n\n${end}${after}`
}
