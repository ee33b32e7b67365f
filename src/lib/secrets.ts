import { isWithheld } from './variables.ts'

/** Takes out of foreign text what must not be read by others: GitHub masks its logs, and nothing else. */

const MASK = '***'

interface Row {
  name: RegExp
  reason: string
}

/** Names of variables whose values are secrets, in capitals, words apart by `_`. */
export const SECRET_NAMES: readonly Row[] = [
  { name: /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL/, reason: 'they say so' },
  { name: /KEYS?(_|$)/, reason: 'API_KEY, APIKEY, PRIVATE_KEY_PEM; KEYBOARD is none' },
  { name: /PASS(_|$)/, reason: 'SSHPASS, SMTP_PASS' },
  { name: /(^|_)(PWD|PW|CREDS?|PAT|JWT|SALT|SAS|PEM)(_|$)/, reason: 'short for one; PATH is none' },
  {
    name: /(^|_)(BASIC|HTTP|OA|X)?AUTH(ORIZATION)?(_|$)/,
    reason: 'what a header says; AUTHOR is none',
  },
  {
    name: /(^|_)(COOKIE|BEARER|SIGNATURE)(_|$)/,
    reason: 'opens a session that somebody else has begun',
  },
  { name: /(^|_)DSN(_|$)|CONNECTION_?STRING/, reason: 'an address with a password' },
  { name: /WEBHOOK/, reason: 'an address that works for everybody who knows it' },
]

/** Names that look so and hold what everybody may read. */
export const PUBLIC_NAMES: readonly Row[] = [
  { name: /^(OLD)?PWD$/, reason: 'directories of the shell' },
  {
    name: /_(FILE|PATH|DIR|HOME|SOCK|SOCKET)(_OVERRIDE)?$/,
    reason: 'where a secret lies is none',
  },
  { name: /^GOOGLE_APPLICATION_CREDENTIALS$/, reason: 'a path, too' },
  { name: /(^|_)PUB(LIC)?_?KEYS?(_|$)/, reason: 'the half of a key that is for all' },
  { name: /^GPG_KEY$/, reason: 'in the images of Python, the name of a public key' },
  { name: /(CACHE|RESTORE)_?KEYS?$/, reason: 'names an entry of a cache, often by a commit' },
  { name: /^TOKENIZERS_PARALLELISM$/, reason: 'of a language model' },
]

/** What a withheld variable holds may be anything: an input is a secret if its name says so. */
const INPUT = /^INPUT_/

/** Shorter ones are found by chance in versions and digests, and are guessed anyway. */
const SHORTEST = 8
/** `xxxxxxxx` and a row of blanks are no secrets. */
const FEWEST_CHARACTERS = 4
/** A token that stands where an address has the name of a user. */
const SHORTEST_USER = 20

/** Settings that such a variable can have, and what reports say anyway. */
const WORDS = new Set(
  `anonymous artifacts baseline changeme conda-forge container database dependabot development disabled
  environment external github-actions inherited internal lightning localhost minioadmin notebook optional
  password placeholder postgres postgresql production protected pull_request pytorch-lightning readonly
  redacted renovate reproducibility required requirements self-hosted standard training ubuntu-latest
  undefined unlimited unstable username violation workflow workspace`.split(/\s+/),
)
/** Versions are what a report is about. */
const VERSION = /^v?\d+(\.\d+)+((a|b|rc|\.dev|\.post)\d+)?(\+[a-z0-9.]{1,20})?$/i

const mayBeSecret = (value: string) =>
  value.length >= SHORTEST &&
  new Set(value).size >= FEWEST_CHARACTERS &&
  !WORDS.has(value.toLowerCase()) &&
  !VERSION.test(value)

