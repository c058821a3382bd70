import { environmentWords } from '../charts/comparison-text.js';
import { formatMs, formatNumber, intervalWords } from '../charts/format.js';
import { alignColumns } from '../charts/text-columns.js';
import { BENCH_NOISE, type BenchAgainst, type BenchChange } from '../pipeline/bench-against.js';
import type { BenchGroup, BenchReport, BenchRow } from '../pipeline/bench-report.js';
import type { Interval } from '../timing/statistics.js';

/** Rows that are printed of a long group. */
const FEW = 12;

/** A bench as text; of primitives and solvers only those that need work most, unless all are wanted. */
export function benchText(report: BenchReport, isAll: boolean): string {
  return [...report.groups.map((group) => groupText(group, isAll)), `measured on ${environmentWords(report.environment)}`].join('\n\n');
}

/** A bench beside an earlier one as text: the totals, and the rows that changed. */
export function benchAgainstText({ changes, machine }: BenchAgainst, place: string): string {
  const changed = changes.filter((change) => change.name === 'all' || change.verdict !== 'no detectable change');
  const row = ({ group, name, beforeMs, nowMs, speedup, verdict }: BenchChange): string[] =>
    [`${group}: ${name}`, formatShort(beforeMs), formatShort(nowMs), intervalWords(speedup), verdict];
  return [
    `against ${place}: ${changed.filter((change) => change.name !== 'all').length} of ${changes.filter((change) => change.name !== 'all').length} changed beyond ${100 * BENCH_NOISE} %`,
    ...(changed.length === 0 ? [] : [alignColumns([['', 'then', 'now', 'times as fast', 'verdict'], ...changed.map(row)])]),
    'then and now did not take turns: what changed on the machine is in these ratios too',
    ...(machine === '' ? [] : [`the machine is another: ${machine}`]),
  ].join('\n');
}

function groupText(group: BenchGroup, isAll: boolean): string {
  if (group.rows.length === 0) return `${group.name}: ${group.status}; ${group.note}`;
  const rounds = group.rows[0]!.samplesMs.length;
  const heading = `${group.name}: ${group.note}; medians of ${rounds} passes with their 95 % interval${group.status === 'cancelled' ? ' (interrupted)' : ''}`;
  return [heading, ...BODY[group.name](group, isAll)].join('\n');
}

const BODY: Record<BenchGroup['name'], (group: BenchGroup, isAll: boolean) => string[]> = {
  primitives: ({ rows, total }, isAll) => {
    const slower = rows.filter((row) => row.reference?.speedup && row.reference.speedup.low < 1);
    const chosen = isAll ? [...rows] : [...rows].sort((a, b) => speedupOf(a) - speedupOf(b)).slice(0, FEW);
    return [
      alignColumns([['', 'time', '95 % interval', 'CPython', 'times as fast'], ...[...(total === null ? [] : [total]), ...chosen].map(referenceCells)]),
      `${rows.length} primitives${chosen.length < rows.length ? `, the ${chosen.length} that gain least are shown` : ''}; `
        + (slower.length === 0 ? 'none is slower than CPython' : `not surely faster than CPython: ${slower.map((row) => row.name).join(', ')}`),
    ];
  },
  solvers: ({ rows, total }, isAll) => {
    const chosen = isAll ? [...rows] : [...rows].sort((a, b) => b.medianMs - a.medianMs).slice(0, FEW);
    return [
      alignColumns([['', 'samples', 'time', '95 % interval'], ...[...(total === null ? [] : [total]), ...chosen].map((row) => [row.name, String(row.items), ...timeCells(row)])]),
      ...(chosen.length < rows.length ? [`${rows.length} solvers, the ${chosen.length} that take longest are shown`] : []),
    ];
  },
  phases: ({ rows }) => [
    alignColumns([['', 'time', '95 % interval', 'times as fast as the first'], ...rows.map((row) => [row.name, ...timeCells(row), intervalWords(row.reference?.speedup)])]),
  ],
  threads: ({ rows }) => [
    alignColumns([['', 'time', '95 % interval', 'one thread', 'times as fast'], ...rows.map(referenceCells)]),
  ],
  instrumentation: ({ rows, total }) => [
    alignColumns([
      ['', 'time', '95 % interval', 'without', 'cost of the spans'],
      ...[...(total === null ? [] : [total]), ...rows].map((row) => [row.name, ...timeCells(row), formatShort(row.reference!.ms), costWords(row.reference!.speedup)]),
    ]),
  ],
};

function referenceCells(row: BenchRow): string[] {
  return [row.name, ...timeCells(row), row.reference === undefined ? '–' : formatShort(row.reference.ms), intervalWords(row.reference?.speedup)];
}

function timeCells(row: BenchRow): string[] {
  return [formatShort(row.medianMs), `${formatShort(row.lowMs)} – ${formatShort(row.highMs)}`];
}

/** What a run costs more than its reference, in percent with its interval. */
function costWords(speedup: Interval | null): string {
  if (speedup === null) return '–';
  const percent = (ratio: number): string => (100 * (1 / ratio - 1)).toFixed(1);
  return `${percent(speedup.estimate)} % [${percent(speedup.high)}, ${percent(speedup.low)}]`;
}

/** Durations below 1 ms in µs. */
function formatShort(ms: number): string {
  return ms < 1 ? `${formatNumber(ms * 1000)} µs` : formatMs(ms);
}

function speedupOf({ reference }: BenchRow): number {
  return reference?.speedup?.estimate ?? Infinity;
}
