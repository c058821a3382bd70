import { describe, expect, test } from 'vitest';
import { ArcError } from '../../src/values/error.js';
import { bootstrapMedian, bootstrapRatios, bootstrapSpeedup, outlierFlags, relativeSpread, speedupInterval, summarize } from '../../src/timing/statistics.js';

describe('summarize', () => {
  test('summarize(samples) agrees with numbers worked by hand', () => {
    // Sorted 1 2 3 4 10. Quartiles at places 1 and 3 of 0..4. Distances from 3: 2 1 0 1 7, their median 1.
    expect(summarize([10, 1, 4, 2, 3])).toEqual({
      count: 5, median: 3, mean: 4, min: 1, max: 10, firstQuartile: 2, thirdQuartile: 4, medianAbsoluteDeviation: 1,
    });
  });

  test('summarize(samples) interpolates quartiles between neighbours', () => {
    // Places (n−1)p = 0.75 and 2.25 of 10 20 30 40.
    expect(summarize([40, 30, 20, 10])).toMatchObject({ median: 25, firstQuartile: 17.5, thirdQuartile: 32.5 });
  });

  test('summarize([]) is refused', () => {
    expect(() => summarize([])).toThrow(ArcError);
  });
});

describe('relativeSpread', () => {
  test('relativeSpread(samples) is the scaled median absolute deviation over the median', () => {
    expect(relativeSpread([10, 1, 4, 2, 3])).toBeCloseTo(1.4826 / 3, 12);
  });

  test('relativeSpread(samples) is 0 for equal samples, none, and a median of 0', () => {
    expect([relativeSpread([5, 5, 5]), relativeSpread([]), relativeSpread([0, 0, 1])]).toEqual([0, 0, 0]);
  });
});

describe('outlierFlags', () => {
  test('outlierFlags(samples) flags a modified z-score above 3.5', () => {
    // Median 3, median distance 1: the bounds are 3 ± 3.5·1.4826 = −2.19 and 8.19.
    expect(outlierFlags([10, 1, 4, 2, 3])).toEqual([true, false, false, false, false]);
    expect(outlierFlags([8, 1, 4, 2, 3])).toEqual([false, false, false, false, false]);
  });

  test('outlierFlags(samples) falls back on the mean distance where most samples are equal', () => {
    // Median distance 0, mean distance 90/10 = 9: the bound is 5 + 3.5·1.2533·9 = 44.5.
    expect(outlierFlags([5, 5, 5, 5, 5, 5, 5, 5, 5, 95]).indexOf(true)).toBe(9);
  });

  test('outlierFlags(samples) flags nothing among equal samples and in an empty list', () => {
    expect(outlierFlags([7, 7, 7])).toEqual([false, false, false]);
    expect(outlierFlags([])).toEqual([]);
  });
});

describe('bootstrapRatios', () => {
  test('bootstrapRatios(baseline, candidate) draws whole rounds, never one side alone', () => {
    // Each round's ratio is exactly 2, so every draw of pairs has the ratio 2 although the rounds differ tenfold.
    expect(new Set(bootstrapRatios([2, 20, 8], [1, 10, 4], { resamples: 200 }))).toEqual(new Set([2]));
  });

  test('bootstrapRatios(baseline, candidate) of one round holds its ratio alone', () => {
    expect(bootstrapRatios([3], [2], { resamples: 5 })).toEqual([1.5, 1.5, 1.5, 1.5, 1.5]);
  });

  test('bootstrapRatios(baseline, candidate) of two rounds has the four draws in their shares', () => {
    // Draws (1,1) (1,2) (2,1) (2,2) of baseline 2, 4 and candidate 1, 1: ratios 2, 3, 3, 4.
    const ratios = bootstrapRatios([2, 4], [1, 1], { resamples: 4000 });
    const share = (value: number) => ratios.filter((ratio) => ratio === value).length / 4000;
    // Standard deviation of a share: √(0.25·0.75/4000) = 0.007.
    expect(share(2)).toBeCloseTo(0.25, 1);
    expect(share(3)).toBeCloseTo(0.5, 1);
    expect(share(2) + share(3) + share(4)).toBeCloseTo(1, 12);
  });

  test('bootstrapRatios(baseline, candidate) refuses lists of different lengths and empty ones', () => {
    expect(() => bootstrapRatios([1, 2], [1])).toThrow('2 baseline and 1 candidate samples');
    expect(() => bootstrapRatios([], [])).toThrow('0 rounds');
  });
});

