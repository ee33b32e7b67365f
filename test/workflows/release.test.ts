import { createHash } from 'node:crypto'
import { access, chmod, cp, readFile, writeFile } from 'node:fs/promises'
import { basename, delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS } from '../../scripts/actions.ts'
import { parsed } from '../../scripts/workflows.ts'
import { git } from '../../support/git.ts'
import { temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** What .github/workflows/release.yml publishes, and where it moves the tag of the major version. */

const HEAD = 'c0ffee1234567890c0ffee1234567890c0ffee12'
const { jobs } = parsed(await readFile(join(root, '.github/workflows/release.yml'), 'utf8'))

/** The script of a step, as a runner starts it. */
async function run(name: string, env: Record<string, string>, cwd = root) {
  const script = jobs.publish?.steps.find(step => step.name === name)?.run
  if (!script) throw new Error(`release.yml has no step ${name} with a script`)
  const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]
  return execa('bash', bash, { cwd, env, reject: false })
}

const MOVES: [tag: string, released: string[], major: string][] = [
  ['v1.0.0', [], 'v1'],
  ['v1.0.0', ['v1.0.0'], 'v1'],
  ['v1.1.0', ['v1.0.0', 'v1.0.5', 'v1.1.0'], 'v1'],
  ['v1.0.5', ['v1.1.0', 'v1.0.5', 'v1.0.4'], ''],
  ['v1.10.0', ['v1.9.0', 'v1.10.0'], 'v1'],
  ['v1.9.0', ['v1.9.0', 'v1.10.0'], ''],
  ['v1.0.9', ['v1.0.10'], ''],
  ['v1.0.10', ['v1.0.9'], 'v1'],
  ['v1.2.3', ['v2.0.0', 'v1.2.2', 'v11.0.0', 'v10.9.9'], 'v1'],
  ['v2.0.0', ['v1.9.9'], 'v2'],
  ['v11.0.0', ['v1.5.0'], 'v11'],
  ['v1.2.0', ['v1', 'v1.3.0-rc.1', 'nightly', '', '1.9.0', 'v1.9'], 'v1'],
]

test.each(MOVES)('%s after %j moves "%s"', async (tag, released, major) => {
  const input = released.join('\n')
  const { stdout, stderr } = await execa('node', ['scripts/major.mjs', tag], { cwd: root, input })
  expect(stdout).toBe(major)
  expect(stderr === '').toBe(major !== '')
})

test.each(['', 'v1', 'v1.2', '1.2.3', 'v1.2.3-rc.1', 'v1.2.3\nv9.9.9', 'main'])(
  '%j is no release, and moves nothing',
  async tag => {
    const found = await execa('node', ['scripts/major.mjs', tag], {
      cwd: root,
      input: 'v1.0.0\n',
      reject: false,
    })
    expect(found).toMatchObject({ exitCode: 2, stdout: '' })
    expect(found.stderr).toContain(`found ${JSON.stringify(tag)}`)
  },
)

describe('the step that moves it', () => {
  /** Stands for GitHub's program: says what is released, and notes what it is asked to write. */
  async function moved(tag: string, released: string[], fails = 'nothing') {
    await using place = await temporary()
    const asked = join(place.path, 'asked')
    const program = `#!/bin/sh
case "$*" in *${fails}*) exit 1;; *releases*) printf '%s\\n' ${released.join(' ')};; *) echo "$*" >> '${asked}';; esac
`
    await writeFile(join(place.path, 'gh'), program)
    await chmod(join(place.path, 'gh'), 0o755)
    const { exitCode } = await run('Move the major tag, but never back', {
      GITHUB_REPOSITORY: 'octo/action',
      GITHUB_REF_NAME: tag,
      GITHUB_SHA: HEAD,
      PATH: [place.path, process.env.PATH].join(delimiter),
    })
    const text = await readFile(asked, 'utf8').catch(() => '')
    return { exitCode, asked: text.split('\n').filter(line => line !== '') }
  }
  const PATCH = `api --method PATCH repos/octo/action/git/refs/tags/v1 -f sha=${HEAD} -F force=true`
  const POST = `api --method POST repos/octo/action/git/refs -f ref=refs/tags/v1 -f sha=${HEAD}`

  test('a release that is the highest moves it', async () => {
    expect(await moved('v1.1.0', ['v1.1.0', 'v1.0.0'])).toEqual({ exitCode: 0, asked: [PATCH] })
  })
  test('a first release makes it', async () => {
    expect(await moved('v1.0.0', ['v1.0.0'], 'PATCH')).toEqual({ exitCode: 0, asked: [POST] })
  })
  test('a backport writes nothing', async () => {
    expect(await moved('v1.0.5', ['v1.0.5', 'v1.1.0'])).toEqual({ exitCode: 0, asked: [] })
  })
  test('where the releases cannot be listed, it fails and writes nothing', async () => {
    const { exitCode, asked } = await moved('v1.0.5', ['v1.0.5'], 'releases')
    expect(exitCode).not.toBe(0)
    expect(asked).toEqual([])
  })
})

