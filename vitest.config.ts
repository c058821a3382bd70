import process from 'node:process';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./test/fast-check.ts'],
    reporters: ['default', './test/reporter.ts'],
    // Some tests wait for real time limits: where nobody is in a hurry, files run one after the other and have the machine to themselves.
    fileParallelism: process.env.CI !== 'true',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
