import { posix } from 'node:path'
import { type Answer, askedInWords, PROBED } from '../model/pins.ts'
import { lackingOf, noneIsChosen } from '../pins/index.ts'
import type { Bump, Change } from './change.ts'
import { findUnexplained } from './edit.ts'

export interface Facts {
  /** What differs, the bumps on any platform that it may be measured on. */
  change: Change
  files: readonly string[]
  /** Files and directories of which an installer reads more than versions, seen from there, too. */
  reads: readonly string[]
  /** Whether the user has named a file as one whose change counts. */
  watched: (file: string) => boolean
  /** The check is given an interpreter that something else builds, and nothing says what from. */
  foreign: boolean
  before: Answer | null
  now: Answer | null
  /** The packages that the probe has imported when the baselines were recorded; null if there is none. */
  imported: ReadonlySet<string> | null
  /** The names of the team's own trainings. */
  trainings: readonly string[]
  /** Where the working directory lies in the repository: `` or `projects/train/`. */
  prefix: string
  /** The user has named the file that versions come from. */
  named: boolean
}

export interface Plan {
  needed: boolean
  reason: string
  packages: readonly { name: string; from: string | null; to: string | null }[]
}

/** Packages that matter though no baseline says that they were imported. */
const ALWAYS: readonly { name: RegExp; reason: string }[] = [
  { name: new RegExp(`^(${PROBED.join('|')}|python)$`), reason: 'what the probe is about' },
  {
    name: /^(nvidia|cuda|cudnn|nccl|rocm|triton|pytorch|mkl|intel|openblas|libopenblas|llvm-openmp|libtorch)/,
    reason: 'loaded below torch, without an import that could be seen',
  },
]

/** Files whose change is a reason by itself. */
export const WATCHED: readonly { what: string; file: RegExp; reason: string }[] = [
  {
    what: '`.github/`',
    file: /^\.github\//,
    reason: 'the workflow says what is measured, and where',
  },
  {
    what: '`Dockerfile*`, `Containerfile*`, `*.def`',
    file: /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.def$/,
    reason: 'the image that it is measured in',
  },
  {
    what: '`.python-version`, `.tool-versions`, `runtime.txt`, `mise.toml`',
    file: /(^|\/)(\.python-version|\.tool-versions|runtime\.txt|\.?mise\.toml)$/,
    reason: 'the Python',
  },
  {
    what: '`pip.conf`, `pip.ini`, `uv.toml`, `poetry.toml`, `pdm.toml`, `.condarc`, `.mambarc`',
    file: /(^|\/)(pip\.(conf|ini)|(uv|poetry|pdm)\.toml|\.(conda|mamba)rc)$/,
    reason: 'where packages come from',
  },
  {
    what: '`*.whl`, `*.conda`, `*.egg`, `*.tar.gz`, `*.tar.bz2`',
    file: /\.(whl|conda|egg|tar\.(gz|bz2))$/,
    reason: 'a package, and a variable of the check may lead to it',
  },
  {
    what: '`*constraints*.txt`, `*overrides*.txt`',
    file: /(^|\/)[^/]*(constraints?|overrides?)[^/]*\.txt$/,
    reason: 'limits that a variable of the check may name',
  },
  {
    what: '`setup.py`',
    file: /(^|\/)setup\.py$/,
    reason: 'a program that can ask for packages; it is not run here',
  },
]

/** No training reads it. */
const PROSE = /\.(md|rst)$/

/** The plan is an action: its inputs are lines of a workflow. */
const spell = (input: string) => input

/** A reason to measure; nothing if it does not apply. The first that applies is what is said. */
const REASONS: readonly ((facts: Facts) => string | null | undefined | false)[] = [
  ({ now }) => now && !now.source && now.rivals.length > 0 && noneIsChosen(now, '')(spell),
  ({ now }) => !now?.source && 'no file says which versions are installed',
  ({ now, foreign }) => !foreign && now && lackingOf(now, 'auto')?.(spell),
  ({ before, now }) =>
    before?.source !== now?.source &&
    `versions come from ${now?.source}, and came from ${before?.source ?? 'no file'}`,
  ({ now }) => {
    const floating = floatingOf(now)
    return floating && `nothing fixes the version of ${floating}`
  },
  ({ change: { baselines } }) =>
    baselines.length > 0 && `${baselines.join(', ')} differs, which the check compares with`,
  ({ files }) => {
    for (const { file, reason } of WATCHED) {
      const found = files.find(each => file.test(each))
      if (found) return `${found} differs: ${reason}`
    }
    return null
  },
  ({ files, reads }) => {
    const isRead = (file: string) =>
      reads.some(path => file === path || file.startsWith(`${path}/`))
    const found = files.find(isRead)
    return found && `${found} differs, which is read to install`
  },
  ({ files, watched }) => {
    const found = files.find(watched)
    return found && `${found} differs, which watch names`
  },
  ({ imported }) => !imported && 'there is no baseline yet',
  ({ change, imported }) =>
    change.bumps
      .filter(bump => matters(bump, imported))
      .map(describeBump)
      .join(', '),
  ({ before, now }) =>
    !(same(before?.pinsByEnv, now?.pinsByEnv) && same(before?.target, now?.target)) &&
    `${now?.source} fixes other versions for another Python`,
  ({ before, now, change }) => {
    const line = findUnexplained(before?.text ?? '', now?.text ?? '', change.bumps)
    return line !== null && `${now?.source} differs in more than versions: ${line}`
  },
  ({ named, change, now, prefix }) => {
    const source = posix.join(prefix, now?.source ?? '')
    const others = change.manifests.filter(
      ({ file, effect }) => file !== source && effect !== 'nothing',
    )
    return (
      !named &&
      others.length > 0 &&
      `${others.map(({ file }) => file).join(', ')} differs; if that is not what is installed, name what is with manifest`
    )
  },
  ({ files, trainings: [training] }) => {
    const found = training === undefined ? undefined : files.find(file => !PROSE.test(file))
    return found && `${found} differs, and the training ${training} runs what the repository has`
  },
  ({ foreign }) =>
    foreign &&
    'python names an interpreter that something else builds: name the files that it is built from with watch',
]

/** Whether the change must be measured. Where it cannot be told, it must. */
export function decide(facts: Facts): Plan {
  const packages = facts.change.bumps.map(({ name, from, to }) => ({
    name,
    from: askedInWords(from),
    to: askedInWords(to),
  }))
  for (const reasonOf of REASONS) {
    const reason = reasonOf(facts)
    if (reason) return { needed: true, reason, packages }
  }
  const others = packages.length ? `; it moves ${packages.map(({ name }) => name).join(', ')}` : ''
  return {
    needed: false,
    reason: `the change moves nothing that the probe imports${others}`,
    packages,
  }
}

/** A package that comes or goes can hook itself in anywhere; one that stays matters if it is imported. */
function matters({ name, from, to }: Bump, imported: ReadonlySet<string> | null): boolean {
  if (from === null || to === null || imported === null) return true
  return imported.has(name) || ALWAYS.some(row => row.name.test(name))
}

function floatingOf(now: Answer | null): string | null {
  const pins = now?.pins
  if (!pins) return 'lightning'
  if (!pins.lightning && !pins['pytorch-lightning']) return 'lightning'
  return (['torch', 'numpy'] as const).find(name => !pins[name]) ?? null
}

const describeBump = ({ name, from, to }: Bump) =>
  `${name} ${askedInWords(from) ?? '(none)'} → ${askedInWords(to) ?? '(none)'}`

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
