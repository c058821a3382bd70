import { describe, expect, test } from 'vitest';
import { compareFunctions, compareMeasured, compareSamples, type CompareOptions, type Comparison, type Verdict } from '../../src/timing/comparison.js';
import type { Measurement } from '../../src/timing/measurement.js';
import { fakeClock } from './fake-clock.js';
import { AUTOCORRELATED, BURSTS, DRIFTING, HEAVY_TAILED, noisyMachine, RUNNING_AWAY, VERY_NOISY, type Disturbance } from './noisy-machine.js';

function repeat(values: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => values).flat();
}

async function simulate(seed: number, disturbance: Disturbance, rounds: number, baselineMs: number, candidateMs: number): Promise<Comparison> {
  const { clock, work } = noisyMachine(seed, disturbance);
  return compareFunctions(
    { baseline: () => work(baselineMs), candidate: () => work(candidateMs) },
    { rounds, seed, clock, warmupMs: 0, minSampleMs: 0 },
  );
}

async function verdicts(disturbance: Disturbance, rounds: number, baselineMs: number, candidateMs: number): Promise<Verdict[]> {
  const found: Verdict[] = [];
  for (let seed = 1; seed <= 100; seed++) found.push((await simulate(seed, disturbance, rounds, baselineMs, candidateMs)).verdict);
  return found;
}

const BAD_OPTIONS: readonly { readonly options: CompareOptions; readonly message: string }[] = [
  ...[Infinity, 0, 1.5, 1e9].map((resamples) => (
    { options: { resamples }, message: `bootstrap option resamples is ${resamples}; give it a whole number from 1 to 1000000` }
  )),
  { options: { seed: NaN }, message: 'bootstrap option seed is NaN; give it a whole number' },
  ...[NaN, -1, 2].map((noiseThreshold) => (
    { options: { noiseThreshold }, message: `comparison option noiseThreshold is ${noiseThreshold}; give it a number from 0 to 1` }
  )),
];

describe('compareSamples', () => {
  test('compareSamples(baseline, candidate) is the ratio of medians with an interval, and faster above 1', () => {
    const comparison = compareSamples(repeat([20, 21, 19], 4), repeat([10, 10.5, 9.5], 4));
    expect(comparison).toMatchObject({ verdict: 'faster', rounds: 12, mediansMs: { baseline: 20, candidate: 10 } });
    expect(comparison.speedup!.estimate).toBe(2);
    expect(comparison.ratios).toEqual(new Array(12).fill(2));
  });

  test('compareSamples(baseline, candidate) is slower when the sides are exchanged, by the reciprocal', () => {
    const comparison = compareSamples(repeat([10, 10.5, 9.5], 4), repeat([20, 21, 19], 4));
    expect(comparison.verdict).toBe('slower');
    expect(comparison.speedup!.estimate).toBe(0.5);
  });

  test('compareSamples(baseline, candidate) calls a certain change below the noise threshold none', () => {
    const baseline = new Array<number>(20).fill(101), candidate = new Array<number>(20).fill(100);
    expect(compareSamples(baseline, candidate).verdict).toBe('no detectable change');
    expect(compareSamples(candidate, baseline).verdict).toBe('no detectable change');
    expect(compareSamples(baseline, candidate, { noiseThreshold: 0.005 }).verdict).toBe('faster');
    expect(compareSamples(candidate, baseline, { noiseThreshold: 0.005 }).verdict).toBe('slower');
  });

  test('compareSamples(baseline, candidate) gives no verdict on fewer than 5 rounds, only the estimate and a warning', () => {
    const comparison = compareSamples([20, 20, 20, 20], [10, 10, 10, 10]);
    expect(comparison).toMatchObject({ verdict: 'no detectable change', speedup: { estimate: 2 } });
    expect(comparison.warnings.map((warning) => warning.code)).toContain('few-samples');
    expect(compareSamples([20, 20, 20, 20, 20], [10, 10, 10, 10, 10]).verdict).toBe('faster');
  });

  test('compareSamples(baseline, candidate) flags outliers and still counts them', () => {
    const comparison = compareSamples([10, 11, 10, 12, 11, 50], [5, 5, 6, 5, 6, 5]);
    expect(comparison.outliers.baseline).toEqual([false, false, false, false, false, true]);
    expect(comparison.rounds).toBe(6);
    expect(comparison.samples.baseline).toHaveLength(6);
  });

  test('compareSamples(baseline, candidate) has no speedup where the candidate takes no time', () => {
    const comparison = compareSamples(new Array<number>(12).fill(3), new Array<number>(12).fill(0));
    expect(comparison).toMatchObject({ speedup: null, verdict: 'no detectable change' });
    expect(comparison.ratios).toEqual(new Array(12).fill(null));
  });

  test('compareSamples([], []) has neither speedup nor verdict', () => {
    expect(compareSamples([], [])).toMatchObject({
      speedup: null, verdict: 'no detectable change', rounds: 0, mediansMs: { baseline: null, candidate: null },
    });
  });

  test('compareSamples(baseline, candidate) refuses lists of different lengths, also with an empty one', () => {
    expect(() => compareSamples([1, 2], [1])).toThrow('2 baseline and 1 candidate samples');
    expect(() => compareSamples([], [1])).toThrow('0 baseline and 1 candidate samples');
  });

  test.each(BAD_OPTIONS)('compareSamples(baseline, candidate, $options) is refused in one line', ({ options, message }) => {
    expect(() => compareSamples([2, 2], [1, 1], options)).toThrow(expect.objectContaining({ code: 'timing.option', message }));
  });

  test('compareSamples(baseline, candidate) survives JSON unchanged', () => {
    const comparison = compareSamples([3, 3, 4, 5, 6], [1, 0, 1, 2, 1]);
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });
});

