/**
 * Cuts support/github/openapi.json out of GitHub's own OpenAPI description: the operations that this
 * action calls, and what they refer to. The whole description is 13 MB in a package of 385 MB, so it
 * is not a dependency. To do it again:
 *
 *     npm install --no-save --prefix /tmp/openapi @octokit/openapi@23.0.2 @octokit/webhooks-examples@7.6.1
 *     node scripts/slice-openapi.mjs /tmp/openapi/node_modules/@octokit/openapi
 *
 * From the same two packages come examples: of answers with too many fields to write out, and of what
 * the runner is told of an event.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const OPERATIONS = {
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': ['post'],
  '/repos/{owner}/{repo}/collaborators/{username}/permission': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}': ['get'],
}
/** What GitHub calls its examples. */
const EXAMPLES = [
  'pull-request',
  'pull-request-simple-items',
  'repository-collaborator-permission-response-if-user-has-admin-permissions',
  'artifact',
  'reaction',
  'workflow-run',
]

const PAYLOADS = ['issue_comment', 'merge_group', 'pull_request', 'push', 'workflow_run']

const target = new URL('../support/github/openapi.json', import.meta.url)
const source = process.argv[2]
if (!source) throw new Error('usage: slice-openapi.mjs DIRECTORY_OF_@octokit/openapi')

const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
const whole = JSON.parse(await readFile(join(source, 'generated', 'api.github.com.json'), 'utf8'))
const slice = {
  openapi: whole.openapi,
  info: {
    ...whole.info,
    description:
      `A slice of GitHub's OpenAPI description, from the npm package @octokit/openapi ${version} ` +
      '(MIT License, Copyright (c) 2020 Octokit contributors), cut by scripts/slice-openapi.mjs.',
  },
  paths: {},
  components: {},
}
for (const [path, methods] of Object.entries(OPERATIONS))
  slice.paths[path] = Object.fromEntries(
    methods.map(method => [method, withoutProse(whole.paths[path][method])]),
  )
collect(slice.paths)
await writeFile(target, `${JSON.stringify(slice, null, 1)}\n`)
await writeJson(
  'openapi-examples.json',
  EXAMPLES.map(name => [name, whole.components.examples[name].value]),
)
const webhooks = JSON.parse(
  await readFile(join(source, '../webhooks-examples/api.github.com/index.json'), 'utf8'),
)
await writeJson(
  'payloads.json',
  PAYLOADS.map(name => [
    name,
    withoutAddresses(webhooks.find(each => each.name === name).examples[0]),
  ]),
)

async function writeJson(file, entries) {
  const target = new URL(`../support/github/${file}`, import.meta.url)
  await writeFile(target, `${JSON.stringify(Object.fromEntries(entries), null, 1)}\n`)
}

/** Two thirds of a payload are addresses, which nobody asks for. */
function withoutAddresses(value) {
  if (Array.isArray(value)) return value.map(withoutAddresses)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([key]) => !/(^|_)url$|^_links$/.test(key))
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutAddresses(item)]))
}

/** Copies everything that a value refers to, and what that refers to. */
function collect(value) {
  if (value === null || typeof value !== 'object') return
  for (const item of Object.values(value)) collect(item)
  if (typeof value.$ref !== 'string') return
  const [, , kind, name] = value.$ref.split('/')
  slice.components[kind] ??= {}
  if (slice.components[kind][name]) return
  slice.components[kind][name] = withoutProse(whole.components[kind][name])
  collect(slice.components[kind][name])
}

/** Examples and descriptions validate nothing. A property may have those names too: it is a schema. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse)
  if (value === null || typeof value !== 'object') return value
  const prose = ([key, item]) =>
    key === 'examples' ||
    key === 'externalDocs' ||
    key.startsWith('x-') ||
    (key === 'example' && !isSchema(item)) ||
    (key === 'description' && typeof item === 'string')
  const kept = Object.entries(value).filter(entry => !prose(entry))
  // What may be null may be so beside its values, which a validator of JSON Schema must be told.
  if (value.nullable && value.enum)
    return { ...Object.fromEntries(kept), enum: [...new Set([...value.enum, null])] }
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutProse(item)]))
}

function isSchema(item) {
  return item !== null && typeof item === 'object' && ('type' in item || '$ref' in item)
}