/** Whether the value of a variable is a secret by its name. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toUpperCase()
  const says = (rows: readonly Row[]) => rows.some(row => row.name.test(words))
  return (isWithheld(name) && !INPUT.test(name)) || (says(SECRET_NAMES) && !says(PUBLIC_NAMES))
}

/** What is taken out of any text, whatever the environment has. */
const PATTERNS: readonly { what: string; pattern: RegExp }[] = [
  {
    what: 'user and password of an address; `git@` is none',
    pattern: /(\/\/)(?!git@)[^\s/?#]+(?=@)/g,
  },
  {
    what: 'the same with a slash in the password, which no address may have; a port is none',
    pattern: /(\/\/)[^\s/?#@:[]+:(?!\d+[/?#])[^\s"'<>,]{0,500}(?=@)/g,
  },
  {
    what: 'a key that an address is asked with',
    pattern:
      /([?&](?:[\w-]*(?:token|secret|password|signature|credential|key)|sig)=)[^\s&#"'<>]+/gi,
  },
  {
    what: 'what a request says of who makes it',
    pattern: /(\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"']+/gi,
  },
]

/** User and password of the addresses in a value. */
const USERINFO = /\/\/([^\s/?#@:]*)(?::([^\s/?#]*))?@/g

/** What is no secret, whatever variable has it too: `CACHE_SECRET: ${{ github.sha }}`. */
const isPublic = (name: string) => /^(GITHUB|RUNNER)_/.test(name) && !isSecretName(name)

export function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const variables = Object.entries(env).map(([name, value = '']) => ({ name, value }))
  const known = new Set(variables.filter(({ name }) => isPublic(name)).map(({ value }) => value))
  const found = variables.flatMap(({ name, value }) => [
    ...(isSecretName(name) ? partsOf(value) : []),
    ...[...value.matchAll(USERINFO)].flatMap(([, user = '', password]) => {
      if (password !== undefined) return [password, decode(password)]
      return user.length < SHORTEST_USER ? [] : [user]
    }),
  ])
  return [...new Set(found)].filter(value => mayBeSecret(value) && !known.has(value))
}

/** A value whole, without its quotes, line by line, and the texts of JSON. */
function partsOf(value: string): string[] {
  const whole = value.trim()
  const lines = whole.split(/[\r\n]+|\\n/).map(line => line.trim())
  return [whole, whole.replace(/^(["'])(.*)\1$/s, '$2'), ...lines, ...textsIn(whole)]
}

function textsIn(text: string): string[] {
  if (!/^[[{]/.test(text)) return []
  try {
    const texts: string[] = []
    JSON.parse(text, (_, item) => typeof item === 'string' && texts.push(item))
    return texts
  } catch {
    return []
  }
}

/** How programs write a secret. */
function spellingsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const uri = encodeURIComponent(secret.toWellFormed())
  const quoted = uri.replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16)}`)
  const uris = [uri, quoted, quoted.replaceAll('%2F', '/'), quoted.replaceAll('%20', '+')]
  const inCapitals = (text: string) => text.replace(/%../g, code => code.toUpperCase())
  const inSmall = (text: string) => text.replace(/%../g, code => code.toLowerCase())
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ...uris.flatMap(each => [inCapitals(each), inSmall(each)]),
    ...base64(secret),
  ].filter(mayBeSecret)
}

/** A password as it is, where an address has it in per cent. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** In base64, alone and wherever in a longer text: three bytes are four digits, so there are three ways. */
function base64(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const within = [0, 1, 2].map(before => {
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + bytes.length) * 8) / 6)
    return Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(first, last)
  })
  return [bytes.toString('base64'), ...within].flatMap(digits => [
    digits,
    digits.replaceAll('+', '-').replaceAll('/', '_'),
  ])
}

export function hider(env: NodeJS.ProcessEnv): (text: string) => string {
  const spellings = [...new Set(secretsIn(env).flatMap(spellingsOf))]
  spellings.sort((a, b) => b.length - a.length) // a secret may begin as another does
  return text => {
    let clean = text
    for (const spelling of spellings)
      if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK)
    for (const { pattern } of PATTERNS) clean = clean.replace(pattern, `$1${MASK}`)
    return clean
  }
}

let own: ((text: string) => string) | undefined

/** Takes out the secrets of this process's environment. */
export function hide(text: string): string {
  own ??= hider(process.env)
  return own(text)
}

/** A value with every text in it clean, except for those under the keys that are kept. */
export function hidden<T>(value: T, kept: ReadonlySet<string>): T {
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return hide(each)
    if (Array.isArray(each)) return each.map(walk)
    if (each === null || typeof each !== 'object') return each
    return Object.fromEntries(
      Object.entries(each).map(([key, item]) => [key, kept.has(key) ? item : walk(item)]),
    )
  }
  return walk(value) as T
}
