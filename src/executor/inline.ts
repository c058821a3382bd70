import type { Executor } from './executor.js';
import { HereExecutor } from './here.js';

/** An executor that does one job after the other on the calling thread. Its lane is `main`. */
export function createInline(): Executor {
  return new HereExecutor('inline', 1, () => 'main');
}
