import * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { parseJson } from '../lib/json.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Interpreter, World } from '../model/world.ts'

const distributionSchema = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  /** Tells it from another build of the same version; empty where the installer has left no list. */
  build: z.string(),
  /** The directory that the files are seen from. */
  root: z.string().min(1),
  /** Null where the installer has left no list of them. */
  files: z.array(z.string()).nullable(),
})
export type Distribution = z.infer<typeof distributionSchema>

const installedSchema = z.object({
  /** The Python from which environments can be made. */
  python: z.string().min(1),
  version: z.string().min(1),
  /** Stands in the names of compiled files: `cpython-311`. */
  tag: z.string().min(1),
  distributions: z.array(distributionSchema),
})
export type Installed = z.infer<typeof installedSchema>

/** The first of a name wins, as it does on the path. */
const SCRIPT = `
import hashlib, json, re, sys
from importlib.metadata import distributions
def build(each):
    rows = (each.read_text("RECORD") or "").splitlines()
    own = re.compile(r"[.][.]|.*[.]dist-info/(INSTALLER|REQUESTED|RECORD|direct_url|uv_)")
    kept = sorted(row for row in rows if ",sha256=" in row and not own.match(row))
    return hashlib.sha256(",".join(kept).encode()).hexdigest() if kept else ""
found = {}
paths = sys.argv[1:]
for each in distributions(path=paths) if paths else distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and name not in found:
        files = each.files
        found[name] = {
            "name": name,
            "version": each.version,
            "build": build(each),
            "root": str(each.locate_file("")),
            "files": None if files is None else [str(file) for file in files],
        }
python = getattr(sys, "_base_executable", sys.executable) or sys.executable
print(json.dumps({
    "python": python,
    "version": sys.version,
    "tag": sys.implementation.cache_tag,
    "distributions": list(found.values()),
}))
`

const SECONDS = 300
const MAX_BYTES = 256 * 1024 * 1024

/** Everything that an interpreter's environment holds, or some other directory, with its files. */
export async function installedIn(
  interpreter: Interpreter,
  { env }: Pick<World, 'env'>,
  { cwd, directory }: { cwd: string; directory?: string },
): Promise<Installed> {
  const [program, ...words] = interpreter
  const result = await runForeign({
    command: [program, ...words, '-I', '-c', SCRIPT, ...(directory ? [directory] : [])],
    cwd,
    env: withoutSecrets(env),
    seconds: SECONDS,
    limit: MAX_BYTES,
  })
  const command = interpreter.join(' ')
  if (result.status !== 0 || result.cut)
    throw new ExpectedError(`'${command}' cannot say what it has installed`, {
      kind: 'environment',
      detail: result.stderr,
    })
  return parseJson(installedSchema, result.stdout, `what '${command}' has installed`)
}
