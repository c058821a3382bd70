import process from 'node:process';
import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line of counts, and where nothing may be skipped (CI) makes a skip a failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') continue;
        count[state]++;
        if (state === 'skipped') skipped.push(test.fullName);
      }
    }
    for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
    if (skipped.length > 0 && process.env.CI === 'true') {
      process.stdout.write('Nothing may be skipped in CI.\n');
      process.exitCode = 1;
    }
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}
