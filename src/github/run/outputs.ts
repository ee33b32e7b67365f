/** What a step can put out. */
export const OUTPUTS = {
  verdict: '`match`, `new`, `drift`, `violation`, `unstable` or `error`.',
  'failed-checks': 'Ids of the checks that fail, separated by commas.',
  'drifted-channels': 'How many channels differ from the baseline.',
  'report-path': 'The report as Markdown.',
  'report-html-path':
    'The report as one page for a browser, with all channels; it needs no network.',
  'report-json-path': 'The report as JSON.',
  'record-path': 'What was measured, as JSON; empty if nothing was.',
  'record-digest':
    'Mode `record`: the SHA-256 of that file, for the input `record-digest` of mode `report`.',
  'pending-baseline-path':
    'The baseline that this run proposes, for `lddpr accept`; empty if it proposes none.',
  'comment-url': 'The comment on the pull request; empty if there is none.',
  'baseline-path':
    'Mode `accept`: what was accepted, one file a line, to be committed unless it was.',
  'commit-sha': 'Mode `accept`: the commit with it; empty if there is none.',
}
/** The same of a plan. */
export const PLAN_OUTPUTS = {
  needed:
    '`false` only if nothing that matters has moved; `true` otherwise, also if that cannot be told. Compare with `false`, so that a plan that failed is not a reason to skip.',
  packages:
    'The packages that differ, as JSON: `[{"name": "torch", "from": "2.12.0", "to": "2.13.0"}]`. What a pull request has written: hand it to a shell in `env:` alone.',
  reason: 'Why, in one sentence. The same caution holds.',
}

export type Output = keyof typeof OUTPUTS | keyof typeof PLAN_OUTPUTS
