import { commentBody, MAX_COMMENT_BYTES } from '../../src/github/comment/body.ts'
import { marker } from '../../src/github/comment/hidden-state.ts'
import { readEvent } from '../../src/github/run/event.ts'
import { page } from '../../src/report/html/page.ts'
import { webAddress } from '../../src/report/inert.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { type Case, harmless } from '../../support/report/hostile.ts'
import {
  comparable,
  htmlStructure,
  markdownStructure,
  SILENT,
} from '../../support/report/structure.ts'

const MAX_PAGE_BYTES = 1_048_576
/** What a comment leaves to the report. */
const ROOM = MAX_COMMENT_BYTES - 1000
const event = readEvent(
  { GITHUB_RUN_ID: '10', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'octo/train' },
  { pull_request: { number: 7, head: { sha: 'c0ffee' } } },
)

const STATE = {
  runId: 10,
  runAttempt: 2,
  sha: 'c0ffee',
  digest: 'd'.repeat(64),
  class: 'cuda-h100-x4',
  verdict: 'drift',
  text: '0123456789abcdef',
} as const

/** Throws if any text of a case does anything but stand there. */
export function mustBeInert(hostile: Case): void {
  const twin = harmless(hostile)
  const links = linksOf(hostile)
  const whole = markdown(hostile.report)
  same(markdownStructure(whole, links), markdownStructure(markdown(twin.report), links), 'Markdown')
  const short = markdown(hostile.report, ROOM)
  if (short !== whole) markdownStructure(short, links)
  if (Buffer.byteLength(short) > ROOM) throw new Error(`${Buffer.byteLength(short)} bytes`)
  const body = commentBody(() => short, 'default', STATE, event)
  if (!body.includes(short)) throw new Error('the report was cut')
  if (Buffer.byteLength(body) > MAX_COMMENT_BYTES) throw new Error('too long for a comment')
  if (body.split('<!--').length !== 3 || body.split(marker('default')).length !== 2)
    throw new Error('there is another marker')
  const mine = page(hostile.report, hostile.record, hostile.baseline)
  if (Buffer.byteLength(mine) > MAX_PAGE_BYTES) throw new Error(`${Buffer.byteLength(mine)} bytes`)
  const theirs = page(twin.report, twin.record, twin.baseline)
  same(htmlStructure(mine, links), htmlStructure(theirs, links), 'HTML')
  if (SILENT.test(terminal(hostile.report, false))) throw new Error('a terminal would obey it')
}

const linksOf = ({ report }: Case) =>
  new Set(
    [
      ...[
        ...report.changedPackages,
        ...report.candidates,
        ...(report.accepted?.candidates ?? []),
        ...[...report.checks, ...report.improvements].flatMap(({ issues }) => issues),
        ...(report.accepted?.improvements ?? []).flatMap(({ issues }) => issues),
      ].map(({ link }) => link),
      ...report.checks.map(({ link }) => link?.address ?? null),
    ].flatMap(link => {
      const address = webAddress(link)
      return address ? [comparable(address)] : []
    }),
  )

function same(one: unknown, other: unknown, what: string): void {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
  if (a === b) return
  const at = [...a].findIndex((character, index) => character !== b[index])
  throw new Error(`${what}: ${a.slice(at - 80, at + 80)} instead of ${b.slice(at - 80, at + 80)}`)
}
