// Runs in a process of its own: node interrupted.mjs KIND FAULT. Aborts on SIGINT, tells the outcomes, and ends by itself.
import process from 'node:process';
import { createExecutor } from '../../dist/executor/create.js';
import { faulty } from './works.mjs';

const [kind, fault] = process.argv.slice(2);
const executor = createExecutor(kind, { concurrency: 2 });
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());

const jobs = ['none', ...Array(40).fill(fault)].map((name, id) => ({ fault: name, id, ms: 100 }));
const outcomes = await executor.runAll(faulty, {}, jobs, {
  signal: controller.signal, onOutcome: (index) => index === 0 && console.log('running'),
});
await executor.close();
console.log(JSON.stringify(outcomes.map(({ status }) => status)));