describe('compareMeasured', () => {
  const MEASURED: Measurement = {
    status: 'done', rounds: 6, order: [], clockResolutionMs: 0, elapsedMs: 99, seed: 4,
    alternatives: [
      { name: 'plain', samplesMs: [9, 9, 9, 9, 9, 9], cpuMs: [], warmupMs: [12], batch: 1, resultsEqual: true,
        stages: { score: [6, 6, 6, 6, 6, 6], save: [3, 3, 3, 3, 3, 3] } },
      { name: 'fast', samplesMs: [3, 3, 3, 3, 3, 3], cpuMs: [], warmupMs: [5], batch: 1, resultsEqual: true,
        stages: { score: [2, 2, 2, 2, 2, 2], filter: [1, 1, 1, 1, 1, 1] } },
      { name: 'lossy', samplesMs: [1, 1, 1, 1, 1, 1], cpuMs: [], warmupMs: [5], batch: 1, resultsEqual: false, stages: {} },
      { name: 'other', samplesMs: [2, 2, 2, 2, 2, 2], cpuMs: [], warmupMs: [5], batch: 1, resultsEqual: false, stages: {} },
    ],
  };

  test('compareMeasured(measurement, baseline, candidate) compares the whole and every stage', () => {
    const comparison = compareMeasured(MEASURED, 'plain', 'fast');
    expect(comparison).toMatchObject({
      baseline: 'plain', candidate: 'fast', verdict: 'faster', resultsEqual: true, seed: 4, speedup: { estimate: 3, low: 3, high: 3 },
      warmupMs: { baseline: [12], candidate: [5] },
    });
    expect(comparison.stages.score).toMatchObject({ speedup: { estimate: 3 }, verdict: 'faster' });
  });

  test('compareMeasured(measurement, baseline, candidate) lets a stage of one side take no time on the other', () => {
    const { stages } = compareMeasured(MEASURED, 'plain', 'fast');
    expect(stages.save).toMatchObject({ speedup: null, mediansMs: { baseline: 3, candidate: 0 } });
    expect(stages.filter).toMatchObject({ mediansMs: { baseline: 0, candidate: 1 }, verdict: 'no detectable change' });
  });

  test('compareMeasured(measurement, baseline, candidate) infers equality from the first alternative, and no more than that', () => {
    expect(compareMeasured(MEASURED, 'fast', 'lossy').resultsEqual).toBe(false);
    expect(compareMeasured(MEASURED, 'lossy', 'other').resultsEqual).toBeNull();
  });

  test('compareMeasured(measurement, baseline, candidate) refuses a name that was not measured', () => {
    expect(() => compareMeasured(MEASURED, 'plain', 'fsat')).toThrow('"fsat" was not measured; there are plain, fast, lossy, other');
  });
});

