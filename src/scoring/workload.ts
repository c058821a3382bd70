import type { Card } from '../program/card.js';
import type { ENGINES } from '../program/compile.js';
import type { StepValues } from '../program/evaluate.js';
import { linkSteps, type LinkedSteps } from '../program/link.js';
import type { Task } from '../tasks/task.js';
import { seededRandom } from '../timing/random.js';
import { Grid } from '../values/grid.js';
import { Tuple, tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';

/** A grid as plain data: colors in bytes, row by row, which travel between threads many times faster than rows of numbers. */
export interface PlainGrid {
  readonly height: number;
  readonly width: number;
  readonly cells: Uint8Array;
}

/** A sample as plain data. */
export interface PlainSample {
  readonly kind: 'demo' | 'test';
  readonly input: PlainGrid;
  /** `null` where it is withheld. */
  readonly output: PlainGrid | null;
}

/** What scoring and validation work on, as plain data that can go to a thread. */
export interface Workload {
  readonly card: Card;
  /** Demo samples first. */
  readonly samples: readonly PlainSample[];
  /** What makes the passes over the card; a candidate by itself runs too few times to be worth compiling. */
  readonly engine: keyof typeof ENGINES;
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
  /** The steps of the card that depend on `C`, ascending. */
  readonly dependents: readonly number[];
  /** The last solve pass on this thread whose sample is scored in parts; parts of one sample come one after the other. */
  lastSolve?: { readonly sample: number; readonly givenUp: number; readonly pass: StepValues };
}

/** How a workload is run; `engine` is `interpreted` unless it is given. */
type WorkloadOptions = Pick<Workload, 'timeoutMs' | 'simulatedWaitMs' | 'seed'> & Partial<Pick<Workload, 'engine'>>;

/** The workload of a card on a task. */
export function workloadOf(card: Card, task: Task, options: WorkloadOptions): Workload {
  return {
    card,
    samples: [
      ...task.demo.map(({ input, output }) => ({ kind: 'demo' as const, input: pack(input), output: pack(output) })),
      ...task.test.map(({ input, output }) => ({ kind: 'test' as const, input: pack(input), output: output && pack(output) })),
    ],
    engine: options.engine ?? 'interpreted', timeoutMs: options.timeoutMs, simulatedWaitMs: options.simulatedWaitMs, seed: options.seed,
  };
}

const preparedByWorkload = new WeakMap<Workload, PreparedWorkload>();

/** Links the card and makes values of the samples; the same workload object is prepared once. */
export function prepareWorkload(workload: Workload): PreparedWorkload {
  let prepared = preparedByWorkload.get(workload);
  if (prepared === undefined) {
    const samples = workload.samples.map(({ kind, input, output }) => ({
      kind, input: unpack(input), output: output && unpack(output),
    }));
    const pairs: Value[] = samples.filter((sample) => sample.kind === 'demo').map(({ input, output }) => tuple(input, output));
    const linked = linkSteps(workload.card.steps);
    const dependents = linked.steps.flatMap(({ dependsOnC }, step) => (dependsOnC ? [step] : []));
    prepared = { workload, linked, S: new Tuple(pairs), samples, dependents };
    preparedByWorkload.set(workload, prepared);
  }
  return prepared;
}

function pack({ height, width, cells }: Grid): PlainGrid {
  return { height, width, cells: Uint8Array.from(cells as readonly number[]) };
}

function unpack({ height, width, cells }: PlainGrid): Grid {
  return new Grid(height, width, Array.from(cells));
}

/**
 * How long a sample or candidate waits when waiting is simulated, in ms: anything between half and one and a half times the
 * setting is equally likely, the same for the same seed and number.
 *
 * @param job - number of the sample or candidate, from 0
 */
export function simulatedWait(workload: Workload, job: number): number {
  if (workload.simulatedWaitMs === 0) return 0;
  return workload.simulatedWaitMs * (0.5 + seededRandom(workload.seed + 0x9e3779b9 * (job + 1)).next());
}
