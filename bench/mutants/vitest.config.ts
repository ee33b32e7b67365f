import { defineConfig } from 'vitest/config'

/** The pure tests alone: a mutant is judged in well under a second, without a training. */
export default defineConfig({
  test: {
    include: ['test/{judge,baseline,report}/**/*.test.ts'],
    // Reads and writes files, and builds baselines of 32 ranks: what it says of the judge, others do.
    exclude: ['test/baseline/baseline.test.ts'],
    testTimeout: 60_000,
    setupFiles: 'bench/mutants/seed.ts',
  },
})
