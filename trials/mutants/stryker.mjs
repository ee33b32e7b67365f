import { fileURLToPath } from 'node:url'

const here = file => fileURLToPath(new URL(file, import.meta.url))

/** Mutation testing of the judge: `npm run trial:mutants`. */
export default {
  mutate: ['src/judge/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'trials/mutants/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', here('prose.mjs')],
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Only what hangs counts as timed out, and so as killed: not what waits for a busy machine.
  timeoutMS: 60_000,
  timeoutFactor: 4,
  // Measured afresh every time: a score put together from old results is none.
  incremental: false,
  // What the sandbox needs. Not tsconfig.json, which Stryker would read by a function of TypeScript
  // that TypeScript 7 no longer has; nothing in it bears on what the code does.
  ignorePatterns: [
    '**',
    '!src/**',
    '!test/**',
    '!support/**',
    '!trials/mutants/**',
    '!trials/report-fuzz/**',
    '!package.json',
  ],
  cleanTempDir: 'always',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: 'coverage/mutants.html' },
  jsonReporter: { fileName: 'coverage/mutants.json' },
  thresholds: { high: 100, low: 90, break: 90 },
}
