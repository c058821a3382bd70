// Runs in a process of its own: a run with a step that needs more memory than its worker may have; tells what became of it as JSON.
import { ExecutorPool } from '../../dist/executor/executor-pool.js';
import { runPipeline } from '../../dist/pipeline/run.js';
import { cardOf, TASK } from './small-card.mjs';

// A product of products: millions of pairs.
const huge = ['x1 = asindices(I)', 'x2 = product(x1, x1)', 'x3 = product(x2, x1)', 'x4 = product(x3, x1)', 'O = size(x4)'];
const executors = new ExecutorPool({ resourceLimits: { maxOldGenerationSizeMb: 64 } });
const report = await runPipeline({ ...TASK, demo: TASK.demo.slice(0, 1) }, cardOf(['O = vmirror(I)'], huge, ['O = identity(I)']), {
  config: { dedupe: true, scoring: 'parallel', validation: 'parallel', differs: 'distinct', executor: 'threads', concurrency: 2, timeoutMs: 60_000 },
  executors,
});
await executors.close();
console.log(JSON.stringify({
  status: report.status, warnings: report.warnings, candidates: report.candidates.map(({ solverId, status }) => [solverId, status]),
}));
