import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bumpsBetween } from '../../src/change/change.ts'
import { PROBED } from '../../src/model/pins.ts'
import { pythonInWords, readPins } from '../../src/pins/index.ts'
import { parsePlatform } from '../../src/pins/target.ts'
import { root } from '../../support/python.ts'

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

/** Truths that are not what the files say; docs/evidence/environments.md argues each, with file and line. */
const ARGUED: Record<string, Partial<Truth>> = {
  MobileTeleSystems__RecTools: {
    constraints: {
      'pytorch-lightning':
        '>=1.6.0,<=2.5.2; python_version < 3.13 / >=2.5.1,<=2.5.2; python_version >= 3.13',
      torch:
        '>=1.6.0,<2.3.0; (python_version < "3.13") and (sys_platform == "darwin" and platform_machine == "x86_64") / ' +
        '>=1.6.0,<3.0.0; python_version < 3.13 / >=2.6.0,<3.0.0; python_version >= 3.13',
      numpy:
        '>=1.22,<2.0.0; python_version < 3.12 / >=1.26,<2.0.0; python_version == 3.12 / ' +
        '>=2.1.0,<3.0.0; python_version >= 3.13',
    },
  },
  aqlaboratory__openfold: {
    constraints: { torch: 'pytorch::pytorch=2.5', 'pytorch-lightning': '', numpy: '' },
  },
  'ashleve__lightning-hydra-template': { python: '=3.10' },
  microsoft__mattergen: {
    constraints: {
      'pytorch-lightning': '==2.0.6',
      torch: '==2.2.1+cu118; sys_platform==linux / ==2.4.1; sys_platform==darwin',
      numpy: '<2.0',
    },
  },
  'open-edge-platform__anomalib': {
    source_file: 'pyproject.toml',
    pins: { lightning: null, 'pytorch-lightning': null, torch: null, numpy: null },
    constraints: { lightning: '>=2.6,!=2.6.2,!=2.6.3', torch: '>=2.6.0/>=2.9.0/>=2.7.0' },
  },
}

describe.skipIf(list('repos').length === 0)('states', () => {
  test.each(list('repos'))('%s', async name => {
    const directory = join(CORPUS, 'repos', name)
    const truth: Truth = { ...readTruth(`repos/${name}/TRUTH.json`), ...ARGUED[name] }
    const found = await readPins(directory)
    expect({
      manager: found?.manager,
      source_file: found?.relevant ? found.source : null,
      pins: found?.pins,
    }).toEqual({
      manager: truth.manager,
      source_file: truth.source_file,
      pins: truth.pins,
    })
    expect(constraintsOf(found?.constraints ?? {})).toEqual(constraintsOf(truth.constraints))
    const python = found?.python && plain(pythonInWords(found))
    expect(python).toBe(truth.python && plain(truth.python.split(';')[0]))
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
  return (
    [
      ...(truth.pins_by_env ?? []).map(each => ({ ...each, manifest: each.source_file })),
      ...(truth.other_sources ?? []).map(each => ({ ...each, manifest: each.source_file })),
    ]
      .filter(each => existsSync(join(CORPUS, 'repos', name, each.manifest ?? truth.source_file)))
      // An environment of pixi beside the default one cannot be asked for.
      .filter(({ environment = 'default' }) => environment === 'default')
      .map(each => ({ name, ...each }))
  )
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

  test.each(list('bumps'))('%s changes what gets installed', async name => {
    const meta = readTruth(`bumps/${name}/META.json`)
    const installs = async (side: string) => {
      const options = { manifest: meta.changed_file }
      return (await readPins(join(CORPUS, 'bumps', name, side), options))?.installs ?? {}
    }
    const bumps = bumpsBetween(await installs('before'), await installs('after'))
    const expected = PROBED.filter(pin => meta.pins_before[pin] !== meta.pins_after[pin])
    expect(bumps.map(each => each.name)).toEqual(expect.arrayContaining([...expected]))
    // One bumps an extra alone, so that a default install stays as it was.
    expect(bumps.length > 0).toBe(expected.length > 0)
    for (const pin of expected)
      expect(bumps).toContainEqual({
        name: pin,
        from: meta.pins_before[pin] ? { version: meta.pins_before[pin] } : expect.anything(),
        to: meta.pins_after[pin] ? { version: meta.pins_after[pin] } : expect.anything(),
      })
  })
})
