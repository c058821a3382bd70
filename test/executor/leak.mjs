// Runs in a process of its own (node --expose-gc): what is left after many runs on one pool, and after many pools?
import { createExecutor } from '../../dist/executor/create.js';
import { whatIsLeft } from '../what-is-left.mjs';
import { faulty } from './works.mjs';

const executor = createExecutor('threads', { concurrency: 2 });
await executor.warmUp(faulty);
const warm = await repeat(60, () => run(executor));
const afterRuns = await repeat(200, () => run(executor));
await executor.close();
const few = await repeat(3, openAndClose);
const afterPools = await repeat(10, openAndClose);
console.log(JSON.stringify({ warm, afterRuns, few, afterPools }));

async function run(target) {
  const controller = new AbortController();
  const numbers = (length) => Array.from({ length }, (_, n) => n);
  const jobs = numbers(4).map((id) => ({ fault: 'none', id, load: numbers(500) }));
  await target.runAll(faulty, { items: numbers(5000) }, jobs, { signal: controller.signal, timeoutMs: 10_000, onOutcome: () => {} });
}

async function openAndClose() {
  const pool = createExecutor('threads', { concurrency: 2 });
  await run(pool);
  await pool.close();
}

async function repeat(times, action) {
  for (let time = 0; time < times; time++) await action();
  return whatIsLeft();
}
