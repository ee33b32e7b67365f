import fc from 'fast-check'

// The same examples in every run, so that a mutant which is killed today is killed tomorrow; and
// none made smaller, for nobody reads why a mutant fails.
fc.configureGlobal({ seed: 42, endOnFailure: true })
