import type { JobControl, Work } from '../executor/executor.js';
import { evaluateSteps, type PassWatch, type StepValues } from '../program/evaluate.js';
import { sliceSteps } from '../program/step.js';
import { isEqual } from '../values/equality.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { emptyRecord } from './record.js';
import { exactText, valueText } from './value-text.js';
import { prepareWorkload, simulatedWait, type PreparedWorkload, type Workload } from './workload.js';

/** When a differ pass is made; see the table of SCORING's strategies. */
export type DifferStrategy = 'every-output' | 'match-only' | 'distinct' | 'incremental';

/** The samples with one input: differ passes are shared among them. */
export interface ScoreJob {
  /** Indices into the workload's samples. */
  readonly samples: readonly number[];
  readonly differs: DifferStrategy;
  /** Whether every pass is timed by itself. */
  readonly isProfiled: boolean;
}

/** One pass over the card; times in ms since the sample's computation began. */
export interface PassTime {
  readonly name: 'solve pass' | 'differ pass';
  readonly startMs: number;
  readonly endMs: number;
}

/** What scoring one sample gave, as plain data. */
export interface SampleScore {
  readonly sample: number;
  /** By output of the card. */
  readonly outputs: readonly OutputScore[];
  readonly differPasses: number;
  readonly differPassesSkipped: number;
  readonly failures: number;
  readonly timeouts: number;
  /** Time spent computing; simulated waiting is not in it. */
  readonly computeMs: number;
  /** Empty unless the job is profiled. */
  readonly passes: readonly PassTime[];
}

/** What one output gave on one sample. */
export interface OutputScore {
  /** As `valueText` writes it: equal texts mean equal values. */
  readonly value: string;
  readonly isMatch: boolean;
  readonly isTimedOut: boolean;
  /** What this output's differ pass adds to its solver's counts: iz and zo by differ; `null` when no pass was made. */
  readonly differs: Readonly<Record<string, readonly [iz: number, zo: number]>> | null;
}

/** Scores samples: a solve pass each, then differ passes by strategy. */
export const scoreSamples: Work<Workload, PreparedWorkload, ScoreJob, SampleScore[]> = {
  module: import.meta.url,
  name: 'scoreSamples',
  prepare: prepareWorkload,
  async run(prepared, job, control) {
    const waitMs = simulatedWait(prepared.workload, job.samples[0]!);
    if (waitMs > 0) await control.wait(waitMs);
    const passesByC = new Map<string, StepValues>();
    return job.samples.map((sample) => scoreSample(prepared, sample, job, control, passesByC));
  },
};

/** The jobs that score some samples: one for each distinct input. */
export function scoreJobs(workload: Workload, samples: readonly number[], differs: DifferStrategy, isProfiled: boolean): ScoreJob[] {
  const byInput = new Map<string, number[]>();
  for (const sample of samples) {
    const key = JSON.stringify(workload.samples[sample]!.input);
    const group = byInput.get(key);
    if (group === undefined) byInput.set(key, [sample]);
    else group.push(sample);
  }
  return [...byInput.values()].map((group) => ({ samples: group, differs, isProfiled }));
}

function scoreSample(
  prepared: PreparedWorkload, index: number, { differs: strategy, isProfiled }: ScoreJob, control: JobControl, passesByC: Map<string, StepValues>,
): SampleScore {
  const startMs = performance.now();
  const { workload: { card, timeoutMs }, linked, S, samples } = prepared;
  const { kind, input: I, output: expected } = samples[index]!;
  const watch: PassWatch = { checkpoint: () => control.checkpoint(), timeoutMs, nowMs: () => performance.now() };
  const passes: PassTime[] = [];
  const timed = (name: PassTime['name'], pass: () => StepValues): StepValues => {
    if (!isProfiled) return pass();
    const beginMs = performance.now() - startMs;
    const values = pass();
    passes.push({ name, startMs: beginMs, endMs: performance.now() - startMs });
    return values;
  };
  const solve = timed('solve pass', () => evaluateSteps(linked, { S, I, C: null }, watch));
  let differPasses = 0, differPassesSkipped = 0;
  let { failures } = solve, timeouts = solve.timedOut.length;

  const isShared = strategy === 'distinct' || strategy === 'incremental';
  const keyOf = (C: Value) => (isShared ? exactText(C) : undefined);
  const differPass = (C: Value, key: string | undefined, isMatch: boolean): StepValues | null => {
    const known = key === undefined ? undefined : passesByC.get(key);
    if (known !== undefined || (strategy === 'match-only' && !isMatch)) {
      differPassesSkipped++;
      return known ?? null;
    }
    const pass = timed('differ pass', () => evaluateSteps(linked, { S, I, C }, watch, strategy === 'incremental' ? solve.slots : undefined));
    differPasses++;
    failures += pass.failures;
    timeouts += pass.timedOut.length;
    if (key !== undefined) passesByC.set(key, pass);
    return pass;
  };

  const expectedKey = kind === 'demo' ? keyOf(expected) : undefined;
  const outputs = card.outputs.map(({ step, solverId }): OutputScore => {
    const value = solve.slots[linked.slotOf({ kind: 'step', index: step })]!;
    const isTimedOut = solve.timedOut.length > 0 && sliceSteps(card.steps, step).some((k) => solve.timedOut.includes(k));
    const isMatch = !isTimedOut && expected !== null && isEqual(value, expected);
    const pass = kind === 'demo' ? differPass(expected, expectedKey, isMatch) : differPass(value, keyOf(value), isMatch);
    return { value: valueText(value), isMatch, isTimedOut, differs: pass && differCounts(prepared, pass, solverId) };
  });
  return { sample: index, outputs, differPasses, differPassesSkipped, failures, timeouts, passes, computeMs: performance.now() - startMs };
}

/** Reads the differ rows of a pass that concern a solver: its own and those without owner. */
function differCounts({ workload: { card }, linked }: PreparedWorkload, pass: StepValues, solverId: string): Record<string, [number, number]> {
  const counts = emptyRecord<[number, number]>();
  for (const { step, owner, differ } of card.differRows) {
    if (owner !== null && owner !== solverId) continue;
    const count = (counts[differ] ??= [0, 0]);
    const size = sizeIn(pass.slots[linked.slotOf({ kind: 'step', index: step })]!);
    if (size === undefined) continue;
    const isZero = size === 0, isMore = size > 0;
    if (owner === null ? isMore : isZero) count[0]++;
    if (owner === null ? isZero : isMore) count[1]++;
  }
  return counts;
}

/** The size in a differ's result `(size, item)`, if it counts. */
function sizeIn(value: Value): number | undefined {
  if (!(value instanceof Tuple) || value.length === 0) return undefined;
  const size = value.items[0]!;
  return typeof size === 'number' || typeof size === 'bigint' ? Number(size) : undefined;
}
