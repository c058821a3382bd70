import type { JobControl, Work } from '../executor/executor.js';
import { ENGINES } from '../program/compile.js';
import type { StepValues } from '../program/evaluate.js';
import { sliceSteps } from '../program/step.js';
import { isEqual } from '../values/equality.js';
import type { Value } from '../values/value.js';
import { CardPasses, type PassTime } from './card-passes.js';
import { differCounts, rowSizes, type RowSizes } from './differ-rows.js';
import type { GivenUpStep } from './given-up-step.js';
import { exactText, valueText } from './value-text.js';
import { prepareWorkload, simulatedWait, type PreparedWorkload, type Workload } from './workload.js';

/** When a differ pass is made; see the table of SCORING's strategies. */
export type DifferStrategy = 'every-output' | 'match-only' | 'distinct' | 'incremental';

/** The samples with one input, or a part of their work: differ passes are shared among them. */
export interface ScoreJob {
  /** Indices into the workload's samples. */
  readonly samples: readonly number[];
  readonly differs: DifferStrategy;
  /** Whether every pass is timed by itself. */
  readonly isProfiled: boolean;
  /** Which part of the differ passes this job makes, 0 up to without `parts`; each part makes the solve pass. */
  readonly part: number;
  readonly parts: number;
  /** Steps that are not run again; one list for all parts of the same samples. */
  readonly givenUp: readonly GivenUpStep[];
}

/** What scoring one sample gave, as plain data; of a part of the work, only what the part did. */
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
  /** What this output's differ pass adds to its solver's counts: iz and zo by differ; `null` when this job made none. */
  readonly differs: Readonly<Record<string, readonly [iz: number, zo: number]>> | null;
}

/** Scores samples: a solve pass each, then differ passes by strategy. */
export const scoreSamples: Work<Workload, PreparedWorkload, ScoreJob, SampleScore[]> = {
  module: import.meta.url,
  name: 'scoreSamples',
  prepare: prepareWorkload,
  async run(prepared, job, control) {
    control.end();
    const waitMs = scoreWaitMs(prepared.workload, job);
    if (waitMs > 0) await control.wait(waitMs);
    const scoring = new Scoring(prepared, job, control);
    const scores = job.samples.map((sample, at) => scoring.score(sample, at));
    control.end();
    return scores;
  },
};

/** How long a job waits before it computes, when waiting is simulated; in ms. The first part waits for all. */
export function scoreWaitMs(workload: Workload, { samples, part }: ScoreJob): number {
  return part > 0 ? 0 : samples.reduce((sum, sample) => sum + simulatedWait(workload, sample), 0);
}

/** One job's scoring. */
class Scoring {
  readonly #prepared: PreparedWorkload;
  readonly #job: ScoreJob;
  readonly #passes: CardPasses;
  /** By `C`; `null` where another part makes the pass. */
  readonly #sizesByC = new Map<string, RowSizes | null>();
  #passesMet = 0;

  constructor(prepared: PreparedWorkload, job: ScoreJob, control: JobControl) {
    this.#prepared = prepared;
    this.#job = job;
    this.#passes = new CardPasses(prepared, control, job.isProfiled, job.givenUp);
    const engine = ENGINES[prepared.workload.engine];
    engine.prepare(prepared.linked, false);
    if (job.differs === 'incremental') engine.prepare(prepared.linked, true);
  }

  /** @param at - place of the sample in the job */
  score(sample: number, at: number): SampleScore {
    const startMs = performance.now(), passesBefore = this.#passes.times.length;
    const { workload: { card }, linked, S, samples } = this.#prepared;
    const { differs: strategy, part } = this.#job;
    const { kind, input: I, output: expected } = samples[sample]!;
    const firstEvaluation = at * (card.outputs.length + 1), isFirstPart = part === 0;
    const isShared = strategy === 'distinct' || strategy === 'incremental';
    const solve = this.#solve(sample, firstEvaluation);
    const counts = { differPasses: 0, differPassesSkipped: 0, failures: isFirstPart ? solve.failures : 0, timeouts: isFirstPart ? solve.timedOut.length : 0 };
    const keyOf = (C: Value) => (isShared ? exactText(C) : undefined);
    const expectedKey = kind === 'demo' ? keyOf(expected) : undefined;

    const differPass = (evaluation: number, C: Value, key: string | undefined, isMatch: boolean): RowSizes | null => {
      if (strategy === 'match-only' && !isMatch) {
        if (isFirstPart) counts.differPassesSkipped++;
        return null;
      }
      const known = key === undefined ? undefined : this.#sizesByC.get(key);
      if (known !== undefined) {
        if (known !== null) counts.differPassesSkipped++;
        return known;
      }
      let sizes: RowSizes | null = null;
      if (this.#isOwnPass()) {
        // Functions equal only themselves: where `C` holds one, every step is run again, as by the other strategies, lest it meet itself.
        const reused = strategy === 'incremental' && key !== undefined ? solve.slots : undefined;
        const pass = this.#passes.run('differ pass', evaluation, { S, I, C }, reused);
        sizes = rowSizes(this.#prepared, pass);
        counts.differPasses++;
        counts.failures += pass.failures;
        counts.timeouts += pass.timedOut.length;
      }
      if (key !== undefined) this.#sizesByC.set(key, sizes);
      return sizes;
    };

    const outputs = card.outputs.map(({ step, solverId }, k): OutputScore => {
      this.#passes.looksAt(firstEvaluation, step);
      const value = solve.slots[linked.slotOf({ kind: 'step', index: step })]!;
      const isTimedOut = solve.timedOut.length > 0 && sliceSteps(card.steps, step).some((needed) => solve.timedOut.includes(needed));
      const isMatch = !isTimedOut && expected !== null && isEqual(value, expected);
      const text = valueText(value);
      const [C, key] = kind === 'demo' ? [expected, expectedKey] : [value, keyOf(value)];
      const sizes = differPass(firstEvaluation + k + 1, C, key, isMatch);
      return { value: text, isMatch, differs: sizes && differCounts(this.#prepared, sizes, solverId) };
    });
    return { sample, outputs, ...counts, passes: this.#passes.times.slice(passesBefore), computeMs: performance.now() - startMs };
  }

  /** The solve pass of a sample, which parts on the same thread share. */
  #solve(sample: number, evaluation: number): StepValues {
    const { S, samples } = this.#prepared, { parts, givenUp } = this.#job;
    const last = this.#prepared.lastSolve;
    if (parts > 1 && last?.sample === sample && last.givenUp === givenUp.length) {
      this.#passes.giveUp(evaluation, last.pass.timedOut);
      return last.pass;
    }
    const pass = this.#passes.run('solve pass', evaluation, { S, I: samples[sample]!.input, C: null });
    if (parts > 1) this.#prepared.lastSolve = { sample, givenUp: givenUp.length, pass };
    return pass;
  }

  /** Parts take turns at the passes in the order in which they come up, which is the same in all parts. */
  #isOwnPass(): boolean {
    return this.#passesMet++ % this.#job.parts === this.#job.part;
  }
}
