// Runs in a process of its own: forgets to close the executor, and must end all the same.
import { createExecutor } from '../../dist/executor/create.js';
import { faulty } from './works.mjs';

const outcomes = await createExecutor('threads', { concurrency: 2 }).runAll(faulty, {}, [{ fault: 'none', id: 1 }]);
console.log(outcomes[0].result);
