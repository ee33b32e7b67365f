import * as z from 'zod'
import { parseDuration } from '../lib/duration.ts'
import { ExpectedError } from '../lib/errors.ts'
import { didYouMean } from '../lib/near.ts'
import type { TrainingPlan } from '../model/training.ts'

/** `trainings` of `config.yml`: commands of a team's own that are watched. */

const MOST_TRAININGS = 20
const MOST_SECONDS = 86_400
/** A word that YAML reads as a text, also between brackets. */
const PLAIN = /^[A-Za-z_./+-][\w./+=:@%-]*$/
/** Texts that YAML takes for something else. */
const NO_TEXT = /^(true|false|yes|no|on|off|null|[-+.\d].*\d)$/i

/** `[python, train.py, --devices, "2"]`, of a command line in one text. */
export function asList(command: string): string {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )
  const quoted = (word: string) =>
    PLAIN.test(word) && !NO_TEXT.test(word) && !word.endsWith(':') ? word : JSON.stringify(word)
  return `[${words.map(quoted).join(', ')}]`
}

const text = z.string('expected a text, so put it in quotes').max(4096)

const runSchema = z
  .array(text.min(1), {
    error: ({ input }) =>
      typeof input === 'string' && input.trim()
        ? `expected a list of arguments, so write ${asList(input)}`
        : 'expected a list of arguments, such as [python, train.py]',
  })
  .min(1, 'expected a list of arguments, such as [python, train.py]')
  .max(500)

/** A directory of the repository, and no way out of it. */
const place = text.min(1).refine(path => !/^[/\\~]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(path), {
  error: 'expected a directory of the repository, such as projects/vision',
})

const RESERVED = /^(LDDPR_|PYTHONPATH$)/

const variables = z.record(
  z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'expected the name of a variable')
    .refine(name => !RESERVED.test(name), 'expected a variable that lddpr does not set itself'),
  text,
)

const timeout = z.union([z.string(), z.int()]).transform((value, context): number => {
  const seconds = typeof value === 'number' ? value : parseDuration(value, 's')
  if (seconds !== null && seconds >= 1 && seconds <= MOST_SECONDS) return seconds
  const message = 'expected a time from 1 s to 24 h such as 90s, 10m or 600, which are seconds'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const trainingSchema = z
  .strictObject({
    run: runSchema,
    'working-directory': place.default('.'),
    env: variables.default({}),
    steps: z.int().min(1).max(10_000).default(20),
    repeats: z.int().min(1).max(8).default(2),
    trainer: z
      .record(
        z.string().regex(/^[a-z_]{1,60}$/, 'expected an argument of the Trainer'),
        z.union([z.string().max(400), z.number(), z.boolean(), z.null()]),
      )
      .default({}),
    compare: z.enum(['packages', 'baseline', 'none']).default('packages'),
    tolerance: z.enum(['close', 'exact']).default('close'),
    identity: z.enum(['auto', 'always', 'never']).default('auto'),
    resume: z.boolean().default(false),
    stop: z.enum(['after-fit', 'command']).default('after-fit'),
    project: z.array(place).max(20).default([]),
    /** By check: why it may fail. */
    accept: z
      .record(z.string(), z.string().trim().min(1, 'expected the reason').max(500))
      .default({}),
    timeout: timeout.default(600),
  })
  .superRefine(({ steps, resume }, context) => {
    if (!resume || steps >= 2) return
    const message = 'expected at least 2 with `resume: true`, which cuts the training in half'
    context.addIssue({ code: 'custom', path: ['steps'], message, input: steps })
  })

export const trainingsSchema = z
  .record(
    z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'expected a name of a-z, 0-9 and dashes')
      .refine(name => !['all', 'none'].includes(name), 'expected another name than all and none'),
    trainingSchema,
  )
  .refine(all => Object.keys(all).length <= MOST_TRAININGS, {
    error: `expected at most ${MOST_TRAININGS} trainings`,
  })
type Trainings = z.infer<typeof trainingsSchema>

/** `all`, `none`, or names. */
export type Chosen = 'all' | 'none' | readonly string[]

/** The trainings that are chosen, in the order of the configuration. */
export function plansOf(trainings: Trainings, chosen: Chosen, file: string): TrainingPlan[] {
  const names = Object.keys(trainings)
  if (chosen === 'none') return []
  const unknown = chosen === 'all' ? undefined : chosen.find(name => !names.includes(name))
  if (unknown !== undefined) {
    const meant = didYouMean(unknown, names)
    const known = names.length ? `; it has ${names.join(', ')}` : ', which has no trainings'
    throw new ExpectedError(
      spell =>
        `${spell('trainings')}: expected names of trainings in ${file}, found '${unknown}'${meant || known}`,
    )
  }
  return Object.entries(trainings)
    .filter(([name]) => chosen === 'all' || chosen.includes(name))
    .map(([name, { run, 'working-directory': workingDirectory, ...rest }]) => ({
      ...{ name, workingDirectory, ...rest },
      run: run as unknown as TrainingPlan['run'],
    }))
}
