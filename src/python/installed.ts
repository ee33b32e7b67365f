import * as z from 'zod'
import { runForeign } from '../lib/foreign/run.ts'
import { parseJson } from '../lib/json.ts'
import { probeEnvironment } from '../lib/variables.ts'
import { PROBED } from '../model/pins.ts'
import type { Interpreter, Surroundings } from '../model/world.ts'

/** What an interpreter has, by metadata: asked before minutes are spent on it. */

const answerSchema = z.object({
  python: z.string(),
  platform: z.string(),
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
  if (line === undefined || result.cut) return null
  return parseJson(z.object({ lddpr: answerSchema }), line, program, 'environment').lddpr
}
