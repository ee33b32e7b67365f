// What `npm start` and `npm run demo` share. They need nothing but Node.js 20 and Python: dist/ runs by itself.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const EXAMPLE = fileURLToPath(new URL('../examples/minimal', import.meta.url))
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

/** The exit status of a quick check on the CPU. A signal reaches both; the check cleans up first. */
export function check(cwd) {
  const words = ['check', '--cwd', cwd, '--suite', 'quick', '--accelerator', 'cpu']
  const child = spawn(process.execPath, [CLI, ...words], { stdio: 'inherit' })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve(signal ? 1 : status))
  })
}

export const FIRST_TIME =
  'The first time it installs torch and Lightning, which takes a minute or more.'
