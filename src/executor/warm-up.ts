import type { Work, WorkModule } from './executor.js';

/** Work whose only effect is that the thread that does it has started, and has imported a module. */
export const warmUpWork: Work<WorkModule | undefined, WorkModule | undefined, null, null> = {
  module: import.meta.url,
  name: 'warmUpWork',
  prepare: (target) => target,
  run: async (target) => {
    if (target !== undefined) await import(target.module);
    return null;
  },
};
