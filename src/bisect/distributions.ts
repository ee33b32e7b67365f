import { execa } from 'execa'
import * as z from 'zod'
import type { Interpreter } from '../environment/interpreter.ts'
import { InputError } from '../errors.ts'
import { parseJson } from '../json.ts'
import type { World } from '../measure.ts'
import { withoutSecrets } from '../probe/environment.ts'

const distributionSchema = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  /** The directory that the files are seen from. */
  root: z.string().min(1),
  /** Null where the installer has left no list of them. */
  files: z.array(z.string()).nullable(),
})
/** One installed package. */
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
import json, re, sys
from importlib.metadata import distributions
found = {}
paths = sys.argv[1:]
for each in distributions(path=paths) if paths else distributions():
    name = re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower()
    if name and name not in found:
        files = each.files
        found[name] = {
            "name": name,
            "version": each.version,
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

/** Everything that an interpreter's environment holds, or some other directory, with its files. */
export async function installedIn(
  interpreter: Interpreter,
  { env }: Pick<World, 'env'>,
  { cwd, directory }: { cwd: string; directory?: string },
): Promise<Installed> {
  const [program, ...words] = interpreter
  const result = await execa(
    program,
    [...words, '-I', '-c', SCRIPT, ...(directory ? [directory] : [])],
    {
      cwd,
      env: withoutSecrets(env),
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      maxBuffer: 256 * 1024 * 1024,
    },
  )
  const command = interpreter.join(' ')
  if (result.failed)
    throw new InputError(`'${command}' cannot say what it has installed`, result.stderr)
  return parseJson(installedSchema, result.stdout, `what '${command}' has installed`)
}
