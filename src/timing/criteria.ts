import { ArcError } from '../values/error.js';
import { VERDICT_ROUNDS } from './comparison.js';
import type { Interval } from './statistics.js';

/** The marks that a speedup is to reach, as ratios; `minimum` ≤ `target` ≤ `best`. */
export interface SuccessCriteria {
  readonly minimum?: number;
  readonly target?: number;
  readonly best?: number;
}

/** The marks, from lowest to highest. */
export const CRITERION_NAMES = ['minimum', 'target', 'best'] as const;
export type CriterionName = (typeof CRITERION_NAMES)[number];

/** `met`: the whole interval is at or above the mark; `missed`: the whole interval is below; `undecided`: the mark is inside, or there is no interval to trust. */
export type CriterionOutcome = 'met' | 'missed' | 'undecided';

/** How a speedup stands to all marks. */
export interface CriteriaJudgement {
  /** The marks that were stated, from lowest to highest. */
  readonly criteria: readonly { readonly name: CriterionName; readonly value: number; readonly outcome: CriterionOutcome }[];
  /** The highest mark that is met. */
  readonly reached: CriterionName | null;
}

/**
 * Judges a speedup by stated marks: by its interval, never by its estimate alone.
 *
 * @param speedup - `null` (no ratio) leaves every mark undecided
 * @param rounds - that the interval comes from; fewer than 5 leave every mark undecided too. @defaultValue enough
 * @throws ArcError `timing.criteria` for a mark that is not above 0 or lies below a lesser one
 * @example
 * judgeCriteria({ estimate: 2.6, low: 2.5, high: 2.9 }, { minimum: 1.9, target: 2.4, best: 2.8 }).reached
 * // => 'target'
 */
export function judgeCriteria(speedup: Interval | null, marks: SuccessCriteria, rounds: number = VERDICT_ROUNDS): CriteriaJudgement {
  checkMarks(marks);
  const criteria = CRITERION_NAMES.flatMap((name) => {
    const value = marks[name];
    return value === undefined ? [] : [{ name, value, outcome: judge(rounds < VERDICT_ROUNDS ? null : speedup, value) }];
  });
  return { criteria, reached: criteria.findLast((criterion) => criterion.outcome === 'met')?.name ?? null };
}

function judge(speedup: Interval | null, mark: number): CriterionOutcome {
  if (speedup === null) return 'undecided';
  if (speedup.low >= mark) return 'met';
  return speedup.high < mark ? 'missed' : 'undecided';
}

function checkMarks(marks: SuccessCriteria): void {
  let least = 0;
  for (const name of CRITERION_NAMES) {
    const value = marks[name];
    if (value === undefined) continue;
    if (!(value > 0 && value >= least)) {
      throw new ArcError('timing.criteria', `criterion ${name} is ${value}; give a speedup above 0 and not below ${least}`);
    }
    least = value;
  }
}
