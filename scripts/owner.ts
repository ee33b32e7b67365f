// Names the owner of this repository wherever it stands: `node scripts/owner.ts NEW-OWNER`.
import { readFile, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { canonical, withDigest } from '../src/baseline/canonical.ts'
import { baselineSchema } from '../src/model/baseline.ts'
import { OWNER } from '../src/model/owner.ts'

/** Each way to spell an owner, behind nothing that makes it the end of another name. */
const spellings = (owner: string) => [`${owner}/lddpr-action`, `@${owner}/`, `OWNER = '${owner}'`]
const BASELINE = /(^|\/)\.lddpr\/[^/]+\.json$/

const [, , owner = ''] = process.argv
if (!/^[a-z\d]+(-[a-z\d]+)*$/i.test(owner) || owner.length > 39) {
  console.error(
    `expected the name of a user or an organisation on GitHub, found ${JSON.stringify(owner)}: node scripts/owner.ts NEW-OWNER`,
  )
  process.exit(2)
}

const { stdout } = await execa('git', ['ls-files', '-z', '--', ':!dist'])
for (const file of stdout.split('\0').filter(name => name !== '')) {
  const text = await readFile(file, 'utf8')
  const named = renamed(text)
  if (named === text) continue
  await writeFile(file, BASELINE.test(file) ? resealed(named) : named)
  console.log(file)
}
await execa('npm', ['run', 'bundle'], { stdio: 'inherit' })

function renamed(text: string): string {
  const to = spellings(owner)
  return spellings(OWNER).reduce(
    (all, from, at) => all.replaceAll(new RegExp(`(?<![\\w.-])${from}`, 'g'), to[at] ?? from),
    text,
  )
}

/** A baseline is sealed with a digest of its whole text, the link in it included. */
function resealed(text: string): string {
  return canonical(withDigest(baselineSchema.parse(JSON.parse(text))))
}
