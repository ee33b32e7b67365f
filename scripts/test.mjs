// Runs the tests of both languages side by side: `npm test`. `--all` adds those that take minutes: installers, and trainings in
// many environments. `--results DIR` leaves what scripts/totals.mjs adds up.
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

// Images set it; each of the thousands of Python processes would compile for itself what it imports.
delete process.env.PYTHONDONTWRITEBYTECODE

const { all, results } = parseArgs({
  options: { all: { type: 'boolean', default: false }, results: { type: 'string' } },
}).values
const marks = `not interference and not shapes and not surroundings${all ? '' : ' and not slow'}`
const python = ['test/python.ts', '-m', marks]
const projects = all ? [] : ['--project', 'unit', '--project', 'action']
const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...projects]
if (results) {
  python.push(`--junitxml=${results}/python.xml`)
  vitest.push('--reporter=default', '--reporter=json', `--outputFile.json=${results}/ts.json`)
}

/** The exit status of a program, and what it has printed if nobody has seen it yet. */
const run = (words, stdio) =>
  new Promise(resolve => {
    const child = spawn(process.execPath, words, { stdio })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', text => {
        output += text
      })
    child.on('close', (status, signal) => resolve({ status: signal ? 1 : status, output }))
  })

console.log('The tests of the probe run beside those below; what they print comes last.')
const probe = run(python, ['ignore', 'pipe', 'pipe'])
const { status } = await run(vitest, 'inherit')
const { status: probeStatus, output } = await probe
console.log(`\n${output}`)
process.exitCode = status || probeStatus
