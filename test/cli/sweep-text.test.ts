import { describe, expect, it } from 'vitest';
import { sweepText } from '../../src/cli/sweep-text.js';
import { sweepGroups } from '../../src/pipeline/sweep-summary.js';
import { sweepRuns } from '../pipeline/sweep-runs.js';

/** Inline runs and threads at sizes of work by their samples: `[inline ms, threads ms]`. */
const sizes = (times: Readonly<Record<number, readonly [number, number]>>) => sweepGroups(Object.entries(times).flatMap(([samples, [inlineMs, threadsMs]]) => [
  ...sweepRuns({ samples: Number(samples), executor: 'inline' }, [inlineMs]), ...sweepRuns({ samples: Number(samples), executor: 'threads' }, [threadsMs]),
]));
const lastLine = (text: string) => text.split('\n').at(-1);

describe('sweepText(groups, starts)', () => {
  it.each([
    ['faster at every size, measured from 100 ms to 300 ms of work', { 2: [100, 50], 12: [300, 200] }],
    ['faster from 200 ms of work on, measured from 100 ms to 300 ms of work', { 2: [100, 200], 12: [300, 200] }],
    ['faster at some sizes but not at the largest, so it is not settled from which on, measured from 540 ms to 650 ms of work', { 2: [540, 208], 12: [650, 706] }],
    ['never faster than executor=inline, measured from 100 ms to 300 ms of work', { 2: [100, 200], 12: [300, 400] }],
  ] as const)('says of a way to run that it is %s', (finding, times) => {
    expect(lastLine(sweepText(sizes(times), []))).toBe(`executor=threads: ${finding}, results equal`);
  });

  it('gives intervals from two rounds on: one round has none', () => {
    const pair = (...rounds: readonly number[]) => sweepText(sweepGroups([...sweepRuns({ executor: 'inline' }, rounds), ...sweepRuns({ executor: 'threads' }, rounds)]), []);
    expect(pair(100)).toMatch(/executor=threads +100 ms +– +1 +1\.00× +equal/);
    expect(pair(100, 120)).toMatch(/executor=threads +110 ms +100 ms – 120 ms +2 +1\.00× \[1\.00, 1\.00\] +equal/);
  });

  it('names no fewer than one worker as the fastest number', () => {
    const runs = [...sweepRuns({ executor: 'inline', concurrency: 1 }, [10]), ...[2, 4].flatMap((concurrency) => sweepRuns({ executor: 'threads', concurrency }, [100 * concurrency]))];
    expect(sweepText(sweepGroups(runs), [])).toMatch(/fastest with 1 worker$/);
  });
});
