/** What installers print of their work, as far as it helps a person who waits. */

interface Row {
  line: RegExp
  /** What we print in its place; null: nothing. */
  told: string | null
  reason: string
}

/** The first row that fits counts. A line that fits none is printed as it is. */
const ROWS: readonly Row[] = [
  {
    line: /\.metadata\b|\(\d+(?:\.\d+)? ?(?:bytes|B|kB|KiB)\)$/,
    told: null,
    reason: 'what is small is there before it is read',
  },
  {
    line: /^Downloading (?:\S*\/)?([\w.]+)-(\d[^-\s]*?)(?:-\S+\.whl|\.tar\.gz|\.zip) \((.+)\)$/,
    told: 'downloading $1 $2 ($3)',
    reason: 'pip names the file',
  },
  {
    line: /^Downloading (\S+) \((.+)\)$/,
    told: 'downloading $1 ($2)',
    reason: 'uv names the package',
  },
  {
    line: /^Building (?:wheels? for )?(\S+).*/,
    told: 'building $1',
    reason: 'it may take minutes',
  },
  {
    line: /^Installing collected packages: ([^,]+)(?:, .*)?$/,
    told: 'unpacking all of it',
    reason: 'the names fill a screen',
  },
  {
    line: /^(?:Collecting|Processing|Using|Obtaining|Looking|Requirement|Attempting|Found existing|Uninstalling|Successfully|Downloaded|Downloading|Preparing|Getting|Created|Creating|Stored|Installing|Audited|Bytecode)\b/,
    told: null,
    reason: 'a line for each package, or for each step of one',
  },
  {
    line: /^\[notice\]|^WARNING: (?:Location|Running pip|You are using pip)|^warning: (?:Failed to hardlink|If the cache)/,
    told: null,
    reason: 'nobody who waits can do anything about it',
  },
  { line: /^[+~-] \S|^[^\p{L}]*$|[━╸╺█]/u, told: null, reason: 'lists of changes, and bars' },
]

/** Null for what nobody needs to read while it is done. */
export function progressIn(line: string): string | null {
  const text = line.trim().replaceAll('%2B', '+')
  const row = ROWS.find(each => each.line.test(text))
  return row ? row.told && text.replace(row.line, row.told) : text
}
