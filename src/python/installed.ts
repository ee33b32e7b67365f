import * as z from 'zod'
import { durationInWords } from '../lib/duration.ts'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { parseJson } from '../lib/json.ts'
import { probeEnvironment } from '../lib/variables.ts'
import { PROBED } from '../model/pins.ts'
import type { Interpreter, Surroundings } from '../model/world.ts'

/** What an interpreter has, by metadata: asked before minutes are spent on it. */

const answerSchema = z.object({
  python: z.string(),
  platform: z.string(),
  executable: z.string().default(''),
  versions: z.record(z.string(), z.string()),
})
export type Has = z.infer<typeof answerSchema>

const MARK = '{"lddpr": '
const SCRIPT = `
import json, platform, sys
from importlib.metadata import version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = str(version(name))
    except Exception:  # not there, or its metadata is broken
        pass
facts = {
    "python": platform.python_version(),
    "platform": f"{platform.system()}-{platform.machine()}".lower(),
    "executable": sys.executable,
    "versions": found,
}
print("\\n" + json.dumps({"lddpr": facts}))
`

/** `uv run` may install first. */
const SECONDS = 120
const LIMIT = 1024 * 1024

/** Asked as the probe will be started. Null for what gives no answer: the probe says why it cannot start. */
export async function askInstalled(
  [program, ...words]: Interpreter,
  probe: string,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
  timeout: number,
): Promise<Has | null> {
  const result = await runForeign({
    command: [program, ...words, '-c', SCRIPT, ...PROBED],
    cwd,
    env: probeEnvironment(env, probe),
    seconds: Math.min(SECONDS, timeout),
    limit: LIMIT,
  })
  const line = result.stdout.split('\n').find(each => each.startsWith(MARK))
  if (result.cut === 'late' && timeout <= SECONDS) {
    const command = [program, ...words].join(' ')
    throw new ExpectedError(
      spell =>
        `timed out after ${durationInWords(timeout)} while starting '${command}'; raise ${spell('timeout')}`,
      { kind: 'environment' },
    )
  }
  if (line === undefined || result.cut) return null
  return parseJson(z.object({ lddpr: answerSchema }), line, program, 'environment').lddpr
}

/** The command of an interpreter for people, with the program that it starts where that is another word. */
export function interpreterInWords(interpreter: Interpreter, has: Has | null): string {
  const command = interpreter.join(' ')
  return has?.executable && has.executable !== command ? `${command} (${has.executable})` : command
}

const ALL = `
import json, re
from importlib.metadata import distributions
found = {}
for each in distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and each.version:
        found.setdefault(name, str(each.version))
print("\\n" + json.dumps({"lddpr": found}))
`

/** All distributions of an interpreter with their versions, by normalised names. */
export async function askPackages(
  [program, ...words]: Interpreter,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<Record<string, string>> {
  const result = await runForeign({
    command: [program, ...words, '-I', '-c', ALL],
    cwd,
    env,
    seconds: SECONDS,
    limit: LIMIT,
  })
  const line = result.stdout.split('\n').find(each => each.startsWith(MARK))
  const name = [program, ...words].join(' ')
  if (line === undefined || result.cut)
    throw new ExpectedError(`'${name}' cannot say which packages it has`, {
      kind: 'environment',
      detail: result.stderr,
    })
  const schema = z.object({ lddpr: z.record(z.string().max(200), z.string().max(200)) })
  return parseJson(schema, line, name, 'environment').lddpr
}
