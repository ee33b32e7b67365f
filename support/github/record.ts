/**
 * Makes record.json, the recording that playback.ts plays back, with a real probe. Needed whenever the
 * record's schema or the quick suite changes:
 *
 *     node support/github/record.ts PYTHON && npx biome format --write support/github/record.json
 */
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProbe } from '../../src/probe/run.ts'
import { suite } from '../../src/probe/suites.ts'

const KEPT = ['lightning', 'torch', 'numpy', 'fsspec', 'pip']

const python = process.argv[2]
if (!python) throw new Error('usage: record.ts PYTHON')
const record = await runProbe(
  {
    probe: join(import.meta.dirname, '../../python-probe'),
    interpreter: [python],
    suite: suite('quick', 2),
    framework: 'auto',
    accelerator: 'cpu',
    jobs: 2,
    timeout: 300,
    temporary: tmpdir(),
  },
  { cwd: process.cwd(), env: process.env, progress: console.log },
)
record.environment.framework.file = 'lightning/pytorch/__init__.py'
record.environment.packages = record.environment.packages.filter(({ name }) => KEPT.includes(name))
await writeFile(join(import.meta.dirname, 'record.json'), JSON.stringify(record))
