import type { Card } from '../program/card.js';
import { linkSteps, type LinkedSteps } from '../program/link.js';
import type { Task } from '../tasks/task.js';
import { seededRandom } from '../timing/random.js';
import { grid, type Grid } from '../values/grid.js';
import { Tuple, tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';

/** A sample as plain data. */
export interface PlainSample {
  readonly kind: 'demo' | 'test';
  readonly input: readonly (readonly number[])[];
  /** `null` where it is withheld. */
  readonly output: readonly (readonly number[])[] | null;
}

/** What scoring and validation work on, as plain data that can go to a thread. */
export interface Workload {
  readonly card: Card;
  /** Demo samples first. */
  readonly samples: readonly PlainSample[];
  readonly timeoutMs: number;
  readonly simulatedWaitMs: number;
  readonly seed: number;
}

/** A workload made ready to run. */
export interface PreparedWorkload {
  readonly workload: Workload;
  readonly linked: LinkedSteps;
  /** The demo pairs. */
  readonly S: Tuple;
  readonly samples: readonly { readonly kind: 'demo' | 'test'; readonly input: Grid; readonly output: Grid | null }[];
}

/** The workload of a card on a task. */
export function workloadOf(
  card: Card, task: Task, options: { readonly timeoutMs: number; readonly simulatedWaitMs: number; readonly seed: number },
): Workload {
  const plain = (g: Grid | null) => g?.toRows() as number[][] | undefined ?? null;
  return {
    card,
    samples: [
      ...task.demo.map(({ input, output }) => ({ kind: 'demo' as const, input: plain(input)!, output: plain(output) })),
      ...task.test.map(({ input, output }) => ({ kind: 'test' as const, input: plain(input)!, output: plain(output) })),
    ],
    timeoutMs: options.timeoutMs, simulatedWaitMs: options.simulatedWaitMs, seed: options.seed,
  };
}

const preparedByWorkload = new WeakMap<Workload, PreparedWorkload>();

/** Links the card and makes values of the samples; the same workload object is prepared once. */
export function prepareWorkload(workload: Workload): PreparedWorkload {
  let prepared = preparedByWorkload.get(workload);
  if (prepared === undefined) {
    const samples = workload.samples.map(({ kind, input, output }) => ({
      kind, input: grid(input), output: output === null ? null : grid(output),
    }));
    const pairs: Value[] = samples.filter((sample) => sample.kind === 'demo').map(({ input, output }) => tuple(input, output));
    prepared = { workload, linked: linkSteps(workload.card.steps), S: new Tuple(pairs), samples };
    preparedByWorkload.set(workload, prepared);
  }
  return prepared;
}

/**
 * How long a job waits when waiting is simulated: between half and one and a half times the setting, the same for the
 * same seed and job.
 */
export function simulatedWait(workload: Workload, job: number): number {
  if (workload.simulatedWaitMs === 0) return 0;
  return workload.simulatedWaitMs * (0.5 + seededRandom(workload.seed + 0x9e3779b9 * (job + 1)).next());
}
