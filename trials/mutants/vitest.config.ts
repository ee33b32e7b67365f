import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, the longest last: most mutants are dead before it is their turn. */
const LATE = [
  ...['resume', 'one-fault', 'couples', 'stories', 'divergence'],
  ...['checks', 'drift', 'round-trip', 'judge'],
]

class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) =>
      LATE.findIndex(name => moduleId.endsWith(`/${name}.test.ts`))
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

/** The pure tests alone: no training, no process, no file. */
export default defineConfig({
  test: {
    include: ['test/{judge,model,baseline,report}/**/*.test.ts', 'trials/report-fuzz/*.test.ts'],
    // Reads and writes files, and builds baselines of 32 ranks: what it says of the judge, others do.
    exclude: ['test/baseline/baseline.test.ts'],
    // Nothing here leaves a trace, so all files may share a process: it starts once for a mutant.
    isolate: false,
    sequence: { sequencer: CheapFirst },
    testTimeout: 60_000,
    setupFiles: 'trials/mutants/seed.ts',
  },
})
