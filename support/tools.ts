import { dirname } from 'node:path'
import { readPins } from '../src/pins/index.ts'
import { pythonFor } from './python.ts'

/** The directory with act and zizmor, installed once, as the probe's own tools are. */
export async function toolsDirectory(): Promise<string> {
  const cwd = import.meta.dirname
  const pins = await readPins(cwd, { manifest: 'requirements.txt' })
  return dirname(await pythonFor(pins, cwd, console.log))
}
