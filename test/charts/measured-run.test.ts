import { expect, test } from 'vitest';
import { equalityWords, findingOf } from '../../src/charts/finding.js';
import { chartRuns, type MeasuredRun } from '../../src/charts/measured-run.js';
import { methodWords } from '../../src/charts/subtitle.js';
import { makeMeasured, makeReport } from './fixtures.js';

const BASELINE = makeReport();
const FASTER = makeReport({ phase: 'filter-batch' });
const LOSSY = makeReport({ phase: 'match-only-differs' });

test('chartRuns(runs) compares every run with the first', () => {
  const [first, second] = chartRuns([BASELINE, FASTER]);
  expect(first).toMatchObject({ label: 'baseline', equality: 'reference', rounds: 1, intervalMs: null, speedup: { estimate: 1, low: null } });
  expect(second!.speedup!.estimate).toBeCloseTo(BASELINE.wallMs / FASTER.wallMs, 10);
  expect(second).toMatchObject({ equality: 'equal', isLossy: false });
});

test('chartRuns(runs) takes the median of the rounds as the total', () => {
  expect(chartRuns([{ report: BASELINE, samplesMs: [5, 1, 3] }])[0]).toMatchObject({ totalMs: 3, rounds: 3 });
});

test('chartRuns(runs) names custom and repeated runs by the settings in which they differ', () => {
  const labels = chartRuns([
    BASELINE, makeReport({ phase: 'custom', config: { differs: 'distinct' } }), makeReport({ config: { concurrency: 8 } }), BASELINE,
    { report: FASTER, label: 'mine' },
  ]).map((run) => run.label);
  expect(labels).toEqual(['baseline', 'differs=distinct', 'baseline, concurrency=8', 'baseline (2)', 'mine']);
});

test('chartRuns(runs) does not call results equal that cannot be compared', () => {
  const runs = chartRuns([BASELINE, makeReport({ taskId: 'other' }), makeReport({ cardName: 'other' }), makeReport({ status: 'cancelled' })]);
  expect(runs.slice(1).map((run) => run.equality)).toEqual(['incomparable', 'incomparable', 'incomparable']);
  expect(equalityWords(runs.slice(0, 2))).toBe('results not comparable');
});

test('chartRuns(runs) calls no results equal that differed in a round which it does not see', () => {
  const runs = chartRuns([BASELINE, { report: FASTER, resultsEqual: false }]);
  expect(runs[1]).toMatchObject({ equality: 'different', difference: 'results differ in some rounds' });
  expect(equalityWords(runs)).toBe('results differ in some rounds');
  expect(chartRuns([BASELINE, { report: LOSSY, resultsEqual: false }])[1]!.difference).toBe('scores differ');
  expect(chartRuns([BASELINE, { report: FASTER, resultsEqual: true }])[1]!.equality).toBe('equal');
});

test('chartRuns(runs) tells no speedup where a time is zero', () => {
  const empty = makeReport({ stages: {}, restMs: 0 });
  expect(chartRuns([empty, BASELINE]).map((run) => run.speedup)).toEqual([null, null]);
});

test('chartRuns([]) throws charts.no-runs', () => {
  expect(() => chartRuns([])).toThrowError(expect.objectContaining({ code: 'charts.no-runs' }));
});

test('findingOf(runs) speaks of the fastest run with equal results, and names those whose scores differ', () => {
  expect(findingOf(chartRuns([BASELINE, LOSSY, FASTER]))).toBe('filter-batch: 1.6× faster, results equal (match-only-differs: scores differ)');
  expect(findingOf(chartRuns([BASELINE, LOSSY]))).toBe('match-only-differs: 2.3× faster, scores differ');
});

test('equalityWords(runs) counts the runs whose scores differ where naming them all would be long', () => {
  expect(equalityWords(chartRuns([BASELINE, FASTER, LOSSY, LOSSY, LOSSY]))).toBe('results equal (3 runs: scores differ)');
});

/** A run that was measured so often. */
function inRounds(rounds: number, low: number, high: number): MeasuredRun {
  return { report: FASTER, samplesMs: Array.from({ length: rounds }, () => 1), intervalMs: [1, 1], speedup: { estimate: (low + high) / 2, low, high } };
}

test('findingOf(runs) judges by the interval where there is one', () => {
  const told = (low: number, high: number) => findingOf(chartRuns([BASELINE, inRounds(5, low, high)]));
  expect(told(2.8, 3.2)).toBe('filter-batch: 3.0× faster [2.8, 3.2], results equal');
  expect(told(0.96, 1.04)).toBe('filter-batch: no detectable change, 1.00× [0.96, 1.04], results equal');
  expect(told(0.7, 0.9)).toBe('filter-batch: slower, 0.80× [0.70, 0.90], results equal');
});

test('findingOf(runs) calls nothing faster or slower by the interval of fewer than 5 rounds, as a comparison does', () => {
  const told = (rounds: number) => findingOf(chartRuns([BASELINE, inRounds(rounds, 2.3, 3.3)]));
  expect(told(3)).toBe('filter-batch: no detectable change, 2.8× [2.3, 3.3], results equal');
  expect(told(4)).toBe(told(3));
  expect(told(5)).toBe('filter-batch: 2.8× faster [2.3, 3.3], results equal');
});

test('chartRuns(runs) knows no interval from one round', () => {
  const [, run] = chartRuns([{ report: BASELINE, samplesMs: [6.8] }, inRounds(1, 6.8, 6.8)]);
  expect(run).toMatchObject({ rounds: 1, intervalMs: null, speedup: { estimate: 6.8, low: null, high: null } });
});

test('findingOf(runs) says what the comparison said where one round tells no interval', () => {
  const told = (verdict: 'faster' | 'no detectable change') => findingOf(chartRuns([{ report: BASELINE, samplesMs: [6.8] }, { ...inRounds(1, 6.8, 6.8), verdict }]));
  expect(told('no detectable change')).toBe('filter-batch: no detectable change, 6.8×, results equal');
  expect(told('faster')).toBe('filter-batch: 6.8× faster, results equal');
});

test('findingOf(runs) does not make much of a small difference between single runs', () => {
  const slower = makeReport({ restMs: 20 }), slow = makeReport({ restMs: 200 });
  expect(findingOf(chartRuns([BASELINE, slower]))).toBe('baseline (2): about as fast (0.98×), results equal');
  expect(findingOf(chartRuns([BASELINE, slow]))).toBe('baseline (2): slower (0.82×), results equal');
  expect(findingOf(chartRuns([BASELINE]))).toBe('baseline: one run, nothing to compare it with');
});

test('methodWords(runs) says how many rounds there were, and that one run tells no spread', () => {
  expect(methodWords(chartRuns([BASELINE, FASTER]))).toBe('one run each, spread unknown');
  expect(methodWords(chartRuns([makeMeasured(BASELINE, 1), makeMeasured(FASTER, 1)]))).toBe('median of 12 interleaved rounds; whiskers: 95 % interval');
  expect(methodWords(chartRuns([makeMeasured(BASELINE, 1, 5), makeMeasured(FASTER, 1, 7)]))).toBe('median of 5–7 rounds; whiskers: 95 % interval');
});
