import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../tasks/whole-file.js';
import type { Pair } from '../timing/comparison.js';
import { differences, machineDifferences } from '../timing/machine.js';
import { compareSessions, compareSpeedups, type SessionComparison } from '../timing/unpaired.js';
import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { ComparisonReport } from './compare.js';
import { differingDigests } from './digests.js';

/** Where saved comparisons lie, below the folder in which one works. */
export const BASELINES_FOLDER = join('.phaselab', 'baselines');

/** A comparison that was kept under a name. */
export interface SavedComparison {
  readonly schema: 'phaselab.baseline/1';
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly comparison: ComparisonReport;
}

/** What may mislead a reader of two sessions. */
export interface AgainstWarning {
  readonly code: 'not-interleaved' | 'other-machine' | 'other-work' | 'results-differ';
  /** One line. */
  readonly message: string;
}

/** A comparison beside a saved one. */
export interface AgainstSaved {
  readonly name: string;
  readonly savedAt: string;
  /** The saved speedup. */
  readonly speedupThen: ComparisonReport['speedup'];
  /** From so many rounds. */
  readonly roundsThen: number;
  /** Each side's median then ÷ now: above 1, it has become faster, or the machine has. */
  readonly sides: Pair<SessionComparison>;
  /** Speedup now ÷ speedup then: what has changed for the candidate alone, whatever the machine did. */
  readonly change: SessionComparison;
  /** Whether both sides' results are those of the saved runs. */
  readonly resultsEqual: boolean;
  readonly warnings: readonly AgainstWarning[];
}

/**
 * Keeps a comparison under a name, to compare with on another day; a saved one of that name is replaced.
 *
 * @param name letters, digits, `.`, `-` and `_`, at most 100
 * @param folder @defaultValue `.phaselab/baselines` in the current folder
 * @returns the file
 * @throws ArcError `pipeline.baseline-name`; `pipeline.no-rounds` for a comparison without rounds; `pipeline.unwritable`
 */
export function saveComparison(name: string, comparison: ComparisonReport, folder: string = BASELINES_FOLDER): string {
  checkBaselineName(name);
  if (comparison.rounds === 0) throw new ArcError('pipeline.no-rounds', `baseline ${name}: the comparison has 0 rounds; save one with at least one`);
  const saved: SavedComparison = { schema: 'phaselab.baseline/1', name, savedAt: new Date().toISOString(), comparison };
  const path = join(folder, `${name}.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeWhole(path, JSON.stringify(saved));
  } catch (cause) {
    throw new ArcError('pipeline.unwritable', `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}); work in a folder that can`, { cause });
  }
  return path;
}

/**
 * Reads a comparison that {@link saveComparison} kept.
 *
 * @throws ArcError `pipeline.unknown-baseline` with the nearest name; `pipeline.baseline` for a file that is none
 */
export function readComparison(name: string, folder: string = BASELINES_FOLDER): SavedComparison {
  checkBaselineName(name);
  const names = savedComparisons(folder), path = join(folder, `${name}.json`);
  if (!names.includes(name)) {
    const known = names.length === 0 ? `nothing is saved in ${folder}; save a comparison first` : `did you mean ${closest(name, names)}? (${names.join(', ')})`;
    throw new ArcError('pipeline.unknown-baseline', `baseline "${name}" does not exist; ${known}`);
  }
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ArcError('pipeline.baseline', `${path}: cannot be read (${(cause as Error).message}); save it anew`, { cause });
  }
  const checked = SAVED.safeParse(data);
  if (checked.success) return data as SavedComparison;
  const { path: place, message } = checked.error.issues[0]!;
  throw new ArcError('pipeline.baseline', `${path}: ${place.join('.') || 'file'}: ${message}; save it anew`);
}

/** The names under which comparisons are saved, ascending. */
export function savedComparisons(folder: string = BASELINES_FOLDER): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).sort();
  } catch {
    return [];
  }
}

/**
 * Sets a comparison beside a saved one of the same sides.
 *
 * @param now with at least one round
 */
export function compareAgainst(saved: SavedComparison, now: ComparisonReport): AgainstSaved {
  const then = saved.comparison, options = { noiseThreshold: now.noiseThreshold, seed: now.seed };
  const differing = now.runs.filter((run, side) => differingDigests(then.runs[side]!.report, run.report).length > 0).map((run) => run.label);
  const work = differences({ task: then.taskId, card: then.cardName, ...settings(then) }, { task: now.taskId, card: now.cardName, ...settings(now) });
  const machine = machineDifferences(then.environment, now.environment);
  return {
    name: saved.name, savedAt: saved.savedAt, speedupThen: then.speedup, roundsThen: then.samples.baseline.length,
    sides: {
      baseline: compareSessions(then.samples.baseline, now.samples.baseline, options),
      candidate: compareSessions(then.samples.candidate, now.samples.candidate, options),
    },
    change: compareSpeedups(then.samples, now.samples, options),
    resultsEqual: differing.length === 0,
    warnings: [
      { code: 'not-interleaved', message: 'then and now did not take turns; each side\'s own ratio holds what changed on the machine as well' },
      ...(machine === '' ? [] : [{ code: 'other-machine', message: `the machine is another: ${machine}` } as const]),
      ...(work === '' ? [] : [{ code: 'other-work', message: `the work is another: ${work}` } as const]),
      ...(differing.length === 0 ? [] : [{ code: 'results-differ', message: `the results of ${differing.join(' and ')} are not those that were saved` } as const]),
    ],
  };
}

const ROUNDS = z.array(z.number().nonnegative()).min(1);
const ENVIRONMENT = z.looseObject({ nodeVersion: z.string(), cpuModel: z.string(), cores: z.number() });

/** What is asked of a file before it is believed to be a saved comparison. */
const SAVED = z.looseObject({
  schema: z.literal('phaselab.baseline/1'),
  name: z.string(),
  savedAt: z.string(),
  comparison: z.looseObject({
    schema: z.literal('phaselab.comparison/1'), baseline: z.string(), candidate: z.string(), taskId: z.string(), cardName: z.string(),
    speedup: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(),
    samples: z.object({ baseline: ROUNDS, candidate: ROUNDS }),
    environment: ENVIRONMENT,
    runs: z.array(z.looseObject({
      label: z.string(),
      report: z.looseObject({
        phase: z.string(), config: z.record(z.string(), z.unknown()),
        digests: z.object({ scores: z.string(), candidates: z.string(), files: z.string() }),
      }),
    })).length(2),
  }),
});

/** Checks a name. @throws ArcError `pipeline.baseline-name` */
export function checkBaselineName(name: string): void {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(name)) return;
  throw new ArcError('pipeline.baseline-name', `baseline name "${name}" cannot be a file's; use at most 100 letters, digits, ".", "-" and "_", not "." first`);
}

/** The sides' settings under names that tell the sides apart. */
function settings({ runs }: ComparisonReport): Record<string, unknown> {
  return Object.fromEntries(runs.flatMap(({ report }, side) =>
    Object.entries(report.config).map(([key, value]) => [`${side === 0 ? 'baseline' : 'candidate'} ${key}`, value])));
}
