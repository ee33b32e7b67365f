import { cpSync, existsSync, globSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const { env } = process
const input = name => env[`INPUT_${name.toUpperCase()}`] ?? ''
const name = input('name')
const paths = input('path')
  .split('\n')
  .map(path => path.trim())
  .filter(path => path !== '')
  .flatMap(path => (path.includes('*') ? globSync(path) : [path]))
const shown = path =>
  existsSync(path) && (input('include-hidden-files') === 'true' || !basename(path).startsWith('.'))
const found = paths.filter(shown)
if (found.length === 0) {
  console.log(`no files found: ${paths.join(', ')}`)
  process.exit(input('if-no-files-found') === 'error' ? 1 : 0)
}
const target = join(env.LDDPR_ACT_STORE, env.GITHUB_RUN_ID, name)
if (existsSync(target)) throw new Error(`there is an artifact ${name} already`)
mkdirSync(target, { recursive: true })
for (const path of found) {
  // Of one path the content, of several each as it lies in the workspace.
  const alone = statSync(path).isDirectory() ? target : join(target, basename(path))
  const place = paths.length > 1 ? join(target, path) : alone
  mkdirSync(dirname(place), { recursive: true })
  cpSync(path, place, { recursive: true })
}
console.log(`stored ${found.join(', ')} as ${name}`)
