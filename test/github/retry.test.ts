import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { connect } from '../../src/github/client/api.ts'
import { describeFailure, isRateLimit, Patience } from '../../src/github/client/retry.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
type Headers = Record<string, string>

const refusal = (status: number, headers: Headers = {}, message = `status ${status}`) =>
  Object.assign(new Error(message), { status, response: { headers } })

/** The seconds waited for an error that never ends, until it is thrown. */
async function waits(error: Error): Promise<number[]> {
  const seconds: number[] = []
  const clock = {
    now: () => NOW,
    sleep: async (milliseconds: number) => {
      seconds.push(milliseconds / 1000)
    },
  }
  const patience = new Patience(() => {}, clock)
  try {
    for (let attempt = 1; ; attempt++) await patience.after(error, attempt)
  } catch (thrown) {
    expect(thrown).toBe(error)
    return seconds
  }
}

const ROWS: [what: string, error: Error, waits: number[]][] = [
  ['a bad gateway', refusal(502), [0.5, 1, 2, 4, 8, 16]],
  ['a conflict', refusal(409), [0.5, 1, 2, 4, 8, 16]],
  ['what is told for a limit', refusal(429, { 'retry-after': '70' }), [70, 70, 70, 70]],
  [
    'what is told as a date',
    refusal(429, { 'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT' }),
    [90, 90, 90],
  ],
  [
    'the end of a limit',
    refusal(403, {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOW / 1000 + 120),
    }),
    [120, 120],
  ],
  [
    'a secondary limit without a time',
    refusal(403, {}, 'You have exceeded a secondary rate limit'),
    [60, 120],
  ],
  ['a limit of an hour', refusal(429, { 'retry-after': '3600' }), []],
  ['a limit with nonsense for a time', refusal(429, { 'retry-after': 'soon' }), [60, 120]],
  ['what is forbidden', refusal(403, {}, 'Resource not accessible by integration'), []],
  [
    'what is forbidden with the last request of the hour',
    refusal(403, { 'x-ratelimit-remaining': '0' }, 'Resource not accessible by integration'),
    [],
  ],
  ['what is not valid', refusal(422), []],
  ['a mistake of ours', new TypeError('x is undefined'), []],
]

test.for(ROWS)('%s is waited for as it should be', async ([, error, expected]) => {
  expect(await waits(error)).toEqual(expected)
})

test('all waits together end: that of a server that stays down for every request', async () => {
  let waited = 0
  const sleep = async (milliseconds: number) => {
    waited += milliseconds / 1000
  }
  const patience = new Patience(() => {}, { now: () => NOW, sleep })
  for (let request = 0; request < 50; request++)
    try {
      for (let attempt = 1; ; attempt++) await patience.after(refusal(503), attempt)
    } catch {}
  expect(waited).toBeLessThanOrEqual(40)
})

test.for(['GET /repos/{owner}/{repo}/issues', 'POST /repos/{owner}/{repo}/issues'])(
  'an answer that never comes is given up: %s',
  async route => {
    const asked: string[] = []
    const server = createServer(({ method = '' }) => asked.push(method)).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const clock = { now: () => NOW, sleep: async () => {} }
    const place = { owner: 'octo', repo: 'train' }
    const address = { ...place, apiUrl: `http://127.0.0.1:${port}` }
    const { octokit } = connect(
      'a-token',
      address,
      { say: () => {}, clock },
      {
        seconds: 0.5, // for a request to arrive on a busy machine
      },
    )
    await expect(octokit.request(route, place)).rejects.toThrow('timeout')
    server.closeAllConnections()
    server.close()
    expect(asked).toHaveLength(route.startsWith('GET') ? 7 : 1) // A write may have been done.
  },
)

test('a limit is not taken for a lack of rights', () => {
  expect(isRateLimit(refusal(403, { 'retry-after': '1' }))).toBe(true)
  expect(isRateLimit(refusal(403))).toBe(false)
  expect(isRateLimit(refusal(500, { 'retry-after': '1' }))).toBe(false)
})

test.for([
  ['<!DOCTYPE html><p>x', 'GitHub answered 502'],
  ['', 'GitHub answered 502'],
  ['one\n::error::two', 'one'],
  ['x'.repeat(1000), `${'x'.repeat(299)}…`],
])('%j is told in one line', ([message, told]) => {
  expect(describeFailure(refusal(502, {}, message))).toBe(told)
})
