import fc from 'fast-check'

// The same examples in every run, so that a mutant which is killed today is killed tomorrow. Fewer
// than in the tests themselves, and none made smaller: nobody reads why a mutant fails.
fc.configureGlobal({ seed: 42, numRuns: 12, endOnFailure: true })