describe('compareFunctions', () => {
  test('compareFunctions({ baseline, candidate }) measures sync and async functions alike', async () => {
    const clock = fakeClock();
    const comparison = await compareFunctions({
      baseline: () => clock.advance(30),
      candidate: async () => { await Promise.resolve(); clock.advance(10); },
    }, { rounds: 6, clock, warmupMs: 0 });
    expect(comparison).toMatchObject({ verdict: 'faster', rounds: 6, speedup: { estimate: 3 }, resultsEqual: null, batch: { baseline: 1 } });
  });

  test('compareFunctions({ check }) says whether the results are equal, and warns when they differ or are unchecked', async () => {
    const clock = fakeClock(), work = (result: number) => () => { clock.advance(5); return result; };
    const options = { rounds: 12, clock, warmupMs: 0 };
    const equal = await compareFunctions({ baseline: work(1), candidate: work(1), check: Object.is }, options);
    const different = await compareFunctions({ baseline: work(1), candidate: work(2), check: Object.is }, options);
    const unchecked = await compareFunctions({ baseline: work(1), candidate: work(2) }, options);
    expect([equal, different, unchecked].map((comparison) => comparison.resultsEqual)).toEqual([true, false, null]);
    expect([equal, different, unchecked].map((comparison) => comparison.warnings.map((warning) => warning.code)))
      .toEqual([[], ['results-differ'], ['results-unchecked']]);
  });

  test('compareFunctions(functions) says what it ran on, with the seed and the load before and after', async () => {
    const clock = fakeClock(), work = () => clock.advance(5);
    const { environment } = await compareFunctions({ baseline: work, candidate: work }, { rounds: 2, clock, warmupMs: 0, seed: 7 });
    expect(environment).toMatchObject({
      nodeVersion: process.versions.node, v8Version: process.versions.v8, loadBefore: expect.any(Number), loadAfter: expect.any(Number), seed: 7,
    });
  });

  test('compareFunctions(functions) warns of a timer that is too coarse for the samples', async () => {
    let now = 0;
    const clock = { nowMs: () => 16 * Math.floor(now++ / 300), cpuMs: () => 0 };
    const comparison = await compareFunctions({ baseline: () => { now += 600; }, candidate: () => { now += 300; } },
      { rounds: 12, clock, minSampleMs: 0, warmupMs: 0 });
    expect(comparison.warnings.map((warning) => warning.code)).toContain('coarse-timer');
  });

  test('compareFunctions(functions) keeps complete rounds when cancelled and says so', async () => {
    const clock = fakeClock(), controller = new AbortController();
    let calls = 0;
    const baseline = (): void => {
      clock.advance(5);
      if (++calls === 6) controller.abort();
    };
    const comparison = await compareFunctions({ baseline, candidate: () => clock.advance(5) },
      { rounds: 50, clock, warmupRounds: 2, warmupMs: 0, signal: controller.signal });
    expect(comparison.status).toBe('cancelled');
    expect(comparison.rounds).toBeLessThan(5);
    expect(comparison.warnings.map((warning) => warning.message)).toContain(`cancelled after ${comparison.rounds} rounds`);
  });
});

describe('compareFunctions: bad input', () => {
  test.each(BAD_OPTIONS)('compareFunctions(functions, $options) is refused before anything runs', async ({ options, message }) => {
    let runs = 0;
    const work = () => runs++;
    await expect(compareFunctions({ baseline: work, candidate: work }, { rounds: 2, ...options })).rejects.toMatchObject({ code: 'timing.option', message });
    expect(runs).toBe(0);
  });
});

describe('the verdict on simulated machines, 100 runs each', () => {
  test.each([
    { name: 'heavy-tailed', disturbance: HEAVY_TAILED },
    { name: 'drifting', disturbance: DRIFTING },
    { name: 'running away', disturbance: RUNNING_AWAY },
    { name: 'very noisy', disturbance: VERY_NOISY },
    { name: 'in bursts', disturbance: BURSTS },
    { name: 'autocorrelated', disturbance: AUTOCORRELATED },
  ])('compareFunctions(same against same) changes at most 5 times in 12 rounds: $name', async ({ disturbance }) => {
    const changes = (await verdicts(disturbance, 12, 10, 10)).filter((verdict) => verdict !== 'no detectable change');
    expect(changes.length).toBeLessThanOrEqual(5);
  });

  test('compareFunctions(same against same) changes at most 5 times in 30 rounds: very noisy', async () => {
    const changes = (await verdicts(VERY_NOISY, 30, 10, 10)).filter((verdict) => verdict !== 'no detectable change');
    expect(changes.length).toBeLessThanOrEqual(5);
  });

  test.each([
    { name: 'heavy-tailed', disturbance: HEAVY_TAILED },
    { name: 'drifting', disturbance: DRIFTING },
  ])('compareFunctions(a tenth faster) is seen in 30 rounds at least 95 times: $name', async ({ disturbance }) => {
    const found = await verdicts(disturbance, 30, 11, 10);
    expect(found.filter((verdict) => verdict === 'faster').length).toBeGreaterThanOrEqual(95);
    expect(found).not.toContain('slower');
  });

  test('compareFunctions(a tenth slower) is seen in 30 rounds at least 95 times: heavy-tailed', async () => {
    const found = await verdicts(HEAVY_TAILED, 30, 10, 11);
    expect(found.filter((verdict) => verdict === 'slower').length).toBeGreaterThanOrEqual(95);
  });

  test('compareFunctions(functions) has an interval that holds the true speedup about 95 times of 100', async () => {
    let hits = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { speedup } = await simulate(seed, HEAVY_TAILED, 30, 12, 10);
      if (speedup!.low <= 1.2 && 1.2 <= speedup!.high) hits++;
    }
    expect(hits).toBeGreaterThanOrEqual(89);
  });

  test('compareFunctions(functions) warns of drift where there is drift and of noise where there is noise', async () => {
    const codes = async (disturbance: Disturbance) =>
      (await simulate(1, disturbance, 30, 10, 10)).warnings.map((warning) => warning.code);
    expect(await codes(DRIFTING)).toContain('drift');
    expect(await codes(VERY_NOISY)).toContain('noisy-machine');
    expect(await codes(HEAVY_TAILED)).toEqual(['results-unchecked']);
  });
});
