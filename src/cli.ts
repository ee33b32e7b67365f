#!/usr/bin/env node

const USAGE_ERROR = 2
const NEEDED = 24

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < NEEDED) {
  console.error(`lddpr: error: Node.js ${NEEDED} or later is needed, this is ${process.version}`)
  process.exit(USAGE_ERROR)
}

// Imported only now: an older Node cannot even load what it needs.
const { main } = await import('./cli/main.ts')
try {
  process.exitCode = await main(process.argv.slice(2), process.env)
} catch (error) {
  console.error(error) // a bug of ours, so with its stack; and never the status of another verdict
  process.exitCode = USAGE_ERROR
}
