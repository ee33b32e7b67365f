import { defineConfig } from 'vitest/config'

/** The pure tests alone: a mutant is judged in well under a second, without a training. */
export default defineConfig({
  test: {
    include: ['test/{judge,baseline,report}/**/*.test.ts'],
    testTimeout: 60_000,
    setupFiles: 'bench/mutants/seed.ts',
  },
})
