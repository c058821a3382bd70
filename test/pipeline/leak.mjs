// Runs in a process of its own (node --expose-gc): what is left after many runs of the pipeline?
import { ExecutorPool } from '../../dist/executor/executor-pool.js';
import { runPipeline } from '../../dist/pipeline/run.js';
import { whatIsLeft } from '../what-is-left.mjs';
import { cardOf, TASK } from './small-card.mjs';

const card = cardOf(['O = vmirror(I)'], ['O = identity(I)'], ['x1 = trim(I)', 'O = rot90(x1)']);
const executors = new ExecutorPool();
await executors.warmUp(executors.take('threads', 2), { module: import.meta.resolve('../../dist/scoring/score-samples.js'), name: 'scoreSamples' });
const warm = await repeat(60, run);
const afterRuns = await repeat(200, run);
await executors.close();
const few = await repeat(2, () => run(0, 'threads', null));
const afterOwnPools = await repeat(6, () => run(0, 'threads', null));
console.log(JSON.stringify({ warm, afterRuns, few, afterOwnPools }));

async function run(time, executor = ['inline', 'limited', 'threads', 'threads'][time % 4], shared = executors) {
  const controller = new AbortController();
  // Every tenth run is cancelled while it scores.
  const onProgress = ({ stage }) => time % 10 === 9 && stage === 'score demo' && controller.abort();
  const report = await runPipeline(TASK, card, {
    config: { executor, concurrency: 2, scoring: 'parallel', validation: 'parallel', profile: true }, signal: controller.signal, onProgress,
    ...(shared && { executors: shared }),
  });
  if (report.status !== (time % 10 === 9 ? 'cancelled' : 'done')) throw new Error(`run ${time} is ${report.status}`);
}

async function repeat(times, action) {
  for (let time = 0; time < times; time++) await action(time);
  return whatIsLeft();
}
