import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pythonFor } from '../support/python.ts'

/** The directory with act and zizmor, installed once, as the probe's own tools are. */
export async function toolsDirectory(): Promise<string> {
  const cwd = import.meta.dirname
  const source = 'requirements.txt'
  const text = await readFile(join(cwd, source), 'utf8')
  const pins = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }
  return dirname(await pythonFor({ manager: 'pip', source, text, pins }, cwd, console.log))
}
