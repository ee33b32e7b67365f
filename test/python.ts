// The tests of the probe, in an environment of their own that is built once: `npm run test:python`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { pythonFor, root } from './support/python.ts'

const cwd = join(root, 'python-probe')
const source = 'requirements-dev.txt'
const text = await readFile(join(cwd, source), 'utf8')
const pins = { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null }
const python = await pythonFor({ manager: 'pip', source, text, pins }, cwd, console.log)

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
