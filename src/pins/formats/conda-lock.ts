import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { ALL, type LockFormat, type LockHelp, YAML_LIMIT } from '../format.ts'
import type { Lock } from '../lock.ts'
import { maybeText, maybeTexts, type SourceFile } from '../source.ts'
import { PLATFORMS } from '../target.ts'
import { fromCondaName, installedByBoth, MICROMAMBA } from './conda-spec.ts'

/** conda-lock.yml: a list for each platform, of conda's packages and pip's. */

const schema = z.object({
  package: z
    .array(
      z.object({
        name: z.string(),
        version: z.string(),
        manager: z.enum(['conda', 'pip']),
        platform: z.string(),
        category: maybeText,
        categories: maybeTexts,
      }),
    )
    .default([]),
})

export const CONDA_LOCK: LockFormat = {
  file: 'conda-lock.yml',
  pattern: /^([\w.-]+[.-])?conda-lock\.ya?ml$/,
  reason: 'a lock; those above are closer to what the project asks for',
  limit: YAML_LIMIT,
  manager: 'conda',
  lock: read,
  entries: null,
  tables: file => file.whole('YAML'),
  madeFrom: ['environment.yml', 'environment.yaml'],
  relock: 'conda-lock lock',
  install: path =>
    /\.ya?ml$/.test(path) ? `conda-lock install ${path}` : `conda install --file ${path}`,
  build: {
    kind: 'conda',
    programs: text => ({
      'conda-lock': ({ environment, source }) => [
        'conda-lock',
        'install',
        '-p',
        environment,
        source,
      ],
      // It knows a lock by its name, which ends in -lock.yml, and leaves out what pip would install.
      ...(/\bmanager:\s*["']?pip\b/.test(text) ? {} : MICROMAMBA),
    }),
    by: '`conda-lock install` or `micromamba create`',
    what: ALL,
  },
}

function read(file: SourceFile, { platform }: LockHelp): Lock {
  const { conda } = PLATFORMS[platform]
  const all = file.parse('YAML', schema).package
  const entries = all
    .filter(each => each.platform === conda)
    .filter(each => (each.categories ?? [each.category ?? 'main']).includes('main'))
    .map(each => ({
      name: each.manager === 'conda' ? fromCondaName(each.name) : normalise(each.name),
      version: each.version,
      pip: each.manager === 'pip',
    }))
  const platforms = [...new Set(all.map(each => each.platform))]
  return {
    ...installedByBoth(entries, undefined),
    notes: platforms.includes(conda)
      ? []
      : [`${file.path} is for ${platforms.join(', ') || 'no platform'}, not for ${conda}`],
  }
}
