// `npm start`: the example passes.
import { check, EXAMPLE, FIRST_TIME } from './program.mjs'

console.log(
  `Checks examples/minimal relative to its committed baseline, on the CPU. ${FIRST_TIME}\n`,
)
process.exitCode = await check(EXAMPLE)
if (process.exitCode === 0)
  console.log('Now see it fail:  npm run demo   # sets Lightning back to 2.6.0')
