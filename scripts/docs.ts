// Writes the parts of the documentation that are made from the sources: `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises'
import { checksPage, withInputs } from './tables.ts'

await writeFile('docs/checks.md', checksPage())
await writeFile('README.md', withInputs(await readFile('README.md', 'utf8')))
