// Runs in a process of its own: node interrupted.mjs EXECUTOR. Aborts a run on SIGINT, tells its status, and ends by itself.
import process from 'node:process';
import { runPipeline } from '../../dist/pipeline/run.js';
import { cardOf, TASK } from './small-card.mjs';

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());

// A step takes for ever under threads, and some seconds where it can't be stopped.
const rounds = process.argv[2] === 'threads' ? 10_000_000 : 1_000;
const slow = ['x1 = power(rot90, 2000)', `x2 = power(x1, ${rounds})`, 'O = x2(I)'];
setTimeout(() => console.log('running'), 700);
const report = await runPipeline(TASK, cardOf(['O = vmirror(I)'], slow), {
  config: { executor: process.argv[2], concurrency: 2, scoring: 'parallel', validation: 'parallel', timeoutMs: 60_000 },
  signal: controller.signal,
});
console.log(report.status);
