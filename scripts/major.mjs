// Says whether a release moves the tag of its major version: `node scripts/major.mjs v1.2.3 < TAGS`, where TAGS
// are those of all releases, one a line. Prints `v1`, or nothing if `v1` names a higher release already.
import { readFileSync } from 'node:fs'

const parse = text => /^v(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number)

const [, , tag = ''] = process.argv
const own = parse(tag)
if (!own) {
  console.error(`expected the tag of a release, such as v1.2.3, found ${JSON.stringify(tag)}`)
  process.exit(2)
}

// What is no vX.Y.Z, a release candidate or v1 itself, moves nothing and keeps nothing from moving.
const tags = readFileSync(0, 'utf8').split('\n')
const higher = tags.filter(each => isHigher(parse(each.trim())))
if (higher.length === 0) console.log(`v${own[0]}`)
else console.error(`v${own[0]} stays where it is: ${higher.join(', ')} is higher than ${tag}`)

function isHigher(other) {
  if (!other || other[0] !== own[0]) return false
  return other[1] === own[1] ? other[2] > own[2] : other[1] > own[1]
}
