import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

const { env } = process
const input = name => env[`INPUT_${name.toUpperCase()}`] ?? ''
const [path, name] = [input('path'), input('name')]
const target = join(env.LDDPR_ACT_STORE, env.GITHUB_RUN_ID, name)
const hidden = basename(path).startsWith('.') && input('include-hidden-files') !== 'true'
if (path === '' || hidden || !existsSync(path)) {
  console.log(`no files found: ${path}`)
  process.exit(input('if-no-files-found') === 'error' ? 1 : 0)
}
if (existsSync(target)) throw new Error(`there is an artifact ${name} already`)
mkdirSync(target, { recursive: true })
cpSync(path, statSync(path).isDirectory() ? target : join(target, basename(path)), {
  recursive: true,
})
console.log(`stored ${path} as ${name}`)
