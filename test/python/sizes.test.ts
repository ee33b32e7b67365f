import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mustFit, NoRoom, sizesInWords, sizesOf } from '../../src/python/sizes.ts'
import type { Wanted } from '../../src/python/wanted.ts'
import { temporary } from '../../support/lddpr.ts'

const PINNED = { build: 'pinned', wheels: [] } as const
const wanted = (name: string, size: number | null): Wanted => ({
  name,
  version: '1',
  url: null,
  hashes: [],
  size,
  index: null,
  place: 'index',
})
/** neural-lam: 2764 MB, of which torch and CUDA are 2732. */
const CUDA = [
  wanted('torch', 760e6),
  wanted('nvidia-cudnn-cu13', 1790e6),
  wanted('triton', 182e6),
  wanted('numpy', 32e6),
]
const CPU = [wanted('torch', 192e6), wanted('numpy', 33e6)]
const spell = (name: string) => ({ torchBuild: '--torch-build' })[name] ?? name

describe('what is downloaded and what it takes is told', () => {
  test.each([
    ['with CUDA', CUDA, 'downloads 2.8 GB (torch and CUDA 2.7 GB), needs about 5.1 GB of disk'],
    ['for the CPU', CPU, 'downloads 225 MB (torch 192 MB), needs about 950 MB of disk'],
    ['without torch', [wanted('numpy', 16e6)], 'downloads 16 MB, needs about 88 MB of disk'],
    [
      'where some sizes are unknown',
      [...CPU, wanted('a', null), wanted('b', null)],
      'downloads at least 225 MB (torch 192 MB), needs more than 1.0 GB of disk; the size of 2 packages is unknown',
    ],
    ['where all are', [wanted('torch', null)], 'size unknown'],
    ['where nobody knows what is installed', null, 'size unknown'],
  ])('%s', (_, list, words) => expect(sizesInWords(sizesOf(list, PINNED))).toBe(words))

  test('of torch alone, where that is all that is known', () => {
    const wheel = {
      name: 'torch',
      version: '2.13.0+cpu',
      file: '',
      url: 'https://x.org/x',
      hash: '',
      size: 192e6,
    }
    expect(sizesInWords(sizesOf(null, { build: 'cpu', wheels: [wheel] }))).toBe(
      'downloads at least 192 MB (torch 192 MB), needs more than 768 MB of disk',
    )
  })
})

describe('what does not fit is refused before anything is downloaded', () => {
  const refusal = async (list: readonly Wanted[] | null) => {
    await using place = await temporary()
    const where = join(place.path, 'cache', 'not-there-yet')
    const fit = mustFit(sizesOf(list, PINNED), { place: where, source: 'uv.lock', keeps: true })
    const error = await fit.then(
      () => null,
      (found: unknown) => found as NoRoom,
    )
    return (
      error && {
        isNoRoom: error instanceof NoRoom,
        words: error.spelled(spell).replace(where, 'PLACE'),
      }
    )
  }
  test('with CUDA', async () => {
    const found = await refusal(CUDA.map(each => ({ ...each, size: (each.size ?? 0) * 1e6 })))
    expect(found?.isNoRoom).toBe(true)
    expect(found?.words).toMatch(
      /^PLACE has [\d.]+ GB free, and the environment of uv.lock needs about \d+.\d GB: set --torch-build to cpu, which needs a fifth of it, remove old files there, or name a place with more room in the variable LDDPR_CACHE$/,
    )
  })
  test('for the CPU, where another build is no help', async () => {
    const found = await refusal([wanted('torch', 1e15)])
    expect(found?.words).toMatch(/GB: remove old files there, or name/)
  })
  test('at least what is known, where some sizes are not', async () => {
    const found = await refusal([wanted('torch', 1e15), wanted('numpy', null)])
    expect(found?.words).toMatch(/needs at least \d/)
  })
  test.each([
    ['what fits', CPU],
    ['what nobody knows', null],
    ['what is unknown and may fit', [wanted('torch', null)]],
  ])('but not %s', async (_, list) => expect(await refusal(list)).toBeNull())
})
