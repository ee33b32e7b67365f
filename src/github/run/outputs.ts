/** What the actions can put out. */
export const OUTPUTS = {
  verdict: '`match`, `new`, `drift`, `violation`, `unstable` or `error`.',
  'failed-checks': 'Ids of the checks that fail, separated by commas.',
  'report-path': 'The report as Markdown. `report.html` and `report.json` lie beside it.',
  'record-path': 'The record, as JSON; empty if nothing was measured.',
  'record-digest': 'SHA-256 of the record, for the input `record-digest` of `report/`.',
  'pending-baseline-path':
    'The baseline that this run proposes, for `lddpr accept`; empty if it proposes none.',
  'comment-url': 'The comment on the pull request; empty if there is none.',
  'baseline-path':
    'The accepted baselines, one file a line. Commit them unless `commit` is `true`.',
  'commit-sha': 'The commit with the baselines; empty if there is none.',
  needed:
    '`false` only if nothing that matters has moved; `true` otherwise, also on an error. Compare with `false`: a plan that failed has no answer.',
  packages:
    'The packages that differ, as JSON: `[{"name": "torch", "from": "2.12.0", "to": "2.13.0"}]`. A pull request writes this text: hand it to a shell in `env:` alone.',
  reason: 'Why, in one sentence. Hand it to a shell in `env:` alone, too.',
}

export type Output = keyof typeof OUTPUTS
