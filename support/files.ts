import type { FileSystem } from '../src/pins/index.ts'

/** A directory in memory, `/repo`, which remembers what is asked of it. */
export function memoryFiles(files: Record<string, string | Buffer>): {
  files: FileSystem
  asked: Set<string>
} {
  const asked = new Set<string>()
  const root = '/repo'
  const contents = new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]))
  const directories = new Set([root])
  for (const path of contents.keys())
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      directories.add(path.slice(0, at))
  const missing = (path: string) => Object.assign(new Error(`no ${path}`), { code: 'ENOENT' })
  const note = (path: string) => {
    asked.add(path)
    return path
  }
  return {
    asked,
    files: {
      realpath: path => {
        if (!contents.has(note(path)) && !directories.has(path)) throw missing(path)
        return path
      },
      stat: path => {
        const content = contents.get(note(path))
        return content === undefined
          ? { kind: 'directory', size: 0 }
          : { kind: 'file', size: Buffer.byteLength(content) }
      },
      read: path => {
        const content = contents.get(note(path))
        if (content === undefined) throw missing(path)
        return Buffer.from(content)
      },
      list: path => {
        const below = [...contents.keys(), ...directories]
          .filter(each => each.startsWith(`${note(path)}/`))
          .map(each => each.slice(path.length + 1))
          .filter(name => !name.includes('/'))
        return below.map(name => ({ name, directory: directories.has(`${path}/${name}`) }))
      },
    },
  }
}
