import fc from 'fast-check'

// The same examples in every run, so that a mutant which is killed today is killed tomorrow.
fc.configureGlobal({ seed: 42 })
