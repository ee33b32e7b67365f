import { CHECKS, type Check } from '../judge/checks.ts'
import { TRAINING_CHECKS } from '../judge/training/checks.ts'
import { momentOf } from '../model/coordinate.ts'
import { REPOSITORY } from '../model/owner.ts'
import { PROBED } from '../model/pins.ts'
import type { Environment } from '../model/record.ts'
import type { CheckResult, Report, Story } from '../model/report.ts'
import { torchBuildInWords } from '../model/torch-build.ts'
import type { Verdict } from '../model/verdict.ts'

/** What all reports say in the same words: on the terminal, in Markdown, in HTML and in JSON. */

/** Where the pages of the checks are read. */
export const HOME = `https://github.com/${REPOSITORY}/blob/v1`
export const ISSUES = `https://github.com/${REPOSITORY}/issues`

/** How a verdict looks: its icon, its colour on a terminal. */
export const LOOKS = {
  error: { icon: '🛑', colour: 'red' },
  unstable: { icon: '🎲', colour: 'magenta' },
  violation: { icon: '❌', colour: 'red' },
  drift: { icon: '🔀', colour: 'yellow' },
  new: { icon: '🆕', colour: 'cyan' },
  match: { icon: '✅', colour: 'green' },
} as const satisfies Record<Verdict, object>

/** The surroundings that a reader asks for first. Nothing that identifies the machine. */
export function environmentInWords(environment: Environment): Record<string, string> {
  const versions = environment.packages
    .filter(({ name }) => (PROBED as readonly string[]).includes(name))
    .map(({ name, version }) => [name, version])
  return {
    python: environment.python,
    ...Object.fromEntries(versions),
    ...(environment.torchBuild ? { 'torch build': torchBuildInWords(environment.torchBuild) } : {}),
    'trained with': `${environment.framework.name} ${environment.framework.version}`,
    platform: environment.platform,
    accelerator: [environment.accelerator, environment.deviceModel, environment.cuda]
      .filter(Boolean)
      .join(' '),
    ...(environment.gpu ? { gpu: gpuInWords(environment.gpu) } : {}),
    'cpu capability': environment.cpuCapability,
    threads: String(environment.threads),
    ...(environment.variables.length ? { variables: variablesInWords(environment) } : {}),
  }
}

/** `driver 580.159.04, NCCL 2.28.9, cuDNN 91501`: what is known of them. */
export function gpuInWords(gpu: NonNullable<Environment['gpu']>): string {
  const named = { driver: gpu.driver, NCCL: gpu.nccl, cuDNN: gpu.cudnn, HIP: gpu.hip }
  return Object.entries(named)
    .flatMap(([name, version]) => (version ? `${name} ${version}` : []))
    .join(', ')
}

/** What is done about a variable, where it does not reach the ranks as it is. */
const DONE: Partial<Record<Environment['variables'][number]['done'], string>> = {
  scrubbed: 'not passed on',
  overridden: '1 where ranks are forked',
  varied: 'varied between processes',
}

export const variablesInWords = ({ variables }: Pick<Environment, 'variables'>) =>
  variables
    .map(({ name, value, done }) => {
      const setting = value === null ? name : `${name}=${value}`
      return DONE[done] ? `${setting} (${DONE[done]})` : setting
    })
    .join(', ')

export function checkOf(id: string): Pick<Check, 'id' | 'sentence' | 'reason'> {
  const found = [...CHECKS, ...TRAINING_CHECKS].find(check => check.id === id)
  if (!found) throw new TypeError(`${id} is not a check`)
  return found
}

/** The probe's model looks at the index of a sample alone: no augmentation that changes can show in its weights. */
export const WEIGHTS =
  'The test model does not use augmentation draws. Equal weights here say nothing about yours.'

/** What values were compared with, where that is known. */
export const origin = ({ comparedWith, base, baseline }: Report) =>
  comparedWith === 'base'
    ? base && { what: 'compared with the base commit', name: base.commit.slice(0, 9) }
    : baseline && { what: 'compared with the baseline', name: baseline.file }

/** Two Lightnings of two versions. Of one version they are one code, and the environment names them. */
export const lightnings = ({ framework }: Report): Report['framework'] =>
  framework?.same ? null : framework

/** Many channels under one name: a star for a number that varies, and the scenarios that have them. */
export function streamsOf(channels: readonly string[]): { pattern: string; scenarios: string[] } {
  const parts = channels.map(name => name.split('/'))
  const [, ...first] = parts[0] ?? []
  const rest = first.map((part, index) => {
    const varies = parts.some(other => other[index + 1] !== part)
    return varies ? part.replace(/\d+(-\d+)?$/, '*') : part
  })
  return { pattern: rest.join('/'), scenarios: [...new Set(parts.map(([name = '']) => name))] }
}

/** `epoch 0 · step 0 · draw 3`: where in its channels a story begins. */
export const moment = ({ channels, first }: Story) =>
  momentOf(channels[0] ?? '', first) || 'from the start'

/** The number that a hexadecimal float means; null for anything else. */
function parseFloat16(literal: string): number | null {
  const found = /^(-?)0x([01])(?:\.([0-9a-f]{1,13}))?p([+-]\d{1,4})$/.exec(literal)
  if (!found) return null
  const [, sign, whole, fraction = '', exponent] = found
  const mantissa = Number(whole) + Number.parseInt(fraction || '0', 16) / 16 ** fraction.length
  return (sign ? -1 : 1) * mantissa * 2 ** Number(exponent)
}

/** A value for a reader: `0.110505` for a hexadecimal float. */
export function decimal(literal: string): string {
  const value = parseFloat16(literal)
  return value === null ? literal : String(Number(value.toPrecision(6)))
}

/** Two values for a reader: as decimals, if those tell them apart. */
export function legible(expected: string, actual: string): [string, string] {
  const pair: [string, string] = [decimal(expected), decimal(actual)]
  return pair[0] === pair[1] ? [expected, actual] : pair
}

/** `reference`: what the expected value is called, where that is known. */
export function divergence(first: Report['firstDivergence'], reference = 'expected') {
  if (!first) return null
  const [expected, actual] = legible(first.expected, first.actual)
  return `${first.coordinate}: ${reference} ${expected}, now ${actual}; ${before(first)}`
}

export const before = ({ matchingBefore, compared }: NonNullable<Report['firstDivergence']>) =>
  `${matchingBefore} of ${compared} streams before it are equal`

export const withStatus = (report: Report, status: CheckResult['status']) =>
  report.checks.filter(check => check.status === status)

/** How the terminal program is called by somebody who has not installed it. */
export const PROGRAM = `npx github:${REPOSITORY}`

export const timingsOf = (timings: Report['timings']) =>
  Object.entries(timings)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`)
    .join(', ')

/** A word of a command, quoted where a shell would read something else. */
export const shellWord = (word: string) =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** A command in lines that a shell takes for one, broken where it is long. */
export const commandLines = (program: string, [first = '', ...words]: readonly string[]) =>
  words.length < 2
    ? [[program, first, ...words].join(' ')]
    : [`${program} ${first}`, ...words.map(word => `  ${word}`)].map((line, index) =>
        index < words.length ? `${line} \\` : line,
      )

/** With a capital letter; names of streams and checks stay as they are. */
export const upper = (sentence: string) =>
  /^\S*[-/_]/.test(sentence) ? sentence : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
