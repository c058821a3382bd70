import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../../src/charts/before-after.js';
import { againstText, comparisonFinding, comparisonText } from '../../src/charts/comparison-text.js';
import { distribution } from '../../src/charts/distribution.js';
import { compareAgainst, type SavedComparison } from '../../src/pipeline/baselines.js';
import { compare, type ComparisonReport } from '../../src/pipeline/compare.js';
import { findPhase } from '../../src/pipeline/journey.js';
import { measureRuns, roundsOfRuns } from '../../src/pipeline/measure-runs.js';
import { comparisonSamples, journeyFindings, journeySamples, stagesTable } from '../../src/pipeline/tables.js';
import { traceRuns } from '../../src/pipeline/trace-runs.js';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { bundledSolver, bundledTask } from '../../src/tasks/bundled.js';
import type { Clock } from '../../src/timing/clock.js';
import { ArcError } from '../../src/values/error.js';

const TASK = bundledTask('007bbfb7');
/** One solver that is right and one that is wrong, so that a differ pass can be lost. */
const SMALL = mergeCard('small', ['007bbfb7', '0358ecfa'].flatMap((id) => parseSolvers(bundledSolver(id))), builtInDiffers());
const QUICK = { task: TASK, card: SMALL, rounds: 2, warmupRounds: 1, warmupMs: 0 };

/** A clock that moves by the same step whenever it is read: equal runs take equal times. */
function steppingClock(): Clock {
  let nowMs = 0;
  return { nowMs: () => (nowMs += 0.5), cpuMs: () => nowMs };
}

