// Writes the parts of the documentation that are made from the sources: `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises'
import { checkPages, withFormats, withInputs } from './tables.ts'
import { withExamples } from './workflows.ts'

for (const [path, page] of Object.entries(checkPages())) await writeFile(path, page)
await writeFile('README.md', withInputs(await readFile('README.md', 'utf8')))

const ENVIRONMENTS = 'docs/environments.md'
await writeFile(ENVIRONMENTS, withFormats(await readFile(ENVIRONMENTS, 'utf8')))

const WORKFLOWS = 'docs/workflows.md'
await writeFile(WORKFLOWS, withExamples(await readFile(WORKFLOWS, 'utf8')))
