import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository as makeRepository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { workplace } from './workplace.ts'

/** What decides is read before packages run, from the working tree alone, and never quoted. */

const PLAYBACK = join(import.meta.dirname, '../../support/github/playback.ts')

/** An interpreter whose packages do something before they measure. */
async function interpreter(directory: string, does: string, flags = ''): Promise<string> {
  const program = join(directory, 'python')
  const probe = `exec '${process.execPath}' '${PLAYBACK}' ${flags} "$@"`
  await writeFile(program, `#!/bin/sh\n${does}\n${probe}\n`)
  await chmod(program, 0o755)
  return program
}

describe('packages that write', () => {
  const changes: [string, string, string][] = [
    ['the baseline that they meet', 'cp ../expected.json .lddpr/cpu-x2.json', 'cpu-x2.json'],
    ['no baseline any more', 'rm .lddpr/cpu-x2.json', 'cpu-x2.json'],
    ['a baseline of another machine type', 'cp ../expected.json .lddpr/cpu-x4.json', 'cpu-x4.json'],
    ['a configuration', "echo 'suite: quick' > .lddpr/config.yml", 'config.yml'],
    [
      'a link in the place of the directory',
      'mv .lddpr ../away; ln -s ../away .lddpr; rm ../away/cpu-x2.json',
      'cpu-x2.json',
    ],
  ]
  test.for(changes)('%s accept nothing', async ([, does, name]) => {
    const { github, repository, step, acceptBaseline } = await workplace()
    const moved = `"${process.execPath}" "${PLAYBACK}" --moved`
    await acceptBaseline({ python: moved })
    await writeFile(
      join(repository, '../expected.json'),
      await readFile(join(repository, '.lddpr/cpu-x2.json'), 'utf8'),
    )
    await rm(join(repository, '.lddpr'), { recursive: true })
    await acceptBaseline()
    const python = await interpreter(join(repository, '..'), does, '--moved')
    const { status, log, outputs } = await step({ inputs: { python } })
    expect(status).toBe(2)
    expect(outputs.verdict).toBe('error')
    expect(log).toContain('the packages have changed')
    expect(log).toContain(`expected ${name} as committed`)
    expect(github.comments[0]?.body).toContain('the packages have changed')
  })

  test('a manifest change nothing, and it is said', async () => {
    const { repository, step } = await workplace()
    await writeFile(join(repository, 'requirements.txt'), 'lightning==2.6.6\n')
    const does = 'echo lightning==9.9.9 > requirements.txt; echo lightning==9.9.9 > uv.lock'
    const python = await interpreter(join(repository, '..'), does)
    const { status, outputs } = await step({ inputs: { python } })
    expect(status).toBe(5)
    const text = await readFile(outputs['report-path'] ?? '', 'utf8')
    expect(text).toContain('requirements.txt was written while packages ran')
    expect(text).not.toContain('9.9.9')
  })
})

const SECRET = 'glpat-SECRETVALUE'
const CREDENTIALS: Record<string, string> = {
  'cpu-x2.json': JSON.stringify({ token: SECRET, hosts: [SECRET] }),
  'config.yml': `suite: ${SECRET}\ntoken: ${SECRET}\n`,
  'broken.json': `{"token": "${SECRET}`,
}

describe('a secret of the machine is quoted nowhere', () => {
  /** Every text that a run leaves. */
  async function texts(work: (place: Awaited<ReturnType<typeof workplace>>) => Promise<void>) {
    const place = await workplace()
    await using elsewhere = await temporary()
    for (const [name, text] of Object.entries(CREDENTIALS))
      await writeFile(join(elsewhere.path, name), text)
    await symlink(elsewhere.path, join(place.repository, '../elsewhere'))
    await work(place)
    let all = ''
    for (const uses of ['check', 'record'] as const) {
      const { status, log, summary } = await place.step({ uses, inputs: { suite: '' } })
      expect(status).toBe(2)
      all += log + summary
    }
    const flags = ['--python', process.execPath]
    const { stdout, stderr, exitCode } = await lddpr(['check', ...flags], { cwd: place.repository })
    expect(exitCode).toBe(2)
    all += stdout + stderr + place.github.comments.map(({ body }) => body).join()
    const reports = join(place.repository, 'lddpr-report')
    for (const name of await readdir(reports).catch(() => []))
      if (name.startsWith('report')) all += await readFile(join(reports, name), 'utf8')
    expect(all).not.toContain(SECRET)
    return all
  }

  test('where .lddpr is a link out of the tree', async () => {
    const all = await texts(async ({ repository }) =>
      symlink(join(repository, '../elsewhere'), join(repository, '.lddpr')),
    )
    expect(all).toContain('baseline: expected a path in the working tree')
  })

  test('where a folder above it is one', async () => {
    const all = await texts(async ({ repository }) => {
      await symlink(join(repository, '../elsewhere'), join(repository, 'link'))
      await symlink('link/..', join(repository, '.lddpr'))
    })
    expect(all).toContain('baseline: expected a path in the working tree')
  })

  test('where a file of .lddpr is what it should not be', async () => {
    await texts(async ({ repository }) => {
      await mkdir(join(repository, '.lddpr'))
      await writeFile(join(repository, '.lddpr/config.yml'), CREDENTIALS['config.yml'] ?? '')
    })
  })

  test.for(['requirements.txt', 'pyproject.toml', 'uv.lock', 'Pipfile.lock', 'environment.yml'])(
    'where %s is a link to the settings of git',
    async name => {
      const all = await texts(async ({ repository }) => {
        await makeRepository(repository, { a: '' })
        await writeFile(join(repository, '.git/config'), `[http]\n\textraheader = ${SECRET}\n`)
        await symlink('.git/config', join(repository, name))
      })
      expect(all).toContain("git's own")
    },
  )

  test.for([
    ['uv.lock', `version = 1\npackage = "${SECRET}"\n`],
    ['pyproject.toml', `[project]\nname = "x"\ndependencies = ["${SECRET}"\n`],
    ['environment.yml', `dependencies: "${SECRET}"\n`],
    ['Pipfile.lock', `{"default": "${SECRET}"}`],
    ['requirements.txt', `-r ../${SECRET}\n`],
  ] as const)('where %s is broken', async ([name, text]) => {
    const all = await texts(({ repository }) => writeFile(join(repository, name), text))
    expect(all).toContain(name)
  })
})

test.for(['..', '../elsewhere', '/etc', '.git', '.git/x'])(
  'no baseline is read in %s',
  async baseline => {
    const { repository, step } = await workplace()
    await makeRepository(repository, { a: '' })
    for (const uses of ['check', 'record'] as const)
      expect((await step({ uses, inputs: { baseline, suite: '' } })).log).toContain(
        'baseline: expected a path in the working tree',
      )
    const flags = ['--python', process.execPath, '--baseline', baseline]
    const { stdout } = await lddpr(['check', ...flags], { cwd: repository })
    expect(stdout).toContain('baseline: expected a path in the working tree')
  },
)
