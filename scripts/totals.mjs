// Adds up what pytest and vitest have counted and prints one line: `N passed, N failed, N skipped`.
import { readFileSync } from 'node:fs'

const directory = process.argv[2]
const vitest = JSON.parse(readFileSync(`${directory}/ts.json`, 'utf8'))
const suite = /<testsuite [^>]*>/.exec(readFileSync(`${directory}/python.xml`, 'utf8'))?.[0] ?? ''
const count = name => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1])

const failed = vitest.numFailedTests + count('failures') + count('errors')
const skipped = vitest.numPendingTests + count('skipped')
const python = count('tests') - count('failures') - count('errors') - count('skipped')
console.log(`${vitest.numPassedTests + python} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 || !(python > 0) || !(vitest.numPassedTests > 0) ? 1 : 0)
