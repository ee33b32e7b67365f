import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { execa } from 'execa'
import { pythonOf } from './python.ts'

/** A package index of tiny packages, so that real tools lock and install without the world outside. */

/** Name and version, and what it needs. */
export type Package = readonly [name: string, version: string, ...needs: string[]]
const PACKAGES: readonly Package[] = [
  ['torch', '9.1', 'sympy'],
  ['torch', '9.2', 'sympy'],
  ['lightning', '9.1', 'torch', 'numpy', 'fsspec[http]', "older; python_version < '3.0'"],
  ['numpy', '9.1'],
  ['sympy', '9.1', 'mpmath'],
  ['mpmath', '9.1'],
  ['fsspec', '9.1', "aio; extra == 'http'"],
  ['aio', '9.1'],
  ['older', '9.1'],
  ['unrelated', '9.1', 'numpy'],
]

const MAKE_WHEEL = `
import base64, hashlib, sys, zipfile
path, name, version, text, *needs = sys.argv[1:]
info = f"{name}-{version}.dist-info/"
extras = {n.split("extra == '")[1].rstrip("'") for n in needs if "extra == '" in n}
lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
lines += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {need}" for need in needs]
files = {
    f"{name}.py": f"version = '{version}'\\ntext = '{text}'\\n",
    info + "METADATA": "\\n".join(lines) + "\\n",
    info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}
def row(file, text):
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    return f"{file},sha256={digest},{len(text)}\\n"
record = "".join(row(*each) for each in files.items()) + f"{info}RECORD,,\\n"
with zipfile.ZipFile(path, "w") as wheel:
    for file, text in {**files, info + "RECORD": record}.items():
        wheel.writestr(zipfile.ZipInfo(file), text)
`

/** A package with one module that has a text; returns the path of it. */
export async function makeWheel(
  directory: string,
  name: string,
  version: string,
  text: string,
  ...needs: string[]
): Promise<string> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, `${name}-${version}-py3-none-any.whl`)
  await execa('python3', ['-c', MAKE_WHEEL, path, name, version, text, ...needs])
  return path
}

export interface Index extends AsyncDisposable {
  url: string
  /** How many files were fetched from it. */
  fetched: () => number
  /** Which ones. */
  files: string[]
  /** The packages that it was asked for since this was called, each once. */
  asked: () => string[]
}

/** Serves the packages on this machine, with their wheels in a directory: all, or those that are named. */
export const packageIndex = (directory: string, ...only: string[]): Promise<Index> =>
  indexWith(
    directory,
    PACKAGES.filter(([name]) => only.length === 0 || only.includes(name)),
  )

export async function indexWith(directory: string, packages: readonly Package[]): Promise<Index> {
  await mkdir(directory, { recursive: true })
  const pages = new Map<string, string[]>()
  for (const [name, version, ...needs] of packages) {
    const path = await makeWheel(directory, name, version, '', ...needs)
    const file = basename(path)
    const hash = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    const link = `<a href="/files/${encodeURIComponent(file)}#sha256=${hash}">${file}</a>`
    const key = name.replaceAll('_', '-')
    pages.set(key, [...(pages.get(key) ?? []), link])
  }
  const files: string[] = []
  const asked = new Set<string>()
  const server = createServer(async ({ url = '', method }, response) => {
    const name = /^\/simple\/([\w.-]+)\/?$/.exec(url)?.[1]
    if (name) asked.add(name)
    const page = pages.get(name ?? '')
    response.setHeader('content-type', page ? 'text/html' : 'application/octet-stream')
    if (page) return response.end(`<!DOCTYPE html><html><body>${page.join('\n')}</body></html>`)
    const file = /^\/files\/([\w.+-]+\.whl)$/.exec(decodeURIComponent(url))?.[1]
    const content = file && (await readFile(join(directory, file)).catch(() => null))
    if (file && content && method === 'GET') files.push(file)
    response.statusCode = content ? 200 : 404
    if (content) response.setHeader('content-length', content.length)
    return response.end(content || '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    fetched: () => files.length,
    files,
    asked: () => {
      const names = [...asked].sort()
      asked.clear()
      return names
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A directory for the path that has some of the tools, and nothing else. */
export async function toolbox(directory: string, ...tools: string[]): Promise<string> {
  await mkdir(directory, { recursive: true })
  const bin = dirname(await pythonOf('managers'))
  for (const tool of tools) await symlink(join(bin, tool), join(directory, tool))
  return directory
}

/** A program that leaves its arguments in a file, and an environment where conda would. */
export async function standIn(directory: string, name: string, python: string): Promise<string> {
  await mkdir(directory, { recursive: true })
  const program = join(directory, name)
  const script = `#!/bin/sh
[ "$1" = --version ] && exit 0
printf '%s\\n' "$@" >> ${directory}/${name}.said
for word in "$@"; do
  case "$previous" in
    -p) place=$word ;;
    --manifest-path) place=$word/.pixi/envs/default ;;
  esac
  previous=$word
done
mkdir -p "$place/bin" && ln -s ${python} "$place/bin/python"
`
  await writeFile(program, script)
  await chmod(program, 0o755)
  return join(directory, `${name}.said`)
}
