import { describe, expect, test } from 'vitest';
import { breakEven, fitAmdahl, fitScalability, scalabilitySpeedup, type ScalingPoint } from '../../src/timing/scaling.js';
import { amdahl } from '../../src/timing/schedule.js';

function curve(speedupAt: (n: number) => number, concurrencies = [1, 2, 4, 8, 16]): ScalingPoint[] {
  return concurrencies.map((concurrency) => ({ concurrency, speedup: speedupAt(concurrency) }));
}

describe('scalabilitySpeedup', () => {
  test('scalabilitySpeedup(contention, coherency, concurrency) agrees with numbers worked by hand', () => {
    // 4 / (1 + 0.1·3 + 0.01·12) = 4 / 1.42.
    expect(scalabilitySpeedup(0.1, 0.01, 4)).toBeCloseTo(4 / 1.42, 12);
  });

  test('scalabilitySpeedup(contention, 0, n) is Amdahl with the rest parallel', () => {
    expect(scalabilitySpeedup(0.08, 0, 16)).toBeCloseTo(amdahl(0.92, 16), 12);
  });
});

describe('fitAmdahl', () => {
  test.each([0, 0.5, 0.92, 1])('fitAmdahl(points) finds the share %d of exact points', (share) => {
    const fit = fitAmdahl(curve((n) => amdahl(share, n)));
    expect(fit.parallelShare).toBeCloseTo(share, 10);
    expect(fit.residual).toBeCloseTo(0, 9);
  });

  test('fitAmdahl(points) gives the ceiling of its share', () => {
    expect(fitAmdahl([{ concurrency: 2, speedup: 1 / 0.54 }]).ceiling).toBeCloseTo(12.5, 9);
  });

  test('fitAmdahl(points) keeps the share within 0 and 1', () => {
    expect(fitAmdahl([{ concurrency: 4, speedup: 6 }])).toMatchObject({ parallelShare: 1, ceiling: Infinity, residual: 2 });
    expect(fitAmdahl([{ concurrency: 4, speedup: 0.5 }])).toMatchObject({ parallelShare: 0, ceiling: 1, residual: 0.5 });
  });

  test('fitAmdahl(points) refuses points without a concurrency above 1, or out of range', () => {
    expect(() => fitAmdahl([{ concurrency: 1, speedup: 1 }])).toThrow('none with a concurrency above 1');
    expect(() => fitAmdahl([{ concurrency: 2, speedup: 0 }])).toThrow('speedup 0 at concurrency 2');
  });
});

describe('fitScalability', () => {
  test.each([[0.05, 0.002], [0.3, 0], [0, 0.01], [0, 0]])('fitScalability(points) finds α = %d and β = %d of exact points', (contention, coherency) => {
    const fit = fitScalability(curve((n) => scalabilitySpeedup(contention, coherency, n)));
    expect(fit.contention).toBeCloseTo(contention, 10);
    expect(fit.coherency).toBeCloseTo(coherency, 10);
    expect(fit.residual).toBeCloseTo(0, 9);
  });

  test('fitScalability(points) tells where more workers make it slower', () => {
    // √((1 − 0.04) / 0.0096) = 10.
    expect(fitScalability(curve((n) => scalabilitySpeedup(0.04, 0.0096, n))).peakConcurrency).toBeCloseTo(10, 6);
    expect(fitScalability(curve((n) => n)).peakConcurrency).toBe(Infinity);
    expect(fitScalability(curve((n) => scalabilitySpeedup(0.2, 4, n))).peakConcurrency).toBe(1);
  });

  test('fitScalability(points) fits one parameter alone where the other would be negative', () => {
    // Better than linear at 2, worse at 4: α would be negative. β alone: Σvy/Σv² with v 2, 12 and y −0.2, 1.
    const fit = fitScalability([{ concurrency: 2, speedup: 2.5 }, { concurrency: 4, speedup: 2 }]);
    expect(fit.contention).toBe(0);
    expect(fit.coherency).toBeCloseTo((2 * -0.2 + 12 * 1) / (4 + 144), 12);
  });

  test('fitScalability(points) needs two different concurrencies from 2', () => {
    expect(() => fitScalability([{ concurrency: 1, speedup: 1 }, { concurrency: 4, speedup: 3 }])).toThrow('fewer than 2 different concurrencies');
  });
});

describe('breakEven', () => {
  const CURVE = [{ x: 4, y: 1.2 }, { x: 1, y: 0.4 }, { x: 2, y: 0.8 }];

  test('breakEven(points) interpolates between the points around the level, in any order', () => {
    expect(breakEven(CURVE)).toBe(3);
    expect(breakEven(CURVE, 0.6)).toBeCloseTo(1.5, 12);
  });

  test('breakEven(points) is the first point when the curve begins at the level or above', () => {
    expect(breakEven(CURVE, 0.4)).toBe(1);
    expect(breakEven([{ x: 5, y: 3 }])).toBe(5);
  });

  test('breakEven(points) is where the curve comes to the level to stay, not where it only touches it', () => {
    expect(breakEven([{ x: 10, y: 1.4 }, { x: 20, y: 0.5 }, { x: 30, y: 1.5 }, { x: 40, y: 2 }])).toBe(25);
    expect(breakEven([{ x: 540, y: 2.6 }, { x: 650, y: 0.92 }])).toBeNull();
  });

  test('breakEven(points) is null when the curve never gets there', () => {
    expect(breakEven(CURVE, 2)).toBeNull();
    expect(breakEven([])).toBeNull();
  });
});