describe('compare', () => {
  it('compare(baseline, candidate) measures rounds of both and says that their results are equal', async () => {
    const report = await compare('baseline', 'filter-batch', QUICK);
    expect(report).toMatchObject({
      schema: 'phaselab.comparison/1', baseline: 'baseline', candidate: 'filter-batch', taskId: '007bbfb7', cardName: 'small',
      status: 'done', rounds: 2, resultsEqual: true, differing: [], isControl: false,
    });
    expect(report.samples.baseline).toEqual(report.runs[0]!.samplesMs);
    expect(report.samples.candidate).toHaveLength(2);
    expect(report.warmupMs).toMatchObject({ baseline: [expect.any(Number)], candidate: [expect.any(Number)] });
    expect(Object.keys(report.stages)).toEqual(['score demo', 'score test', 'filter', 'inline', 'validate', 'save', 'differs']);
    expect(report.runs.map((run) => run.report.config.dedupe)).toEqual([false, true]);
  });

  it('compare(baseline, candidate) takes each run\'s own wall time and its stages\' from the same rounds', async () => {
    const { samples, stages } = await compare('baseline', 'baseline', { ...QUICK, clock: steppingClock() });
    const parts = Object.values(stages).map((stage) => stage.samples.baseline[0]!);
    expect(parts.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(samples.baseline[0]!);
    expect(samples.baseline[0]).toBe(samples.candidate[0]);
  });

  it('compare(phase, phase) of equal settings is a control, without criteria, and finds no change', async () => {
    const report = await compare('filter-batch', { phase: 'baseline', config: { dedupe: true, batchInline: true } }, { ...QUICK, clock: steppingClock(), rounds: 6 });
    expect(report).toMatchObject({ isControl: true, criteria: null, verdict: 'no detectable change', speedup: { estimate: 1, low: 1, high: 1 } });
  });

  it('compare(phase, phase) tells a phase and itself apart by name', async () => {
    const { baseline, candidate } = await compare('profile', 'profile', QUICK);
    expect([baseline, candidate]).toEqual(['profile', 'profile (again)']);
  });

  it('compare(baseline, candidate) with settings names them and runs them', async () => {
    const { candidate, runs, resultsEqual } = await compare('baseline', { config: { differs: 'distinct' } }, { ...QUICK, config: { timeoutMs: 4000 } });
    expect(candidate).toBe('baseline, differs=distinct');
    expect(runs.map(({ report }) => report.config)).toMatchObject([{ differs: 'every-output', timeoutMs: 4000 }, { differs: 'distinct', timeoutMs: 4000 }]);
    expect(resultsEqual).toBe(true);
  });

  it('compare(baseline, "match-only-differs") says in numbers and in words that results are not equal', async () => {
    const report = await compare('baseline', 'match-only-differs', QUICK);
    expect(findPhase('match-only-differs').isLossy).toBe(true);
    expect(report.resultsEqual).toBe(false);
    expect(report.differing).toContain('scores');
    expect(report.warnings.map((warning) => warning.code)).toContain('results-differ');
    expect(comparisonText(report).split('\n')[0]).toMatch(/, RESULTS NOT EQUAL \(scores.*\)$/);
  });

  it('compare(baseline, candidate, { criteria }) judges the interval by the published marks or by given ones', async () => {
    const published = await compare('baseline', 'filter-batch', QUICK);
    expect(published.criteria!.criteria.map(({ name, value }) => [name, value])).toEqual([['minimum', 1.9], ['target', 2.4], ['best', 2.8]]);
    const own = await compare('baseline', 'filter-batch', { ...QUICK, rounds: 5, criteria: { minimum: 1e-6, target: 1e9 } });
    expect(own.criteria).toMatchObject({ reached: 'minimum', criteria: [{ outcome: 'met' }, { outcome: 'missed' }] });
    expect((await compare('baseline', 'filter-batch', { ...QUICK, criteria: null })).criteria).toBeNull();
  });

  it('compare(baseline, candidate, { rounds: 1 }) decides no mark, and comparisonText(report) tells the speedup without an interval', async () => {
    const report = await compare('baseline', 'distinct-differs', { ...QUICK, rounds: 1, criteria: { minimum: 1e-6, target: 1e9 } });
    expect(report.criteria).toMatchObject({ reached: null, criteria: [{ outcome: 'undecided' }, { outcome: 'undecided' }] });
    expect(comparisonText(report)).toMatch(/^distinct-differs vs baseline: no detectable change, [\d.]+×, results equal\n/);
    expect(comparisonText(report)).not.toMatch(/× \[/);
    const saved = { schema: 'phaselab.baseline/1', name: 'before', savedAt: '2026-01-01T00:00:00.000Z', comparison: report } as const;
    expect(againstText(compareAgainst(saved, report), report)).not.toMatch(/× \[/);
    expect(beforeAfter(report.runs).title).toMatch(/^distinct-differs: no detectable change, [\d.]+×, results equal$/);
  });

  it('compare(baseline, candidate) says what it ran on', async () => {
    const { environment } = await compare('baseline', 'parallel-validation', { ...QUICK, seed: 7 });
    expect(environment).toMatchObject({ nodeVersion: process.versions.node, executor: 'inline, limited', seed: 7 });
    expect(environment.packageVersion).toMatch(/^\d/);
    expect(environment.loadAfter).not.toBeNull();
  });

  it('compare(baseline, candidate, { signal }) keeps the complete rounds of a cancelled comparison', async () => {
    const controller = new AbortController();
    const report = await compare('baseline', 'filter-batch', {
      ...QUICK, rounds: 50, signal: controller.signal, onProgress: ({ part, roundsDone }) => { if (part === 'rounds' && roundsDone === 3) controller.abort(); },
    });
    expect(report).toMatchObject({ status: 'cancelled', rounds: 3, resultsEqual: true });
    expect(report.runs.map((run) => run.report.status)).toEqual(['done', 'done']);
  });

  it('compare(baseline, candidate, { signal }) cancelled beforehand has neither rounds nor runs', async () => {
    const report = await compare('baseline', 'filter-batch', { ...QUICK, signal: AbortSignal.abort() });
    expect(report).toMatchObject({ status: 'cancelled', rounds: 0, runs: [], speedup: null, resultsEqual: null });
  });

  it('compare(baseline, candidate) refuses unknown phases, settings and marks before it measures', async () => {
    await expect(compare('baselin' as 'baseline', 'filter-batch', QUICK)).rejects.toThrow('did you mean baseline?');
    await expect(compare('baseline', { config: { dedupe: 'yes' as never } }, QUICK)).rejects.toThrow(/dedupe is yes/);
    await expect(compare('baseline', 'filter-batch', { ...QUICK, criteria: { minimum: 3, target: 2 } })).rejects.toThrow(ArcError);
  });

  it.each([
    [{ resamples: Infinity }, 'bootstrap option resamples is Infinity; give it a whole number from 1 to 1000000'],
    [{ noiseThreshold: -1 }, 'comparison option noiseThreshold is -1; give it a number from 0 to 1'],
    [{ seed: NaN }, 'bootstrap option seed is NaN; give it a whole number'],
    [{ rounds: undefined, minRounds: 20, maxRounds: 5 }, 'measurement option minRounds is 20 and maxRounds 5; give minRounds that are not more'],
  ])('compare(baseline, candidate, %o) is refused before it measures', async (options, message) => {
    let told = 0;
    await expect(compare('baseline', 'filter-batch', { ...QUICK, onProgress: () => told++, ...options })).rejects.toMatchObject({ code: 'timing.option', message });
    expect(told).toBe(0);
  });
});

describe('comparisonText', () => {
  it('comparisonText(report) has a row for the whole run and each stage that took time, bottlenecks, environment and warnings', async () => {
    const report = await compare('baseline', 'filter-batch', QUICK);
    const text = comparisonText(report);
    for (const part of ['whole run', '  score demo', '  filter', '  differs', 'bottleneck of filter-batch: ', 'measured on Node ', 'warning: 2 rounds are few', 'criteria, judged']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/2 interleaved rounds, 1 more to warm up/);
  });

  it('comparisonText(report) says which settings both sides share, and that waiting is simulated', async () => {
    const report = await compare('baseline', 'filter-batch', { ...QUICK, config: { simulatedWaitMs: 0.5, timeoutMs: 500 } });
    expect(comparisonText(report).split('\n')[1]).toMatch(/^task \w+, card [^;]*timeoutMs=500, waiting simulated: 0\.5 ms on average; median of/);
  });

  it.each([
    ['faster', { estimate: 2.96, low: 2.81, high: 3.2 }, true, 'b vs a: faster, 3.0× [2.8, 3.2], results equal'],
    ['slower', { estimate: 0.8, low: 0.78, high: 0.83 }, false, 'b vs a: slower, 0.80× [0.78, 0.83], RESULTS NOT EQUAL (files)'],
    ['no detectable change', { estimate: 1.01, low: 0.98, high: 1.03 }, null, 'b vs a: no detectable change, 1.01× [0.98, 1.03], results not compared'],
    ['no detectable change', null, true, 'b vs a: no detectable change, no ratio, results equal'],
  ] as const)('comparisonFinding(report) says %s with the interval %j and equality %j', (verdict, speedup, resultsEqual, words) => {
    const report = { baseline: 'a', candidate: 'b', verdict, speedup, resultsEqual, differing: resultsEqual === false ? ['files'] : [] };
    expect(comparisonFinding(report as unknown as ComparisonReport)).toBe(words);
  });
});

describe('beforeAfter and distribution of a comparison', () => {
  it('beforeAfter(report.runs) says faster only where the verdict does', async () => {
    const report = await compare('baseline', 'filter-batch', QUICK);
    expect(report.verdict).toBe('no detectable change');
    const runs = [report.runs[0]!, { ...report.runs[1]!, speedup: { estimate: 1.5, low: 1.4, high: 1.6 } }];
    expect(beforeAfter(runs).title).toBe('filter-batch: no detectable change, 1.5× [1.4, 1.6], results equal');
    expect(distribution(runs.map((run) => ({ ...run, verdict: 'faster' as const }))).title).toBe('filter-batch: 1.5× faster [1.4, 1.6], results equal');
  });
});

describe('roundsOfRuns', () => {
  it('roundsOfRuns(measured) says of each run whether every round\'s results were the first\'s, and charts and tables say so too', async () => {
    const measured = await measureRuns(TASK, SMALL, [{ name: 'plain' }, { name: 'batch', phase: 'filter-batch' }], { rounds: 2, warmupRounds: 0, warmupMs: 0 });
    expect(roundsOfRuns(measured).map((run) => run.resultsEqual)).toEqual([undefined, true]);
    const [first, second] = measured.measurement.alternatives;
    const unlucky = roundsOfRuns({ ...measured, measurement: { ...measured.measurement, alternatives: [first!, { ...second!, resultsEqual: false }] } });
    expect(beforeAfter(unlucky).title).toMatch(/, results differ in some rounds$/);
    expect(journeyFindings(unlucky).rows.map((row) => row.at(-1))).toEqual(['reference', 'differ in some rounds']);
  });

  it('journeyFindings(runs) of one round has medians and speedups without intervals', async () => {
    const runs = roundsOfRuns(await measureRuns(TASK, SMALL, [{ name: 'plain' }, { name: 'again' }], { rounds: 1, warmupRounds: 0, warmupMs: 0 }));
    expect(journeyFindings(runs).rows.map((row) => row.map((cell) => cell === null))).toEqual([
      [false, false, true, true, true, true, true, false], [false, false, true, true, false, true, true, false],
    ]);
  });
});

describe('compareAgainst', () => {
  /** The saved form of a report, its times changed. */
  function saved(report: ComparisonReport, change: (ms: number) => number = (ms) => ms): SavedComparison {
    const samples = { baseline: report.samples.baseline.map(change), candidate: report.samples.candidate.map(change) };
    return JSON.parse(JSON.stringify({ schema: 'phaselab.baseline/1', name: 'before', savedAt: '2026-01-01T00:00:00.000Z', comparison: { ...report, samples } })) as SavedComparison;
  }

  it('compareAgainst(saved, now) tells a slower machine from a changed candidate', async () => {
    const report = await compare('baseline', 'filter-batch', { ...QUICK, rounds: 6, clock: steppingClock() });
    const against = compareAgainst(saved(report, (ms) => 2 * ms), report);
    expect(against.sides.candidate).toEqual({ speedup: { estimate: 2, low: 2, high: 2 }, verdict: 'faster' });
    expect(against.change.speedup!.estimate).toBe(1);
    expect(against).toMatchObject({ resultsEqual: true, speedupThen: report.speedup, warnings: [{ code: 'not-interleaved' }] });
    expect(againstText(against, report)).toMatch(/^against before, saved 2026-01-01T00:00:00.000Z: results equal\n/);
  });

  it('compareAgainst(saved, now) warns of another machine, other work and other results', async () => {
    const report = await compare('baseline', 'match-only-differs', QUICK);
    const then = saved(await compare('baseline', 'filter-batch', { ...QUICK, config: { simulatedWaitMs: 0.1 } }));
    const against = compareAgainst({ ...then, comparison: { ...then.comparison, environment: { ...then.comparison.environment, cpuModel: 'abacus' } } }, report);
    expect(against.resultsEqual).toBe(false);
    expect(against.warnings.map((warning) => warning.code)).toEqual(['not-interleaved', 'other-machine', 'other-work', 'results-differ']);
    expect(against.warnings[1]!.message).toMatch(/CPU was abacus, is /);
    expect(against.warnings[2]!.message).toMatch(/baseline simulatedWaitMs was 0.1, is 0; .*candidate differs was every-output, is match-only/);
  });
});

describe('tables and traces of runs', () => {
  it('comparisonSamples(report) has a row per round and side, with the stages', async () => {
    const report = await compare('baseline', 'filter-batch', QUICK);
    const { columns, rows } = comparisonSamples(report);
    expect(columns.slice(0, 7)).toEqual(['round', 'side', 'name', 'wallMs', 'cpuMs', 'isOutlier', 'score demo ms']);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([[1, 'baseline', 'baseline'], [1, 'candidate', 'filter-batch'], [2, 'baseline', 'baseline'], [2, 'candidate', 'filter-batch']]);
    expect(rows[2]![3]).toBe(report.samples.baseline[1]);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(journeySamples(report.runs).rows).toHaveLength(4);
    expect(journeyFindings(report.runs).rows.map((row) => [row[0], row.at(-1)])).toEqual([['baseline', 'reference'], ['filter-batch', 'equal']]);
    expect(stagesTable(report.runs.map((run) => run.report)).rows).toHaveLength(16);
  });

  it('traceRuns(reports) puts one run after the other, each under its task and phase', async () => {
    const { runs } = await compare('baseline', 'profile', QUICK);
    const { traceEvents } = traceRuns(runs.map((run) => run.report));
    const frames = traceEvents.filter((event) => event.ph === 'X' && event.name.startsWith('007bbfb7, '));
    expect(frames.map((frame) => frame.name)).toEqual(['007bbfb7, baseline', '007bbfb7, profile']);
    const [first, second] = frames as Extract<(typeof traceEvents)[number], { ph: 'X' }>[];
    expect(second!.ts).toBeGreaterThanOrEqual(first!.ts + first!.dur);
    const spans = runs.reduce((sum, run) => sum + run.report.spans.length, 0);
    expect(traceEvents.filter((event) => event.ph === 'X')).toHaveLength(spans + 2);
  });
});
