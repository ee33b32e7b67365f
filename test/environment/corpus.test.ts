import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePlatform } from '../../src/environment/pins/target.ts'
import { PROBED, readPins } from '../../src/environment/pins.ts'
import { root } from '../support/python.ts'

/**
 * Files of real repositories, with answers that somebody has read from them by hand. They are not part
 * of this project: the test runs where they lie beside the checkout, or where LDDPR_CORPUS says.
 */

const CORPUS = process.env.LDDPR_CORPUS || join(root, '..', 'shared', 'corpus')

interface Environment {
  source_file?: string
  python?: string
  platform?: string
  extras?: string[]
  environment?: string
  pins: Record<string, string | null>
}
interface Truth extends Environment {
  manager: string
  source_file: string
  constraints: Record<string, string | string[]>
  pins_by_env?: Environment[]
  other_sources?: (Environment & { source_file: string; status?: string })[]
}

const list = (kind: string) =>
  existsSync(join(CORPUS, kind)) ? readdirSync(join(CORPUS, kind)).sort() : []
const readTruth = (path: string) => JSON.parse(readFileSync(join(CORPUS, path), 'utf8'))

/** What a person adds in brackets, quotes and blanks are not part of a range. */
const plain = (text: unknown) =>
  [text]
    .flat()
    .join()
    .replace(/\([^)]*\)|["'\s]/g, '')
const constraintsOf = (value: object) =>
  Object.fromEntries(Object.entries(value).map(([name, text]) => [name, plain(text)]))

/** Truths that are not what the files say; docs/environments.md argues each, with file and line. */
const ARGUED: Record<string, { pins?: object; constraints?: object; python?: string | null }> = {}

describe.skipIf(list('repos').length === 0)('states', () => {
  test.each(list('repos'))('%s', async name => {
    const directory = join(CORPUS, 'repos', name)
    const truth: Truth = readTruth(`repos/${name}/TRUTH.json`)
    const found = await readPins(directory)
    const argued = ARGUED[name] ?? {}
    expect({ manager: found?.manager, source_file: found?.source, pins: found?.pins }).toEqual({
      manager: truth.manager,
      source_file: truth.source_file,
      pins: argued.pins ?? truth.pins,
    })
    expect(constraintsOf(found?.constraints ?? {})).toEqual(
      constraintsOf(argued.constraints ?? truth.constraints),
    )
    const python = found?.python && plain(found.python)
    expect(python).toBe(
      'python' in argued ? argued.python : truth.python && plain(truth.python.split(';')[0]),
    )
    for (const pin of PROBED) if (!found?.pins[pin]) expect(found?.reasons[pin]).toBeTruthy()
  })
})

/** `3.11+`, `<3.13`, `3.11-3.13`, `==3.13.*`: a Python that is meant. */
function pythonOf(text: string | undefined): string | undefined {
  const [, below, minor] = /(<?)3\.(\d+)/.exec(text ?? '') ?? []
  return minor && `3.${Number(minor) - (below ? 1 : 0)}`
}

const platformOf = (text: string | undefined) => {
  const names: Record<string, string> = { linux: 'linux-x86_64', darwin: 'darwin-arm64' }
  return text === undefined ? undefined : parsePlatform(names[text] ?? text)
}

const environments = list('repos').flatMap(name => {
  const truth: Truth = readTruth(`repos/${name}/TRUTH.json`)
  return [
    ...(truth.pins_by_env ?? []).map(each => ({ ...each, manifest: each.source_file })),
    ...(truth.other_sources ?? []).map(each => ({ ...each, manifest: each.source_file })),
  ].map(each => ({ name, ...each }))
})

describe.skipIf(environments.length === 0)('other environments and files', () => {
  test.each(environments)(
    '$name: $manifest, $python, $platform, $extras, $environment',
    async each => {
      const { name, manifest, python, platform, extras, pins } = each
      const found = await readPins(join(CORPUS, 'repos', name), {
        manifest,
        python: pythonOf(python),
        platform: platformOf(platform),
        extras: extras?.length ? extras : [],
      })
      expect(found?.pins).toEqual(pins)
    },
  )
})

describe.skipIf(list('bumps').length === 0)('bumps', () => {
  test.each(list('bumps'))('%s', async name => {
    const meta = readTruth(`bumps/${name}/META.json`)
    for (const side of ['before', 'after'] as const) {
      const directory = join(CORPUS, 'bumps', name, side)
      const found = await readPins(directory)
      const named = await readPins(directory, { manifest: meta.changed_file })
      expect(found?.pins).toEqual(meta[`pins_${side}`])
      expect(named?.pins).toEqual(meta[`pins_${side}`])
      const constraints = constraintsOf(named?.constraints ?? {})
      expect(constraints).toMatchObject(constraintsOf(meta[`constraints_${side}`]))
    }
  })
})
