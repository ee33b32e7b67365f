/** Why an installer failed, in one sentence: of what pip, uv and others print, the words that matter. */

interface Row {
  pattern: RegExp
  sentence: (groups: readonly string[], text: string) => string
}

const NAME = String.raw`[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?`
const VERSION = String.raw`[\w.+!*-]+`

/** The first row that matches counts: what is nearest to the cause comes first. */
const CAUSES: readonly Row[] = [
  {
    pattern: /No space left on device|ENOSPC|os error 28\b/i,
    sentence: () => 'no space is left on the disk',
  },
  {
    pattern: /DO NOT MATCH THE HASHES[\s\S]*?\n\s+(\S+)[^\n]*\n\s+Expected sha256/,
    sentence: ([what = '']) => `${what} is not the file whose hash the lock names`,
  },
  {
    pattern: /Hash mismatch for `([^`]+)`/,
    sentence: ([what = '']) => `${what} is not the file whose hash the lock names`,
  },
  {
    pattern: /In --require-hashes mode, all requirements must have their versions pinned/,
    sentence: () => 'some requirements have hashes and others have none',
  },
  {
    pattern: /The lockfile at `([^`]+)` needs to be updated/,
    sentence: ([what = '']) => `${what} does not fit pyproject.toml: lock it again`,
  },
  {
    pattern: /(\S+) changed significantly since (\S+) was last generated/,
    sentence: ([file = '', lock = '']) => `${lock} does not fit ${file}: lock it again`,
  },
  {
    pattern: /(\S+\.lock) \([^)]*\) out of date/,
    sentence: ([lock = '']) => `${lock} does not fit the file that it was made from: lock it again`,
  },
  {
    pattern: new RegExp(
      `satisfies the requirement (${NAME})(\\S*) \\(from versions: (\\d[^)]*)\\)`,
    ),
    sentence: ([name = '', wanted = '', versions = '']) => notFound(name, wanted, versions),
  },
  {
    pattern:
      /Temporary failure in name resolution|Name or service not known|dns error|Failed to establish a new connection|Connection refused|Network is unreachable|error sending request|Could not fetch URL/i,
    sentence: () => 'the index cannot be reached from here',
  },
  {
    pattern: new RegExp(`No matching distribution found for (${NAME})(\\S*)`),
    sentence: ([name = '', wanted = '']) => notFound(name, wanted, ''),
  },
  {
    pattern: new RegExp(`[Tt]here is no version of (${NAME})(==${VERSION})`),
    sentence: ([name = '', wanted = '']) => notFound(name, wanted, ''),
  },
  {
    pattern: new RegExp(
      `(${NAME}) was not found in the (?:package registry|provided package locations)`,
    ),
    sentence: ([name = '']) => notFound(name, '', ''),
  },
  {
    pattern: new RegExp(
      `[Oo]nly (?:the following versions of )?(${NAME})(\\S*) (?:is|are) available[\\s\\S]*?you require (\\S+)`,
    ),
    sentence: ([name = '', there = '', wanted = '']) =>
      `found ${name}${there}, and ${wanted.replace(/[,.;]$/, '')} is required`,
  },
  {
    pattern: /Because (\S+) depends on (\S+) and [\s\S]*?because you require (\S+)/,
    sentence: ([one = '', needs = '', wanted = '']) =>
      `${one} needs ${needs}, and ${wanted.replace(/,$/, '')} is required`,
  },
  {
    pattern: /Cannot install (.+) because these package versions have conflicting dependencies/,
    sentence: ([what = '']) => `${what} exclude each other`,
  },
  {
    pattern: new RegExp(
      `(?:Package )?'?(${NAME})'? (?:requires|needs) a different Python: (\\S+) not in '?([^'\\n]+)`,
    ),
    sentence: ([name = '', has = '', wants = '']) =>
      `${name} needs Python ${wants.trim()}, and this is ${has}`,
  },
  {
    pattern: /current Python version \(([\d.]+)\) does not satisfy Python(\S+)/,
    sentence: ([has = '', wants = '']) => `Python${wants} is needed, and this is ${has}`,
  },
  {
    pattern: new RegExp(
      `(?:Failed building wheel for|Failed to build) [\`']?(${NAME}(?:==${VERSION})?)`,
    ),
    sentence: ([name = '']) => `${name} has no wheel for this machine, and cannot be built here`,
  },
  {
    pattern: /error: externally-managed-environment/,
    sentence: () => 'this Python belongs to the system, which lets nobody install into it',
  },
  {
    pattern:
      /\b(401|403) (?:Client Error|Unauthorized|Forbidden)|HTTP status client error \((401|403)/,
    sentence: ([one = '', two = '']) => `the index refuses us (${one || two}): it needs a login`,
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|invalid peer certificate/,
    sentence: () => 'the certificate of the index is not one that this machine trusts',
  },
  {
    pattern: /No module named '?(pip|venv|ensurepip)\b|ensurepip is not available/,
    sentence: ([what = 'venv']) =>
      `this Python has no ${what}: on Debian and Ubuntu it is the package python3-venv`,
  },
]

/** `lightning 2.6.99 (newest: 2.6.6)`: what an index has, and what was asked of it. */
function notFound(name: string, wanted: string, versions: string): string {
  const all = versions.split(/,\s*/).filter(each => /^\d/.test(each))
  const newest = all.findLast(each => /^[\d.]+$/.test(each)) ?? all.at(-1)
  const what = `${name} ${wanted.replace(/^===?(?=\d[\w.+!]*$)/, '')}`.trim()
  return `found no ${what}${newest ? ` (newest: ${newest})` : ''}`
}

const LONGEST = 200

/** One sentence, without its subject where it has one of its own; null for what no row knows. */
export function causeIn(output: string): string | null {
  for (const { pattern, sentence } of CAUSES) {
    const match = pattern.exec(output)
    if (!match) continue
    const [, ...groups] = match
    return sentence(groups, output).replace(/\s+/g, ' ').slice(0, LONGEST)
  }
  return lastComplaint(output)
}

/** The last line that calls itself an error, or else the last line. */
function lastComplaint(output: string): string | null {
  const lines = output.split(/[\r\n]+/).map(line => line.trim())
  const complaint = lines.findLast(line => /^(error|fatal|.*Error)\b: ?./i.test(line))
  return complaint?.replace(/^(error|fatal): */i, '').slice(0, LONGEST) ?? null
}
