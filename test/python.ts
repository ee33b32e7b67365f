// The tests of the probe, in an environment of their own that is built once: `npm run test:python`.
import { join } from 'node:path'
import { execa } from 'execa'
import { readPins } from '../src/pins/index.ts'
import { pythonFor, root } from '../support/python.ts'

const cwd = join(root, 'python-probe')
const pins = await readPins(cwd, { manifest: 'requirements-dev.txt' })
const python = await pythonFor(pins, cwd, console.log)

const CHECKS = [
  ['ruff', 'check'],
  ['ruff', 'format', '--check'],
  ['mypy'],
  ['pytest', '-q', '-n', '2', '--dist', 'loadfile', ...process.argv.slice(2)],
]
for (const command of CHECKS) {
  console.log(`\n$ ${command.join(' ')}`)
  const { exitCode } = await execa(python, ['-m', ...command], {
    cwd,
    stdio: 'inherit',
    reject: false,
  })
  if (exitCode) process.exit(exitCode)
}
