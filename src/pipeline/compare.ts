import type { Card } from '../program/card.js';
import { readCard } from '../program/read-card.js';
import { bundledTask } from '../tasks/bundled.js';
import type { Task } from '../tasks/task.js';
import { compareMeasured, resolveCompareOptions, type CompareOptions, type Comparison, type Verdict } from '../timing/comparison.js';
import { judgeCriteria, type CriteriaJudgement, type SuccessCriteria } from '../timing/criteria.js';
import { readEnvironment, withLoadAfter, type Environment } from '../timing/environment.js';
import { resolveConfig, type Config } from './config.js';
import { differingDigests } from './digests.js';
import { cumulativeSettings, findPhase, type PhaseId } from './journey.js';
import { measureRuns, roundsOfRuns, type MeasureRunsOptions, type RoundsOfRun } from './measure-runs.js';
import { packageFacts } from './package.js';
import type { RunDigests } from './report.js';

/**
 * The marks that the retold story set for its own speedup.
 *
 * @source published
 */
export const PUBLISHED_CRITERIA: SuccessCriteria = { minimum: 1.9, target: 2.4, best: 2.8 };

/** One side of a comparison: a phase, settings, or both. */
export interface Contender {
  /** Its settings, on top of all phases before it. @defaultValue `baseline` */
  readonly phase?: PhaseId;
  /** Settings on top of the phase's. */
  readonly config?: Config;
  /** @defaultValue the phase, and the settings on top of it */
  readonly label?: string;
}

/** How two ways to run the pipeline are compared. */
export interface ComparePhasesOptions extends MeasureRunsOptions, CompareOptions {
  /** @defaultValue the bundled task 007bbfb7 */
  readonly task?: Task;
  /** @defaultValue the bundled card `onerun` */
  readonly card?: Card;
  /** Marks to judge the speedup by; `null` for none. @defaultValue the published ones */
  readonly criteria?: SuccessCriteria | null;
}

/** A comparison of two ways to run the pipeline on one task and card; what `phaselab compare --json` prints. */
export interface ComparisonReport extends Comparison {
  readonly schema: 'phaselab.comparison/1';
  readonly taskId: string;
  readonly cardName: string;
  /** A baseline against itself: any change that such a comparison finds is an error of the method. */
  readonly isControl: boolean;
  /** Which digests of the two runs near the median differ. */
  readonly differing: readonly (keyof RunDigests)[];
  /** `null` where no marks were given, and for a control. */
  readonly criteria: CriteriaJudgement | null;
  readonly environment: Environment;
  /** Baseline and candidate as charts read them; empty when not even one round was complete. */
  readonly runs: readonly (RoundsOfRun & { readonly label: string; readonly verdict?: Verdict })[];
}

/**
 * Measures two phases or configurations against each other: warm-up, then rounds in shuffled ABBA order in one process, until the
 * speedup is known well enough or the budget is spent. Says which is faster, by how much, how sure that is, stage by stage
 * too, and whether every round's results were equal.
 *
 * @param baseline - a phase's id, or phase and settings
 * @param candidate - the same; with equal settings the comparison is a control
 * @throws ArcError `pipeline.unknown-phase`, `pipeline.config`, `timing.option`, `timing.criteria`, and as `runPipeline`
 * @example
 * (await compare('baseline', 'filter-batch', { rounds: 1, warmupRounds: 0 })).resultsEqual
 * // => true
 */
export async function compare(
  baseline: PhaseId | Contender, candidate: PhaseId | Contender, options: ComparePhasesOptions = {},
): Promise<ComparisonReport> {
  const {
    task = bundledTask('007bbfb7'), card = readCard('onerun'), criteria = PUBLISHED_CRITERIA, ...measuring
  } = options;
  const sides = [baseline, candidate].map((side) => resolveContender(side, measuring.config));
  judgeCriteria(null, criteria ?? {});
  const comparing = resolveCompareOptions(options);
  const isControl = JSON.stringify(sides[0]!.resolved) === JSON.stringify(sides[1]!.resolved);
  const labels = [sides[0]!.label, sides[0]!.label === sides[1]!.label ? `${sides[1]!.label} (again)` : sides[1]!.label];
  const executors = [...new Set(sides.map((side) => side.resolved.executor))];
  const environment = readEnvironment({ ...packageFacts(), executor: executors.join(', '), seed: comparing.seed });

  const measured = await measureRuns(task, card, sides.map(({ phase, config }, place) => ({ name: labels[place]!, phase, config })), measuring);
  const comparison = compareMeasured(measured.measurement, labels[0]!, labels[1]!, comparing);
  const runs = roundsOfRuns(measured)
    .map((run, place) => ({ ...run, label: labels[place]!, ...(place === 1 && { verdict: comparison.verdict }) }));
  return {
    schema: 'phaselab.comparison/1', ...comparison, taskId: task.id, cardName: card.name, isControl,
    differing: runs.length === 0 ? [] : differingDigests(runs[0]!.report, runs[1]!.report),
    criteria: criteria === null || isControl ? null : judgeCriteria(comparison.speedup, criteria, comparison.rounds),
    environment: withLoadAfter(environment), runs,
  };
}

function resolveContender(side: PhaseId | Contender, shared: Config = {}) {
  const { phase = 'baseline', config = {}, label } = typeof side === 'string' ? { phase: side } as Contender : side;
  const changes = Object.entries(config).map(([key, value]) => `${key}=${String(value)}`).join(', ');
  return {
    phase: findPhase(phase).id, config, resolved: resolveConfig(cumulativeSettings(phase), shared, config),
    label: label ?? [phase, ...(changes === '' ? [] : [changes])].join(', '),
  };
}
