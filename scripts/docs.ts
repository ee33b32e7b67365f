// Writes the parts of the documentation that are made from the sources: `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises'
import { ACTIONS, withReference } from './actions.ts'
import { checkPages, withTolerances } from './check-pages.ts'
import { withFormats, withGitHub, withMeasured, withVariables, withWorkflow } from './tables.ts'
import { withExamples, withNotRun } from './workflows.ts'

for (const [path, page] of Object.entries(checkPages())) await writeFile(path, page)
const read = (file: string) => readFile(file, 'utf8')
for (const [path, made] of Object.entries(ACTIONS)) await writeFile(path, made(await read(path)))
const FIRST = 'examples/workflows/summary.yml'
await writeFile('README.md', withWorkflow(await read('README.md'), await read(FIRST)))

const REFERENCE = 'docs/inputs.md'
await writeFile(REFERENCE, withReference(await read(REFERENCE)))

for (const page of ['docs/environments.md', 'docs/evidence/environments.md'])
  await writeFile(page, withFormats(await read(page)))

const GITHUB = 'docs/github.md'
await writeFile(GITHUB, withGitHub(await read(GITHUB)))

const SURROUNDINGS = 'docs/evidence/surroundings.md'
await writeFile(SURROUNDINGS, withVariables(await read(SURROUNDINGS)))

const WORKFLOWS = 'docs/workflows.md'
await writeFile(WORKFLOWS, withExamples(await read(WORKFLOWS)))

const RUN = 'docs/evidence/workflows.md'
await writeFile(RUN, withNotRun(await read(RUN)))

const MEASURED = 'docs/what-is-measured.md'
await writeFile(MEASURED, withMeasured(await read(MEASURED)))

const TRAINING = 'docs/own-training.md'
await writeFile(TRAINING, withTolerances(await read(TRAINING)))