describe('speedupInterval', () => {
  test('speedupInterval(estimate, ratios, confidence) cuts the same share off both ends', () => {
    const ratios = Array.from({ length: 101 }, (_, at) => 1 + at / 100);
    const interval = speedupInterval(1.5, ratios, 0.9)!;
    expect(interval.low).toBeCloseTo(1.05, 12);
    expect(interval.high).toBeCloseTo(1.95, 12);
  });

  test('speedupInterval(estimate, ratios, confidence) is null where a ratio has no meaning', () => {
    expect(speedupInterval(NaN, [1, 1], 0.95)).toBeNull();
    expect(speedupInterval(1, [1, Infinity], 1)).toBeNull();
    expect(speedupInterval(0, [0, 0], 0.95)).toBeNull();
  });
});

describe('bootstrapSpeedup', () => {
  const baseline = [10, 12, 11, 13, 10, 12], candidate = [5, 5, 6, 6, 5, 7];

  test('bootstrapSpeedup(baseline, candidate) estimates the ratio of medians within its interval', () => {
    const interval = bootstrapSpeedup(baseline, candidate)!;
    expect(interval.estimate).toBe(11.5 / 5.5);
    expect(interval.low).toBeLessThan(interval.estimate);
    expect(interval.high).toBeGreaterThan(interval.estimate);
  });

  test('bootstrapSpeedup(baseline, candidate) repeats for an equal seed and widens with the confidence', () => {
    const narrow = bootstrapSpeedup(baseline, candidate, { seed: 3, confidence: 0.5 })!;
    const wide = bootstrapSpeedup(baseline, candidate, { seed: 3, confidence: 0.99 })!;
    expect(bootstrapSpeedup(baseline, candidate, { seed: 3, confidence: 0.5 })).toEqual(narrow);
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
  });

  test('bootstrapSpeedup(baseline, candidate) is null when the candidate takes no time', () => {
    expect(bootstrapSpeedup([1, 1, 1], [0, 0, 0])).toBeNull();
  });
});

describe('bootstrapMedian', () => {
  test('bootstrapMedian(samples) holds the median between the smallest and the largest sample', () => {
    const { estimate, low, high } = bootstrapMedian([3, 1, 4, 1, 5, 9, 2, 6]);
    expect(estimate).toBe(3.5);
    expect(low).toBeGreaterThanOrEqual(1);
    expect(low).toBeLessThan(3.5);
    expect(high).toBeGreaterThan(3.5);
    expect(high).toBeLessThanOrEqual(9);
  });

  test('bootstrapMedian(samples) of three draws each middle in its share', () => {
    // Of the 27 draws from {1, 2, 3} the median is 1 in 7, 2 in 13, 3 in 7: 26 % to each side.
    expect(bootstrapMedian([1, 2, 3], { confidence: 0.4 })).toEqual({ estimate: 2, low: 2, high: 2 });
    expect(bootstrapMedian([1, 2, 3], { confidence: 0.6 })).toEqual({ estimate: 2, low: 1, high: 3 });
  });

  test('bootstrapMedian([]) is refused', () => {
    expect(() => bootstrapMedian([])).toThrow(ArcError);
  });
});

describe('bootstrap options', () => {
  test.each([{ resamples: Infinity }, { resamples: 0 }, { seed: 0.5 }, { confidence: 95 }, { confidence: NaN }])(
    'bootstrapSpeedup and bootstrapMedian refuse %o', (options) => {
      const refusal = expect.objectContaining({ code: 'timing.option' });
      expect(() => bootstrapSpeedup([2, 2], [1, 1], options)).toThrow(refusal);
      expect(() => bootstrapMedian([2, 2], options)).toThrow(refusal);
    });
});
