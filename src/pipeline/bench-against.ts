import { z } from 'zod';
import { judgeSpeedup } from '../timing/comparison.js';
import { machineDifferences } from '../timing/machine.js';
import { speedupInterval } from '../timing/statistics.js';
import { compareSessions, type SessionComparison } from '../timing/unpaired.js';
import { ArcError } from '../values/error.js';
import { drawTotals, totalRow, type BenchGroup, type BenchReport, type BenchRow } from './bench-report.js';

/** Changes under this share are none: two sessions differ by more than two that take turns. */
export const BENCH_NOISE = 0.05;

/** A row beside the row of the same name in an earlier bench; its speedup is earlier ÷ now. */
export interface BenchChange extends SessionComparison {
  readonly group: BenchGroup['name'];
  readonly name: string;
  readonly beforeMs: number;
  readonly nowMs: number;
}

/** A bench beside an earlier one. */
export interface BenchAgainst {
  /** Rows of both, in order, totals (named `all`) first in each group. */
  readonly changes: readonly BenchChange[];
  /** What differs between the machines; empty when nothing does. */
  readonly machine: string;
}

/** Sets a bench beside an earlier one, row by row; rows that one of them lacks or that have another number of items are left out. */
export function compareBenches(before: BenchReport, now: BenchReport): BenchAgainst {
  const changes = now.groups.flatMap((group) => {
    const earlier = before.groups.find(({ name }) => name === group.name)?.rows ?? [];
    const pairs = group.rows.flatMap((row) => {
      const match = earlier.find(({ name, items }) => name === row.name && items === row.items);
      return match === undefined ? [] : [[match, row] as const];
    });
    const rows = pairs.map(([then, row]) => changeOf(group.name, then, row));
    return group.total === null || pairs.length === 0 ? rows : [changeOfAll(group.name, pairs.map(([then]) => then), pairs.map(([, row]) => row)), ...rows];
  });
  return { changes, machine: machineDifferences(before.environment, now.environment) };
}

function changeOf(group: BenchGroup['name'], before: BenchRow, now: BenchRow): BenchChange {
  const comparison = compareSessions(before.samplesMs, now.samplesMs, { noiseThreshold: BENCH_NOISE, resamples: 1000 });
  return { group, name: now.name, beforeMs: before.medianMs, nowMs: now.medianMs, ...comparison };
}

function changeOfAll(group: BenchGroup['name'], before: readonly BenchRow[], now: readonly BenchRow[]): BenchChange {
  const beforeMs = totalRow(before).medianMs, nowMs = totalRow(now).medianMs;
  const nowDraws = drawTotals(now, 2), ratios = drawTotals(before, 1).map((ms, draw) => ms / nowDraws[draw]!).sort((a, b) => a - b);
  const speedup = speedupInterval(beforeMs / nowMs, ratios, 0.95);
  const verdict = judgeSpeedup(speedup, speedupInterval(beforeMs / nowMs, ratios, 0.99), BENCH_NOISE);
  return { group, name: 'all', beforeMs, nowMs, speedup, verdict };
}

/**
 * Reads the JSON of an earlier bench.
 *
 * @param place for errors, such as the file's name
 * @throws ArcError `pipeline.bench`
 */
export function parseBench(text: string, place: string): BenchReport {
  try {
    return BENCH.parse(JSON.parse(text)) as unknown as BenchReport;
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    const fault = issue === undefined ? (cause as Error).message : `${issue.path.join('.') || 'file'}: ${issue.message}`;
    throw new ArcError('pipeline.bench', `${place}: ${fault}; give a file that "phaselab bench -o" wrote`, { cause });
  }
}

const ROW = z.looseObject({ name: z.string(), items: z.number(), medianMs: z.number().nonnegative(), samplesMs: z.array(z.number().nonnegative()).min(1) });
const BENCH = z.looseObject({
  schema: z.literal('phaselab.bench/1'),
  environment: z.looseObject({ nodeVersion: z.string(), cpuModel: z.string(), cores: z.number() }),
  groups: z.array(z.looseObject({ name: z.string(), rows: z.array(ROW) })),
});
