import { describe, expect, test } from 'vitest';
import { measureInterleaved, mirroredOrders } from '../../src/timing/interleaving.js';
import type { MeasureOptions, MeasureProgress } from '../../src/timing/measurement.js';
import { fakeClock } from './fake-clock.js';
import { noisyMachine, VERY_NOISY } from './noisy-machine.js';

/** Alternatives that take the given ms, a clock for them, and the log of their calls. */
function workers(durations: Record<string, number>) {
  const clock = fakeClock(), log: string[] = [];
  const alternatives = Object.entries(durations).map(([name, ms]) => ({
    name,
    run: () => {
      clock.advance(ms);
      log.push(name);
      return name;
    },
  }));
  return { clock, log, alternatives };
}

const NO_WARM_UP = { warmupRounds: 0, warmupMs: 0 };

describe('mirroredOrders', () => {
  test('mirroredOrders(items, seed) are random orders, each followed by its mirror image, and the same for the same seed', () => {
    const take = (seed: number) => {
      const orders = mirroredOrders(['a', 'b', 'c', 'd'], seed);
      return Array.from({ length: 6 }, () => orders.next().value.join(''));
    };
    const [first, mirrored, second] = take(1);
    expect([...first!].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(mirrored).toBe([...first!].reverse().join(''));
    expect(second).not.toBe(first);
    expect(take(1)).toEqual(take(1));
    expect(take(2)).not.toEqual(take(1));
  });
});

describe('measureInterleaved: order', () => {
  test('measureInterleaved(two) runs every block of two rounds as ABBA or BAAB', async () => {
    const { clock, log, alternatives } = workers({ A: 1, B: 1 });
    const measurement = await measureInterleaved(alternatives, { rounds: 40, clock, ...NO_WARM_UP });
    const blocks = log.join('').match(/.{4}/g)!;
    expect(blocks).toHaveLength(20);
    expect(new Set(blocks)).toEqual(new Set(['ABBA', 'BAAB']));
    expect(measurement.order.flat().map((place) => 'AB'[place])).toEqual(log);
  });

  test('measureInterleaved(three) runs every block as a random order and its mirror image', async () => {
    const { clock, log, alternatives } = workers({ A: 1, B: 1, C: 1 });
    await measureInterleaved(alternatives, { rounds: 60, clock, ...NO_WARM_UP });
    const blocks = log.join('').match(/.{6}/g)!;
    for (const block of blocks) expect([...block.slice(3)].reverse().join('')).toBe(block.slice(0, 3));
    expect(new Set(blocks).size).toBe(6);
  });

  test('measureInterleaved(alternatives, { seed }) repeats its order for an equal seed and changes it for another', async () => {
    const orderOf = async (seed: number) => {
      const { clock, alternatives } = workers({ A: 1, B: 1 });
      return (await measureInterleaved(alternatives, { rounds: 40, seed, clock, ...NO_WARM_UP })).order;
    };
    expect(await orderOf(1)).toEqual(await orderOf(1));
    expect(await orderOf(1)).not.toEqual(await orderOf(2));
  });
});

describe('measureInterleaved: what it returns', () => {
  test('measureInterleaved(alternatives) has one sample per round, per alternative, in their order', async () => {
    const { clock, alternatives } = workers({ plain: 30, fast: 10 });
    const measurement = await measureInterleaved(alternatives, { rounds: 3, clock, ...NO_WARM_UP });
    expect(measurement).toMatchObject({ status: 'done', rounds: 3, elapsedMs: 120, seed: 1, clockResolutionMs: 0 });
    expect(measurement.alternatives).toMatchObject([
      { name: 'plain', samplesMs: [30, 30, 30], cpuMs: [30, 30, 30], batch: 1, warmupMs: [], resultsEqual: null },
      { name: 'fast', samplesMs: [10, 10, 10] },
    ]);
  });

  test('measureInterleaved(alternatives) reports the warm-up apart and does not count it', async () => {
    const clock = fakeClock();
    let calls = 0;
    const run = (): void => clock.advance(calls++ < 2 ? 100 : 5);
    const measurement = await measureInterleaved([{ name: 'a', run }], { rounds: 2, clock, warmupRounds: 2, warmupMs: 0 });
    expect(measurement.alternatives[0]).toMatchObject({ warmupMs: [100, 100], samplesMs: [5, 5] });
  });

  test('measureInterleaved(alternatives) collects breakdowns by stage, 0 where a run does not name it', async () => {
    const clock = fakeClock();
    let calls = 0;
    const run = (): Record<string, number> => {
      clock.advance(5);
      return ++calls % 2 === 0 ? { score: 3, save: 1 } : { score: 4 };
    };
    const measurement = await measureInterleaved([{ name: 'a', run, breakdown: (stages) => stages }], { rounds: 4, clock, ...NO_WARM_UP });
    expect(measurement.alternatives[0]!.stages).toEqual({ score: [4, 3, 4, 3], save: [0, 1, 0, 1] });
  });

  test('measureInterleaved(alternatives) times fast functions in batches, each in its own', async () => {
    const { clock, alternatives } = workers({ plain: 1 / 128, fast: 1 / 1024, long: 50 });
    const measurement = await measureInterleaved(alternatives, { rounds: 2, clock, warmupMs: 0, minSampleMs: 1 });
    for (const { samplesMs, batch } of measurement.alternatives) expect(samplesMs[0]! * batch).toBeGreaterThanOrEqual(1);
    expect(measurement.alternatives.map((alternative) => alternative.batch)).toEqual([154, 1229, 1]);
    expect(measurement.alternatives[1]!.samplesMs[0]).toBeCloseTo(1 / 1024, 9);
  });

  test('measureInterleaved(alternatives, { check }) compares each with the first in every round, also where results change', async () => {
    const clock = fakeClock();
    let calls = 0;
    const wavering = (): number => (++calls === 3 ? 1 : 0);
    const measurement = await measureInterleaved(
      [{ name: 'first', run: () => 0 }, { name: 'same', run: () => 0 }, { name: 'wavering', run: wavering }],
      { rounds: 6, clock, check: Object.is, ...NO_WARM_UP },
    );
    expect(measurement.alternatives.map((alternative) => alternative.resultsEqual)).toEqual([true, true, false]);
  });
});

describe('measureInterleaved: how long', () => {
  test('measureInterleaved(alternatives) of steady functions stops after 12 rounds', async () => {
    const { clock, alternatives } = workers({ A: 10, B: 5 });
    expect((await measureInterleaved(alternatives, { clock, ...NO_WARM_UP })).rounds).toBe(12);
  });

  test('measureInterleaved(alternatives) goes on until the interval is as narrow as asked for', async () => {
    const roundsFor = async (targetPrecision: number) => {
      const { clock, work } = noisyMachine(1, VERY_NOISY);
      const alternatives = ['A', 'B'].map((name) => ({ name, run: () => work(10) }));
      return (await measureInterleaved(alternatives, { clock, targetPrecision, budgetMs: Infinity, maxRounds: 400, ...NO_WARM_UP })).rounds;
    };
    const coarse = await roundsFor(0.2), fine = await roundsFor(0.08);
    expect(coarse).toBeLessThan(fine);
    expect(fine).toBeLessThan(400);
  });

  test('measureInterleaved(alternatives, { maxRounds }) ends however unsteady they are', async () => {
    const { clock, work } = noisyMachine(1, VERY_NOISY);
    const alternatives = ['A', 'B'].map((name) => ({ name, run: () => work(10) }));
    expect((await measureInterleaved(alternatives, { clock, targetPrecision: 0, budgetMs: Infinity, maxRounds: 20, ...NO_WARM_UP })).rounds).toBe(20);
  });

  test('measureInterleaved(alternatives, { budgetMs }) starts no block after the budget and always measures one', async () => {
    const roundsWithin = async (budgetMs: number) => {
      const { clock, alternatives } = workers({ A: 30, B: 20 });
      return (await measureInterleaved(alternatives, { clock, budgetMs, ...NO_WARM_UP })).rounds;
    };
    expect(await roundsWithin(1)).toBe(2);
    expect(await roundsWithin(350)).toBe(8);
  });

  test('measureInterleaved(alternatives, { rounds, budgetMs }) takes whichever ends first', async () => {
    const roundsWithin = async (rounds: number, budgetMs: number) => {
      const { clock, alternatives } = workers({ A: 30, B: 20 });
      return (await measureInterleaved(alternatives, { clock, rounds, budgetMs, ...NO_WARM_UP })).rounds;
    };
    expect(await roundsWithin(3, 10_000)).toBe(3);
    expect(await roundsWithin(50, 350)).toBe(8);
  });

  test('measureInterleaved(alternatives, { warmupMs }) warms up that long', async () => {
    const { clock, alternatives } = workers({ A: 30, B: 20 });
    const measurement = await measureInterleaved(alternatives, { clock, rounds: 2, warmupMs: 400 });
    expect(measurement.alternatives[0]!.warmupMs).toHaveLength(8);
  });

  test('measureInterleaved(alternatives, { budgetMs, warmupMs }) warms up for a quarter of the budget at most', async () => {
    const { clock, alternatives } = workers({ A: 30, B: 20 });
    const measurement = await measureInterleaved(alternatives, { clock, budgetMs: 600, warmupMs: 400 });
    expect(measurement.alternatives[0]!.warmupMs).toHaveLength(4);
  });

  test('measureInterleaved(alternatives, { signal }) that is aborted keeps complete rounds only', async () => {
    const { clock, alternatives } = workers({ A: 30, B: 20 });
    const controller = new AbortController();
    const measurement = await measureInterleaved(alternatives, {
      clock, rounds: 10, signal: controller.signal, ...NO_WARM_UP,
      onProgress: ({ roundsDone }) => { if (roundsDone === 3) controller.abort(); },
    });
    expect(measurement).toMatchObject({ status: 'cancelled', rounds: 3 });
    expect(measurement.alternatives.map((alternative) => alternative.samplesMs.length)).toEqual([3, 3]);
  });

  test('measureInterleaved(alternatives, { signal }) drops the round in whose last run it was aborted', async () => {
    const { clock, alternatives } = workers({ A: 30 });
    const controller = new AbortController();
    let runs = 0;
    const cancelling = [{ ...alternatives[0]!, run: () => {
      if (++runs === 3) controller.abort();
      return alternatives[0]!.run();
    } }];
    const measurement = await measureInterleaved(cancelling, { clock, rounds: 10, signal: controller.signal, ...NO_WARM_UP });
    expect(measurement).toMatchObject({ status: 'cancelled', rounds: 2 });
  });

  test('measureInterleaved(alternatives, { signal }) aborted beforehand runs nothing', async () => {
    const { clock, log, alternatives } = workers({ A: 30 });
    const measurement = await measureInterleaved(alternatives, { clock, signal: AbortSignal.abort() });
    expect(measurement).toMatchObject({ status: 'cancelled', rounds: 0 });
    expect(log).toEqual([]);
  });
});

describe('measureInterleaved: progress', () => {
  test('measureInterleaved(alternatives, { onProgress }) tells each round and the time left at this pace', async () => {
    const { clock, alternatives } = workers({ A: 30, B: 20 });
    const told: MeasureProgress[] = [];
    await measureInterleaved(alternatives, { clock, rounds: 3, warmupRounds: 1, warmupMs: 0, onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([
      { part: 'warm-up', roundsDone: 1, roundsTotal: null, elapsedMs: 50, leftMs: null },
      { part: 'rounds', roundsDone: 1, roundsTotal: 3, elapsedMs: 100, leftMs: 100 },
      { part: 'rounds', roundsDone: 2, roundsTotal: 3, elapsedMs: 150, leftMs: 50 },
      { part: 'rounds', roundsDone: 3, roundsTotal: 3, elapsedMs: 200, leftMs: 0 },
    ]);
  });

  test('measureInterleaved(alternatives, { budgetMs, onProgress }) tells the budget left', async () => {
    const { clock, alternatives } = workers({ A: 30, B: 20 });
    const left: (number | null)[] = [];
    await measureInterleaved(alternatives, { clock, budgetMs: 130, ...NO_WARM_UP, onProgress: ({ leftMs }) => left.push(leftMs) });
    expect(left).toEqual([80, 30, 0, 0]);
  });
});

describe('measureInterleaved: bad input', () => {
  test('measureInterleaved([]) is refused', async () => {
    await expect(measureInterleaved([])).rejects.toMatchObject({ code: 'timing.alternatives' });
  });

  test('measureInterleaved(alternatives) refuses equal names', async () => {
    const run = (): number => 1;
    await expect(measureInterleaved([{ name: 'a', run }, { name: 'a', run }])).rejects.toThrow('two alternatives are called "a"');
  });

  test.each([{ rounds: 0 }, { rounds: 1.5 }, { minRounds: 0 }, { maxRounds: NaN }, { warmupRounds: -1 }, { budgetMs: -1 }, { targetPrecision: NaN }, { seed: NaN }])(
    'measureInterleaved(alternatives, options) refuses %o', async (options) => {
      await expect(measureInterleaved([{ name: 'a', run: () => 1 }], options)).rejects.toMatchObject({ code: 'timing.option' });
    });

  test('measureInterleaved(alternatives, { minRounds, maxRounds }) refuses more of the first before it measures', async () => {
    const { clock, log, alternatives } = workers({ A: 30 });
    await expect(measureInterleaved(alternatives, { clock, minRounds: 20, maxRounds: 5 })).rejects.toMatchObject({
      code: 'timing.option', message: 'measurement option minRounds is 20 and maxRounds 5; give minRounds that are not more',
    });
    expect(log).toEqual([]);
  });

  test('measureInterleaved(alternatives, { maxRounds }) below the usual minimum measures so many, { minRounds } above the usual maximum too', async () => {
    const roundsWith = async (options: MeasureOptions) => {
      const { clock, alternatives } = workers({ A: 30, B: 20 });
      return (await measureInterleaved(alternatives, { clock, budgetMs: Infinity, ...options, ...NO_WARM_UP })).rounds;
    };
    expect(await roundsWith({ maxRounds: 4 })).toBe(4);
    expect(await roundsWith({ minRounds: 300 })).toBe(300);
  });

  test('measureInterleaved(alternatives, options) takes an undefined option as one not given', async () => {
    const { clock, alternatives } = workers({ A: 30 });
    expect((await measureInterleaved(alternatives, { clock, minRounds: undefined, rounds: undefined })).rounds).toBe(12);
  });
});
