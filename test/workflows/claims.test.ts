import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../support/python.ts'

/** `[name](../path.test.ts): words of a test` in docs/evidence/threat-model.md. */
const page = readFileSync(join(root, 'docs/evidence/threat-model.md'), 'utf8')
const claims = [...page.matchAll(/\]\(\.\.\/\.\.\/(test\/[\w/.-]+\.test\.ts)\)(?:: ([^|]+?))? \|/g)]

test('the page names tests', () => {
  expect(claims.length).toBeGreaterThan(15)
})

test.each(claims.map(([, file = '', name = '']) => ({ file, name })))(
  '$file: $name',
  ({ file, name }) => {
    const titles = readFileSync(join(root, file), 'utf8').replaceAll(/\\'|’/g, "'")
    expect(titles).toContain(name)
  },
)
