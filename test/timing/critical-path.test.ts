import { describe, expect, test } from 'vitest';
import { criticalPath } from '../../src/timing/critical-path.js';
import type { Span } from '../../src/timing/span.js';

function span(id: number, parentId: number | null, name: string, startMs: number, endMs: number): Span {
  return { id, parentId, name, lane: 'main', startMs, endMs, attributes: {} };
}

function path(spans: readonly Span[]): [string, number, number][] {
  return criticalPath(spans).map(({ name, startMs, endMs }) => [name, startMs, endMs]);
}

const POOL = [
  span(1, null, 'run', 0, 70),
  span(2, 1, 'a', 0, 10),
  span(3, 1, 'b', 0, 20),
  span(4, 1, 'c', 10, 40),
  span(5, 1, 'd', 20, 60),
  span(6, 1, 'save', 62, 68),
];

describe('criticalPath', () => {
  test('criticalPath(spans) follows what each began after, back from the end', () => {
    expect(path(POOL)).toEqual([['b', 0, 20], ['d', 20, 60], ['run', 60, 62], ['save', 62, 68], ['run', 68, 70]]);
  });

  test('criticalPath(spans) goes down to the innermost span at work', () => {
    const spans = [span(1, null, 'run', 0, 10), span(2, 1, 'score', 2, 9), span(3, 2, 'step', 3, 5), span(4, 2, 'step', 5, 8)];
    expect(path(spans)).toEqual([['run', 0, 2], ['score', 2, 3], ['step', 3, 5], ['step', 5, 8], ['score', 8, 9], ['run', 9, 10]]);
  });

  test('criticalPath(spans) leaves out a sibling that was still running when the last one began', () => {
    const spans = [span(1, null, 'run', 0, 12), span(2, 1, 'a', 0, 10), span(3, 1, 'b', 4, 12)];
    expect(path(spans)).toEqual([['run', 0, 4], ['b', 4, 12]]);
  });

  test('criticalPath(spans) clips children that stick out of their parent', () => {
    expect(path([span(1, null, 'run', 2, 10), span(2, 1, 'a', 1, 11)])).toEqual([['a', 2, 10]]);
  });

  test('criticalPath(spans) covers the whole without holes, between roots too', () => {
    const spans = [...POOL, span(7, null, 'after', 75, 80)];
    const stretches = criticalPath(spans);
    expect(stretches[0]!.startMs).toBe(0);
    expect(stretches.at(-1)!.endMs).toBe(80);
    stretches.slice(1).forEach((stretch, at) => expect(stretch.startMs).toBe(stretches[at]!.endMs));
    expect(stretches.find((stretch) => stretch.spanId === null)).toMatchObject({ name: '', startMs: 70, endMs: 75 });
  });

  test('criticalPath([]) is empty', () => {
    expect(criticalPath([])).toEqual([]);
  });
});
