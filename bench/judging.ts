// Judges and reports the record of a file over and over, against the baseline of another. A process
// of its own, so that its memory can be told: `node bench/judging.ts RECORD BASELINE DIRECTORY`.
import { readFileSync } from 'node:fs'
import { parseJson } from '../src/lib/json.ts'
import { baselineSchema } from '../src/model/baseline.ts'
import { recordSchema } from '../src/model/record.ts'
import type { Measured } from '../src/model/world.ts'
import { reportOn } from '../src/pipeline/report.ts'
import { writeReports } from '../src/pipeline/review.ts'

const ROUNDS = 21

const [file = '', baselineFile = '', directory = ''] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')
const baseline = baselineSchema.parse(JSON.parse(readFileSync(baselineFile, 'utf8')))
const place = { cwd: directory, directory, timings: {}, classes: [] }

const read: number[] = []
const judged: number[] = []
let verdict = ''
let memory = { heap: 0, rss: 0 }
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now()
  const record = parseJson(recordSchema, text, file)
  const parsed = performance.now()
  const measured: Measured = {
    record,
    pins: null,
    imports: null,
    framework: 'auto',
    mayDiffer: false,
  }
  const concluded = reportOn(
    measured,
    { baseline: () => ({ file: baselineFile, baseline }), classes: [] },
    place,
    { spell: String },
  )
  await writeReports(concluded, record, directory, {
    progress() {},
    spell: String,
    git: { look: 'upwards' },
  })
  judged.push(performance.now() - parsed)
  read.push(parsed - start)
  if (round === 0) memory = memoryNow() // more rounds than one are made here alone
  verdict = concluded.report.verdict
}
console.log(JSON.stringify({ verdict, read, judged, ...memory }))

/** In MiB: the heap as it is, and the most that this process has had. */
function memoryNow() {
  const rss = process.resourceUsage().maxRSS / 1024
  return { heap: process.memoryUsage().heapUsed / 2 ** 20, rss }
}
