import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { root } from '../support/python.ts'

/** GitHub shows a form that it cannot read as a blank page, and says nothing to us. */

const DIRECTORY = join(root, '.github/ISSUE_TEMPLATE')
const forms = (await readdir(DIRECTORY)).filter(name => name !== 'config.yml')
const read = async (name: string) => parse(await readFile(join(DIRECTORY, name), 'utf8'))

const question = z.strictObject({
  type: z.enum(['input', 'textarea']),
  id: z.string().regex(/^[a-z-]+$/),
  attributes: z.strictObject({
    label: z.string(),
    description: z.string().optional(),
    placeholder: z.string().optional(),
    render: z.enum(['text', 'yaml']).optional(),
  }),
  validations: z.strictObject({ required: z.literal(true) }).optional(),
})
const markdown = z.strictObject({
  type: z.literal('markdown'),
  attributes: z.strictObject({ value: z.string() }),
})
const form = z.strictObject({
  name: z.string(),
  description: z.string(),
  title: z.string(),
  labels: z.array(z.string()),
  body: z.array(z.union([question, markdown])),
})

test.each(forms)('%s is a form, with one id a question, and asks for the version', async name => {
  const ids = form.parse(await read(name)).body.flatMap(each => ('id' in each ? [each.id] : []))
  expect(ids).toEqual([...new Set(ids)])
  expect(ids).toContain('version')
})

test('holes are reported elsewhere', async () => {
  const { contact_links } = await read('config.yml')
  expect(contact_links).toEqual([expect.objectContaining({ name: 'A vulnerability' })])
})