/** The folders of the actions, and what these run. */
const PUBLISHED = [
  ...new Set(Object.keys(ACTIONS).map(file => file.split('/')[0] ?? file)),
  ...['dist', 'python-probe', 'package.json'],
]

/** What a tag of this tree would have: what is made is not committed yet while somebody works on it. */
async function tagged(directory: string): Promise<string[]> {
  const parts = ['.gitignore', 'docs', ...PUBLISHED]
  for (const part of parts) await cp(join(root, part), join(directory, part), { recursive: true })
  await git(directory, 'init', '--quiet')
  await git(directory, 'add', '--all')
  return (await git(directory, 'ls-files')).split('\n')
}

test('the digests of all that `uses:` runs are attested', async () => {
  await using place = await temporary()
  const tree = join(place.path, 'tree')
  const files = await tagged(tree)
  const RUNNER_TEMP = place.path
  const { exitCode, stderr } = await run('Digests of what users run', { RUNNER_TEMP }, tree)
  expect(exitCode, stderr).toBe(0)
  const text = await readFile(join(place.path, 'release/lddpr-action.sha256'), 'utf8')
  const digests = new Map(text.split('\n').map(line => [line.slice(66), line.slice(0, 64)]))
  for (const file of files.filter(name => !/^(docs\/|\.gitignore)/.test(name))) {
    const content = await readFile(join(tree, file))
    expect(digests.get(file), file).toBe(createHash('sha256').update(content).digest('hex'))
  }
  for (const file of files.filter(name => basename(name) === 'action.yml')) {
    const { runs } = parse(await readFile(join(tree, file), 'utf8'))
    expect([...digests.keys()]).toContain(join(dirname(file), runs.main))
  }
  expect([...digests.keys()]).toContain('python-probe/lddpr/main.py')
  expect(digests.size).toBeLessThan(1024) // what actions/attest takes
})

test('all that is published, and what makes it, has owners', async () => {
  const text = await readFile(join(root, '.github/CODEOWNERS'), 'utf8')
  const rules = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  const owned = rules.map(rule => /^\/(\S+?)\/? +@[\w-]+\/[\w-]+$/.exec(rule)?.[1] ?? rule)
  for (const path of owned) await expect(access(join(root, path)), path).resolves.toBe(undefined)
  expect(owned).toEqual(expect.arrayContaining([...PUBLISHED, 'src', '.github', 'scripts']))
})

test('the job that signs and writes runs no package and takes no file of another job', () => {
  const steps = jobs.publish?.steps ?? []
  const attest = steps.find(({ uses }) => uses?.startsWith('actions/attest'))
  expect(attest?.with?.['subject-checksums']).toMatch(/\/release\/lddpr-action\.sha256$/)
  for (const { run: script = '', uses = '' } of steps) {
    expect(script).not.toMatch(/\bnp[mx]\b|pip/)
    expect(uses).not.toContain('download-artifact')
  }
  expect(jobs.build?.permissions).toEqual({ contents: 'read' })
})
