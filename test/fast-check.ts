import fc from 'fast-check';

// A property that fails says its counterexample, however long it takes to shrink: before the test runner's own limit ends it without a word.
fc.configureGlobal({ interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true });
