import { expect, test } from 'vitest'
import { chooseRepository, pathInRepository } from '../../src/github/run/workspace.ts'

const env = { GITHUB_WORKSPACE: '/work/train', GITHUB_SERVER_URL: 'https://ghe.example' }
const event = { name: 'pull_request', isFork: false, owner: 'octo', repo: 'train' }
const usual = { event, hosted: true, allowForkPr: false, token: 'a-token' }
const fork = { ...event, isFork: true }

test.for([
  ['a pull request', usual, 'downwards'],
  ['one of a fork on a hosted runner', { ...usual, event: fork }, 'downwards'],
  ['one of a fork on another runner', { ...usual, event: fork, hosted: false }, 'nowhere'],
  [
    'one of a fork that is allowed there',
    { ...usual, event: fork, hosted: false, allowForkPr: true },
    'downwards',
  ],
  [
    'pull_request_target',
    { ...usual, event: { ...event, name: 'pull_request_target' } },
    'workspace',
  ],
  ['workflow_run', { ...usual, event: { ...event, name: 'workflow_run' } }, 'nowhere'],
] as const)('git looks for a repository on %s', ([, asked, look]) => {
  expect(chooseRepository(asked, env)).toMatchObject({ look, workspace: '/work/train' })
})

test('missing commits come from the repository of the event', () => {
  expect(chooseRepository(usual, env)).toMatchObject({
    server: { url: 'https://ghe.example/octo/train', token: 'a-token' },
  })
  expect(chooseRepository(usual, {})).toMatchObject({
    server: { url: 'https://github.com/octo/train' },
  })
})

test.for([
  ['/work/train/.lddpr/cpu-x2.json', '.lddpr/cpu-x2.json'],
  ['/work/train', ''],
  ['/work/trains/x', null],
  ['/etc/x', null],
] as const)('the repository knows %s as %j', ([path, expected]) => {
  expect(pathInRepository(path, env)).toBe(expected)
})
