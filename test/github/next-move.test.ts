import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenLines, isNewer } from '../../src/github/comment/hidden-state.ts'
import { type Move, nextMove, type Seen, type Written } from '../../src/github/comment/next-move.ts'

const RUNS = Number(process.env.LDDPR_INTERLEAVINGS ?? 5000)

function text(runId: number, runAttempt = 1): Written {
  const state = { runId, runAttempt, sha: 'f', digest: null, class: null }
  const whole = { ...state, verdict: 'drift' as const, text: 'a' }
  return { body: hiddenLines('default', whole), state: whole }
}
const at = (number: number, { body, state }: Written): Seen => ({
  body,
  state,
  number,
  node: '',
  url: '',
})

test('the comment that was created first stays, with the newest text, before another is deleted', () => {
  const seen = [at(2, text(1)), at(1, text(3)), at(3, text(5))]
  const first = nextMove(text(4), seen, [], true)
  expect(first).toMatchObject({ kind: 'update', comment: { number: 1 }, body: text(5).body })
  const second = nextMove(text(4), [at(3, text(5)), at(2, text(1)), at(1, text(5))], [], true)
  expect(second).toMatchObject({ kind: 'delete', comment: { number: 2 } })
})

test('a newer text that was overwritten comes back', () => {
  const move = nextMove(text(4), [at(1, text(4))], [text(4), text(6), text(3)], true)
  expect(move).toMatchObject({ kind: 'update', body: text(6).body })
})

test('where none is wanted none is created, but one that exists is kept up to date', () => {
  expect(nextMove(text(4), [], [], false)).toEqual({ kind: 'done', comment: null })
  expect(nextMove(text(4), [at(1, text(3))], [], false)).toMatchObject({ kind: 'update' })
})

/** A pull request's comments as the model has them. */
class World {
  comments: { number: number; shown: Written; had: Written[] }[] = []
  #numbers = 0

  add(shown: Written): void {
    this.comments.push({ number: ++this.#numbers, shown, had: [shown] })
  }

  list = (): Seen[] => this.comments.map(({ number, shown }) => at(number, shown))

  had = (number: number | undefined): Written[] =>
    this.comments.find(each => each.number === number)?.had.slice() ?? []

  /** What is not there any more cannot be changed, which the one who tries is told. */
  perform(move: Move, texts: Written[]): void {
    const written = texts.find(each => 'body' in move && each.body === move.body)
    if (move.kind === 'create' && written) this.add(written)
    const comment =
      'comment' in move && this.comments.find(({ number }) => number === move.comment?.number)
    if (!comment) return
    if (move.kind === 'delete') this.comments = this.comments.filter(each => each !== comment)
    if (move.kind !== 'update' || !written) return
    comment.shown = written
    comment.had.push(written)
  }
}

/** One who publishes. Each step is one request; anything may happen between two. */
function* publisher(world: World, mine: Written, texts: Written[]): Generator<void, void> {
  let updated = false
  for (;;) {
    const seen = world.list()
    yield
    const first = [...seen].sort((a, b) => a.number - b.number)[0]
    const overwritten = updated ? world.had(first?.number) : []
    const move = nextMove(mine, seen, overwritten, true)
    if (move.kind === 'done') return
    updated ||= move.kind === 'update'
    yield
    world.perform(move, texts)
    yield
  }
}

test(`${RUNS} random orders of every single request leave one comment, the newest`, () => {
  const orders = fc.record({
    before: fc.nat(2),
    runs: fc.array(fc.integer({ min: 3, max: 6 }), { minLength: 2, maxLength: 3 }),
    order: fc.array(fc.nat(2), { maxLength: 60 }),
  })
  fc.assert(
    fc.property(orders, ({ before, runs, order }) => {
      const world = new World()
      const texts = [1, 2, ...runs].map(run => text(run))
      for (const old of texts.slice(0, before)) world.add(old)
      const all = runs.map(run => publisher(world, text(run), texts))
      const running = new Set(all)
      const step = (one: (typeof all)[number] | undefined) => {
        if (one && running.has(one) && one.next().done) running.delete(one)
      }
      for (const index of order) step(all[index])
      for (let rounds = 0; running.size && rounds < 200; rounds++) for (const one of all) step(one)
      expect(running.size).toBe(0)
      expect(world.comments).toHaveLength(1)
      const newest = texts.slice(2).reduce((a, b) => (isNewer(b.state, a.state) ? b : a))
      expect(world.comments[0]?.shown.state.runId).toBe(newest.state.runId)
    }),
    { numRuns: RUNS },
  )
})
