// Writes the parts of the documentation that are made from the sources: `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises'
import { checkPages, withFormats, withInputs } from './tables.ts'

for (const [path, page] of Object.entries(checkPages())) await writeFile(path, page)
await writeFile('README.md', withInputs(await readFile('README.md', 'utf8')))

const ENVIRONMENTS = 'docs/environments.md'
await writeFile(ENVIRONMENTS, withFormats(await readFile(ENVIRONMENTS, 'utf8')))
