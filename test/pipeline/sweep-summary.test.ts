import { describe, expect, it } from 'vitest';
import { sweepBreakEvens, sweepGroups, sweepScalings } from '../../src/pipeline/sweep-summary.js';
import { sweepRuns } from './sweep-runs.js';

const INLINE = { executor: 'inline', concurrency: 1 } as const;
const threads = (concurrency: number) => ({ executor: 'threads', concurrency });

describe('sweepGroups(runs)', () => {
  it('orders points by their settings, the baseline\'s first, whatever the order of the runs', () => {
    const runs = [...sweepRuns(threads(8), [4]), ...sweepRuns(threads(2), [6]), ...sweepRuns(INLINE, [10]), ...sweepRuns({ executor: 'limited', concurrency: 2 }, [10])];
    expect(sweepGroups(runs)[0]!.points.map(({ label }) => label)).toEqual([
      'executor=inline, concurrency=1', 'executor=limited, concurrency=2', 'executor=threads, concurrency=2', 'executor=threads, concurrency=8',
    ]);
  });

  it('compares a point with the first of the same work, by medians, over the rounds that both have', () => {
    const runs = [...sweepRuns(INLINE, [10, 20, 30]), ...sweepRuns(threads(2), [5, 10, 15, 100])];
    const [reference, other] = sweepGroups(runs)[0]!.points;
    expect(reference).toMatchObject({ samplesMs: [10, 20, 30], comparison: null });
    expect(reference).not.toHaveProperty('speedup');
    expect(other!.speedup!.estimate).toBe(2);
    expect(other!.comparison).toMatchObject({ schema: 'phaselab.comparison/1', baseline: 'executor=inline, concurrency=1', candidate: 'executor=threads, concurrency=2', rounds: 3, resultsEqual: true });
  });

  it('says when results are not equal', () => {
    const [, other] = sweepGroups([...sweepRuns(INLINE, [10]), ...sweepRuns(threads(2), [5], 'other')])[0]!.points;
    expect(other!.comparison!.resultsEqual).toBe(false);
    expect(other!.resultsEqual).toBe(false);
  });

  it('keeps different work apart, small work first', () => {
    const runs = [{ samples: 100 }, { samples: 20 }].flatMap((work) => [...sweepRuns({ ...work, ...threads(2) }, [5]), ...sweepRuns({ ...work, ...INLINE }, [10])]);
    expect(sweepGroups(runs).map(({ work, points }) => [work, points.length])).toEqual([['samples=20', 2], ['samples=100', 2]]);
    const sizes = ['10x12', '8x8'].flatMap((size) => sweepRuns({ size, ...INLINE }, [10]));
    expect(sweepGroups(sizes).map(({ work }) => work)).toEqual(['size=8x8', 'size=10x12']);
  });

  it('says of waiting that it is simulated, whether an axis or all points have it', () => {
    expect(sweepGroups([0, 20].flatMap((wait) => sweepRuns({ wait, ...INLINE }, [10]))).map(({ work }) => work)).toEqual(['wait=0', 'wait=20 (simulated)']);
    const [run] = sweepRuns(INLINE, [10]), config = { ...run!.config, simulatedWaitMs: 5 };
    expect(sweepGroups([{ ...run!, config }])[0]!.work).toBe('wait=5 (simulated)');
    expect(sweepGroups(sweepRuns({ simulatedWaitMs: 5 }, [10]))[0]!).toMatchObject({ work: '', points: [{ label: 'simulatedWaitMs=5' }] });
  });

  it('shows of a point the run nearest to its median', () => {
    expect(sweepGroups(sweepRuns(INLINE, [10, 21, 20, 90]))[0]!.points[0]!.report.wallMs).toBe(21);
  });
});

describe('sweepScalings(groups)', () => {
  it('fits the laws to the speedups of each executor', () => {
    // Amdahl with 80 %: 1 / (0.2 + 0.8 / n).
    const runs = [...sweepRuns(INLINE, [100]), ...[2, 4, 8].flatMap((n) => sweepRuns(threads(n), [20 + 80 / n]))];
    const [scaling, ...others] = sweepScalings(sweepGroups(runs));
    expect(others).toEqual([]);
    expect(scaling).toMatchObject({ executor: 'threads', points: [{ concurrency: 2 }, { concurrency: 4 }, { concurrency: 8 }] });
    expect(scaling!.amdahl.parallelShare).toBeCloseTo(0.8);
    expect(scaling!.scalability!.contention).toBeCloseTo(0.2);
  });

  it('fits nothing without a point of one worker to hold it against, or without several workers', () => {
    expect(sweepScalings(sweepGroups([...sweepRuns(threads(2), [10]), ...sweepRuns(threads(4), [5])]))).toEqual([]);
    expect(sweepScalings(sweepGroups([...sweepRuns(INLINE, [10]), ...sweepRuns(threads(1), [12])]))).toEqual([]);
    expect(sweepScalings(sweepGroups([...sweepRuns(INLINE, [10]), ...sweepRuns(threads(2), [6])]))[0]!.scalability).toBeNull();
  });
});

describe('sweepBreakEvens(groups)', () => {
  const measured = (samples: number, inlineMs: number, threadsMs: number) =>
    [...sweepRuns({ samples, ...INLINE }, [inlineMs]), ...sweepRuns({ samples, ...threads(2) }, [threadsMs])];

  it('finds the work from which threads are faster, by straight lines between what was measured', () => {
    const groups = sweepGroups([...measured(1, 100, 200), ...measured(5, 300, 200)]);
    expect(sweepBreakEvens(groups)).toMatchObject([{
      label: 'executor=threads, concurrency=2', reference: 'executor=inline, concurrency=1', resultsEqual: true, workMs: 200,
      points: [{ workMs: 100, speedup: { estimate: 0.5 }, run: { work: 'samples=1' } }, { workMs: 300, speedup: { estimate: 1.5 }, run: { work: 'samples=5' } }],
    }]);
  });

  it('leaves out work of which the first way has not been run yet', () => {
    const groups = sweepGroups([...measured(1, 100, 200), ...measured(5, 300, 200), ...sweepRuns({ samples: 9, ...threads(2) }, [5]), ...sweepRuns({ samples: 9, ...threads(4) }, [5])]);
    expect(sweepBreakEvens(groups).map(({ label, points }) => [label, points.length])).toEqual([['executor=threads, concurrency=2', 2]]);
  });

  it('says when results are not equal at some size', () => {
    const groups = sweepGroups([...measured(1, 100, 200), ...sweepRuns({ samples: 5, ...INLINE }, [300]), ...sweepRuns({ samples: 5, ...threads(2) }, [200], 'other')]);
    expect(sweepBreakEvens(groups)).toMatchObject([{ resultsEqual: false }]);
  });

  it('finds none where threads never are, and none from one size of work', () => {
    expect(sweepBreakEvens(sweepGroups([...measured(1, 100, 200), ...measured(5, 300, 400)]))).toMatchObject([{ workMs: null }]);
    expect(sweepBreakEvens(sweepGroups(measured(1, 100, 50)))).toEqual([]);
  });
});
