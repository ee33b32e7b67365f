import fc from 'fast-check'

/** Texts that mean harm, alone and in any mixture. */

const FRAGMENTS = [
  ...[
    '|',
    '\\|',
    '\\\\|',
    '`',
    '``',
    '`````````',
    '~~~',
    '```\n',
    '\\',
    '\\`',
    '$',
    '$`x`$',
    '$$x$$',
  ],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=x>',
    '<b>',
    '<',
    '>',
  ],
  ...[
    '</details>',
    '<details>',
    '<summary>',
    '</summary>',
    '</table>',
    '</code></pre>',
    '<!DOCTYPE x>',
  ],
  ...[
    '<!-- lddpr-action:default -->',
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<?php',
    '</style>',
  ],
  ...[
    '</title>',
    '<style>*{display:none}</style>',
    '" onclick="x',
    "' autofocus onfocus='x",
    '&quot;',
  ],
  ...[
    '@everyone',
    ' @octo-cat ',
    '(@a/team)',
    'a@b.example',
    '#123',
    ' GH-12 ',
    'octo/train#4',
    'gh-1',
  ],
  ...[
    'https://evil.example/',
    'http://x',
    'www.evil.example',
    'javascript:alert(1)',
    'ftp://x',
    'xmpp:a@b',
  ],
  ...[
    '[x](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '[x]: https://evil.example',
    '[^1]',
  ],
  ...[
    '[^1]: note',
    '<https://evil.example>',
    '[ ] ',
    '[x] ',
    ':tada:',
    '**b**',
    '__b__',
    '~~s~~',
    '*',
    '_',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\u0000',
    '\u001b[31m',
    '\u0007',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\ud800',
    '\udc00',
    '\uffff',
    '\u{e0041}',
  ],
  ...[
    '👩‍👩‍👧',
    '🎲',
    'é\u0301\u0301\u0301\u0301\u0301',
    'ﷺ',
    '乱数',
    'שלום',
    '\u{10fffd}',
    '&amp;',
    '&#64;x',
    '&lt;b&gt;',
  ],
  ...[
    '\n# heading',
    '\n\n---\n',
    '\n- item',
    '1. one',
    '- x',
    '+ x',
    '> quote',
    '    code',
    '===',
    '\n| a |\n| - |',
  ],
  ...[
    '::error::x',
    '##[error]x',
    '> [!CAUTION]',
    'deadbeefcafe',
    '0123456789abcdef0123456789abcdef01234567',
  ],
]

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
)
const long = fc
  .tuple(fc.constantFrom(...FRAGMENTS), fc.integer({ min: 50, max: 600 }))
  .map(([fragment, times]) => fragment.repeat(times))

/** Never empty: what is absent is left out of a report, which is another structure. */
export const hostile = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.array(piece, { minLength: 1, maxLength: 5 }).map(parts => parts.join('') || '|'),
  },
  { weight: 1, arbitrary: long },
)
export const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) =>
  fc.array(arbitrary, { maxLength })
/** Now and then far more than anybody shows. */
export const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 120, arbitrary: few(arbitrary) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 60, maxLength: 150 }) },
  )
