// Works for the tests, in plain JavaScript: worker threads import them as they are.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { threadId } from 'node:worker_threads';

const module = import.meta.url;

/** A number's digest after `rounds` of mixing; fails for multiples of 7. */
export const mixing = {
  module, name: 'mixing',
  prepare: ({ salt }) => ({ salt }),
  run: ({ salt }, { n, rounds }, control) => {
    if (n % 7 === 0) throw new RangeError(`${n} is a multiple of 7`);
    let digest = n ^ salt;
    for (let round = 0; round < rounds; round++) {
      control.checkpoint();
      digest = Math.imul(digest ^ (digest >>> 15), 0x2c1b3c6d) >>> 0;
    }
    return { n, digest, cells: [[digest & 9, n], [salt]] };
  },
};

/** Does to itself what the job says. */
export const faulty = {
  module, name: 'faulty',
  prepare: (context) => {
    if (context?.fault === 'prepare') throw new Error('no preparation today');
    if (context?.fault === 'slow preparation') spin(context.ms);
    return context;
  },
  run: async (context, job, control) => {
    switch (job.fault) {
      case 'none': return `fine ${job.id}`;
      case 'throw': throw new TypeError('thrown on purpose');
      case 'throw a string': throw 'a string';
      case 'reject': return Promise.reject(new Error('rejected on purpose'));
      case 'stray rejection': void Promise.reject(new Error('nobody listens')); return new Promise(() => {});
      case 'exit': return process.exit(3);
      case 'spin': return spin(Infinity);
      case 'spin for': return spin(job.ms);
      case 'step': for (;;) { spin(1); control.checkpoint(); }
      case 'never': return new Promise(() => {});
      case 'wait': await control.wait(job.ms); return `waited ${job.id}`;
      case 'swallow': for (;;) try { await control.wait(1e6); } catch { spin(Infinity); }
      case 'memory': { const held = []; for (;;) held.push(new Array(1e5).fill(held.length)); }
      case 'uncloneable result': return { call: () => 1 };
      default: throw new Error(`no such fault: ${job.fault}`);
    }
  },
};

/** Computes for as many ms as each step of each evaluation says, and as many after each evaluation as the job says. */
export const evaluating = {
  module, name: 'evaluating',
  prepare: (context) => context,
  run: async (context, { evaluations, betweenMs = 0, waitMs = 0, memoryAt }, control) => {
    control.end();
    await control.wait(waitMs);
    evaluations.forEach((steps, evaluation) => {
      control.begin(evaluation);
      steps.forEach((ms, step) => {
        control.checkpoint(step);
        if (memoryAt === step) { const held = []; for (;;) held.push(new Array(1e5).fill(held.length)); }
        spin(ms);
      });
      control.end();
      spin(betweenMs);
    });
    return 'evaluated';
  },
};

const preparedRuns = [];
let preparations = 0;

/** Tells about the thread that it runs on, and which prepared contexts are alive there. */
export const witness = {
  module, name: 'witness',
  prepare: (context) => {
    preparations++;
    const prepared = { ...context };
    preparedRuns.push(new WeakRef(prepared));
    return prepared;
  },
  run: async (prepared, job, control) => {
    if (job.exit) process.exit(0);
    if (job.waitMs) await control.wait(job.waitMs);
    if (job.collect) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collectGarbage();
    }
    const alive = preparedRuns.map((reference) => reference.deref()?.run).filter((run) => run !== undefined);
    return { threadId, preparations, run: prepared.run, contextItems: prepared.items?.length, alive };
  },
};

function spin(ms) {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
  return 'spun';
}

function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
