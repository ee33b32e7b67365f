import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hider,
  isSecretName,
  PUBLIC_NAMES,
  SECRET_NAMES,
  secretsIn,
} from '../../src/lib/secrets.ts'

const SECRET = 's3cr/t+\'q&uality "ä'

describe('names', () => {
  test.each([
    ...['HF_TOKEN', 'GITHUB_TOKEN', 'INPUT_GITHUB-TOKEN', 'TOKEN_OF_X', 'npm_config__authToken'],
    ...[
      'PGPASSWORD',
      'DB_PASSWD',
      'SSHPASS',
      'SMTP_PASS',
      'MYSQL_PWD',
      'KEY_PASSPHRASE',
      'CLIENT_SECRET',
    ],
    ...[
      'WANDB_API_KEY',
      'APIKEY',
      'AWS_SECRET_ACCESS_KEY',
      'DEPLOY_KEYS',
      'PRIVATE_KEY_PEM',
      'apiKey',
    ],
    ...[
      'AWS_CREDENTIALS',
      'GCP_CREDS',
      'AZURE_PAT',
      'REGISTRY_AUTH',
      'HTTP_AUTHORIZATION',
      'SENTRY_DSN',
    ],
    ...[
      'STORAGE_CONNECTION_STRING',
      'SLACK_WEBHOOK_URL',
      'SESSION_COOKIE',
      'ACTIONS_RUNTIME_URL',
      'HOME_ASSISTANT_TOKEN',
      'FILE_KEY',
      'PUBLIC_API_TOKEN',
      'TOKENIZER_SECRET',
      'APP_PEM',
    ],
  ])('%s is a secret', name => expect(isSecretName(name)).toBe(true))

  test.each([
    ...[
      'PATH',
      'PYTHONPATH',
      'AUTHOR',
      'GIT_AUTHOR_NAME',
      'KEYBOARD',
      'XKB_KEYMAP',
      'PWD',
      'OLDPWD',
    ],
    ...['SSH_AUTH_SOCK', 'XAUTHORITY', 'GPG_KEY', 'SSH_PUBLIC_KEY', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
    ...[
      'GOOGLE_APPLICATION_CREDENTIALS',
      'CACHE_KEY',
      'TOKENIZERS_PARALLELISM',
      'INPUT_SUITE',
      'HOME',
    ],
    ...[
      'GITHUB_REPOSITORY',
      'GITHUB_WORKSPACE',
      'RUNNER_NAME',
      'PATTERN',
      'PASSENGER',
      'COMPATIBLE',
    ],
  ])('%s is none', name => expect(isSecretName(name)).toBe(false))

  test('each row has a reason and decides about a name', () => {
    for (const { name, reason } of [...SECRET_NAMES, ...PUBLIC_NAMES])
      expect({ name, words: reason.split(' ').length > 1 }).toEqual({ name, words: true })
  })
})

describe('values', () => {
  const found = (env: Record<string, string>) => secretsIn(env)

  test.each([
    '',
    'short',
    '1234567',
    'true',
    'production',
    'Password',
    'xxxxxxxxxxxx',
    '        ',
    '2.13.0+cpu',
    '2.14.0.dev20261101+cu130',
  ])('%j would be taken out of half a report, or is found by chance', value =>
    expect(found({ A_TOKEN: value })).toEqual([]),
  )

  test('what GitHub says of the run to everybody is no secret', () => {
    const sha = 'c0ffee1234c0ffee1234c0ffee1234c0ffee1234'
    expect(found({ GITHUB_SHA: sha, RELEASE_KEY: sha })).toEqual([])
    expect(found({ GITHUB_TOKEN: 'ghs_0123456789', MY_TOKEN: 'ghs_0123456789' })).toEqual([
      'ghs_0123456789',
    ])
  })

  test('one of several lines is taken line by line, also where its line ends are written as such', () => {
    const lines = ['-----BEGIN-----x', 'MIIEvQIBADANBg', 'x7', 'kqhkiG9w0BAQEF']
    for (const end of ['\n', '\r\n', '\\n'])
      expect(found({ PEM_KEY: lines.join(end) })).toEqual(
        expect.arrayContaining(['-----BEGIN-----x', 'MIIEvQIBADANBg', 'kqhkiG9w0BAQEF']),
      )
  })

  test('of JSON each text is one', () => {
    const value = JSON.stringify({ user: 'x', deep: [{ password: 'pa55"w0rd-of-db' }] })
    expect(found({ DB_SECRET: value })).toContain('pa55"w0rd-of-db')
    expect(found({ DB_SECRET: `${'['.repeat(1e5)}"unclosed` })).toHaveLength(1)
  })

  test('an address gives its password, whatever the variable is called', () => {
    const env = {
      PIP_INDEX_URL: 'https://me:sesame%2Fopen99@host/simple',
      UV_INDEX: 'one=https://tok_0123456789abcdefgh@host/x https://u:second-pass@host',
      NOTHING: 'https://someone@host/x ssh://git@host/x',
    }
    expect(found(env).sort()).toEqual(
      ['sesame%2Fopen99', 'sesame/open99', 'tok_0123456789abcdefgh', 'second-pass'].sort(),
    )
  })
})

describe('texts', () => {
  const hide = hider({ THE_SECRET: SECRET, OTHER_TOKEN: `${SECRET}-and-more`, EMPTY_TOKEN: '' })

  test.each(
    Object.entries({
      'as it is': SECRET,
      'in JSON': JSON.stringify(SECRET).slice(1, -1),
      'in JSON in JSON': JSON.stringify(JSON.stringify(SECRET)).slice(3, -3),
      'in an address': encodeURIComponent(SECRET),
      "in an address, as Python's quote writes it": 's3cr/t%2B%27q%26uality%20%22%C3%A4',
      'in a form': 's3cr%2Ft%2B%27q%26uality+%22%C3%A4',
      'in an address, in small letters': encodeURIComponent(SECRET).replaceAll(/%../g, code =>
        code.toLowerCase(),
      ),
      'in markup': SECRET.replaceAll('&', '&amp;'),
      'in JSON of ASCII': JSON.stringify(SECRET).slice(1, -1).replace('ä', '\\u00e4'),
    }),
  )('a secret %s is taken out', (_, spelling) => {
    expect(hide(`before ${spelling} after`)).toBe('before *** after')
  })

  test('in base64, wherever in a longer text it stands', () => {
    for (const before of ['', 'u', 'ue', 'user:', 'x-access-token:'])
      for (const after of ['', '.', '..', '...']) {
        const whole = Buffer.from(before + SECRET + after).toString('base64')
        for (const digits of [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]) {
          const left = hide(`Basic ${digits}`).slice('Basic '.length)
          expect(left).toContain('***')
          expect(Buffer.from(left.replace('***', ''), 'base64').toString()).not.toContain(
            SECRET.slice(3, 6),
          )
        }
      }
  })

  test('the longer one of two that begin alike goes whole', () => {
    expect(hide(`${SECRET}-and-more`)).toBe('***')
  })

  test.each([
    ['https://user:pass@host/x', 'https://***@host/x'],
    ['git+https://tok:x-oauth-basic@host/o/r.git@v1.0', 'git+https://***@host/o/r.git@v1.0'],
    ['postgres://u:p@ss@host:5432/db', 'postgres://***@host:5432/db'],
    ['postgres://u:pa/ss@host/db', 'postgres://***@host/db'],
    ['redis://:pw@host', 'redis://***@host'],
    ['https://ghp_abc@host', 'https://***@host'],
    ['//user:pw@host', '//***@host'],
    ['a https://a:b@c and https://d:e@f', 'a https://***@c and https://***@f'],
    ['https://host/x?a=1&access_token=abc&b=2', 'https://host/x?a=1&access_token=***&b=2'],
    ['https://host/x?X-Amz-Signature=0af&sig=x', 'https://host/x?X-Amz-Signature=***&sig=***'],
    ['Authorization: Basic dTpw', 'Authorization: Basic ***'],
    [`{"authorization": "Bearer abc.def"}`, `{"authorization": "Bearer ***"}`],
  ])('%s', (text, expected) => expect(hider({})(text)).toBe(expected))

  test.each([
    'git+ssh://git@github.com/o/r.git@v1.0',
    'git+https://github.com/o/r.git@v1.0',
    'https://host:8080/simple/x@1.0',
    'https://[::1]:8080/x@y',
    'https://host/simple (mail me@host)',
    'file:///home/me/x@2.0',
    '@scope/name //comment see a@b',
    'lightning==2.6.6 --hash=sha256:00',
    'authorization: required',
    'https://host/x?page=1&tokens_used',
  ])('%s has none', text => expect(hider({})(text)).toBe(text))

  test('whatever a secret is, it is gone from what programs print of it', () => {
    const secret = fc
      .string({ minLength: 12, maxLength: 40, unit: 'grapheme-ascii' })
      .filter(
        text => text.trim() === text && new Set(text).size > 6 && !/^(["']).*\1$|\\n/.test(text),
      )
    fc.assert(
      fc.property(secret, value => {
        const clean = hider({ X_SECRET: value })
        for (const print of [String, JSON.stringify, encodeURIComponent, btoa])
          expect(clean(`a ${print(value)} b`)).not.toContain(
            print === String ? value : print(value).slice(2, -3),
          )
      }),
    )
  })

  test('long texts of any kind take no time to speak of', () => {
    for (const part of [
      'a',
      '//',
      '//a:',
      '//a:b',
      ':',
      '@',
      '?key=',
      '&',
      'authorization:',
      'authorization: ',
    ])
      hider({})(part.repeat(200_000))
  }, 20_000)
})
