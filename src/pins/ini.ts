/** The part of Python's configparser that setup.cfg needs: sections, keys, values of several lines. */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let key: string | null = null
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^\s*([#;].*)?$/.test(line)) continue
    const header = /^\[([^\]]*)\]/.exec(line)?.[1]
    if (header !== undefined) {
      section = sections.get(header.trim()) ?? new Map()
      sections.set(header.trim(), section)
      key = null
    } else if (/^\s/.test(line) && key !== null) {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
    } else {
      const at = line.search(/[=:]/)
      key = at > 0 ? line.slice(0, at).trim() : null
      if (key !== null) section.set(key, line.slice(at + 1).trim())
    }
  }
  return sections
}
