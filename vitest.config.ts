import { defineConfig } from 'vitest/config'

/** The tests that train with Lightning or install packages. */
const TRAINING = [
  'test/cli/{bumps,doctor,errors,one-rank,releases,right,trainings}.test.ts',
  'trials/closeness/closeness.test.ts',
  'trials/faults/faults.test.ts',
  'test/training/real.test.ts',
  'trials/trainings/trainings.test.ts',
  'test/github/real.test.ts',
  'test/pins/corpus.test.ts',
  'test/python/{alike,extras,conda,indexes,install,locks,origin,origin-locks,torch-build}.test.ts',
  'test/workflows/linters.test.ts',
  'trials/act/act.test.ts',
]

/** Those that start programs: the bundle, the played-back probe, git, tools. */
const ACTION = [
  'trials/chaos/chaos.test.ts',
  'test/change/*.test.ts',
  'test/cli/{extras,files,help,init,interrupt,logs,messages,observe,older-node,report-directory}.test.ts',
  'test/github/{accepted-change,action,action-yml,auto,cancel,class,claims,comment,complaints,crashes,errors,extras}.test.ts',
  'test/github/{failures,foreign-git,hidden,left-overs,log,own-copy,plan,plan-inputs,publish,races,record-report,refuse,right,start}.test.ts',
  'test/lib/{foreign,installers}.test.ts',
  'test/owner.test.ts',
  'test/pipeline/trainings.test.ts',
  'test/probe/run.test.ts',
  'test/python/cache.test.ts',
  'test/workflows/{artifact,release,threats}.test.ts',
]

// Times tell nothing on a busy machine, so the limits only catch hangs.
const limits = { testTimeout: 600_000, hookTimeout: 600_000 }

/** One after the other: what a project starts does not compete with the next one's. */
const project = (name: string, at: number, test: object) => ({
  test: { name, maxWorkers: 2, sequence: { groupOrder: at }, ...limits, ...test },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', 0, {
        include: ['{test,trials}/**/*.test.ts'],
        exclude: [...ACTION, ...TRAINING],
        isolate: false,
      }),
      project('action', 1, {
        include: ACTION,
        maxWorkers: 3, // many of them wait
        isolate: false,
        globalSetup: 'support/build.ts',
      }),
      project('training', 2, {
        include: TRAINING,
        globalSetup: ['support/build.ts', 'support/environments.ts'],
      }),
    ],
  },
})
