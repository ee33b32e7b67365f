// What `npm start` needs in a fresh clone: the Node that action.yml declares, as a package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

if (!existsSync('node_modules/.package-lock.json')) {
  console.log('lddpr: installing the Node.js packages of this clone (once)')
  process.exit(
    spawnSync('npm', ['ci'], { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1,
  )
}
