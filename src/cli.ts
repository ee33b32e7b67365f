#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { main } from './commands/main.ts'
import { describe } from './verdict.ts'

try {
  process.exitCode = await main(
    process.argv.slice(2),
    fileURLToPath(new URL('..', import.meta.url)),
  )
} catch (error) {
  console.error(error) // a bug of ours, so with its stack; and never the status of another verdict
  process.exitCode = describe('error').exit
}
