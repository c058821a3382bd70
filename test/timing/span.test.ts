import { describe, expect, test } from 'vitest';
import { childrenByParent, coveredMs, durationMs, gaps, totalsByName, withRemainders, type Span } from '../../src/timing/span.js';

function span(id: number, parentId: number | null, name: string, startMs: number, endMs: number): Span {
  return { id, parentId, name, lane: 'main', startMs, endMs, attributes: {} };
}

const RUN_WITH_OVERLAPPING_CHILDREN = [
  span(1, null, 'run', 0, 100),
  span(3, 1, 'score', 30, 60),
  span(2, 1, 'score', 10, 40),
  span(4, 1, 'save', 70, 90),
  span(5, 4, 'file', 70, 90),
];

describe('childrenByParent', () => {
  test('childrenByParent(spans) are the direct ones of each parent, by start; the roots under null', () => {
    const ids = [...childrenByParent(RUN_WITH_OVERLAPPING_CHILDREN)].map(([parentId, group]) => [parentId, group.map(({ id }) => id)]);
    expect(ids).toEqual([[null, [1]], [1, [2, 3, 4]], [4, [5]]]);
  });
});

describe('coveredMs', () => {
  test('coveredMs(ranges) counts overlapping time once', () => {
    expect(coveredMs(RUN_WITH_OVERLAPPING_CHILDREN.slice(1, 4))).toBe(70);
  });

  test('coveredMs(ranges) is 0 for none', () => {
    expect(coveredMs([])).toBe(0);
  });

  test('coveredMs(ranges) counts a range within another once', () => {
    expect(coveredMs([{ startMs: 0, endMs: 10 }, { startMs: 2, endMs: 3 }, { startMs: 9, endMs: 11 }])).toBe(11);
  });
});

describe('gaps', () => {
  test('gaps(whole, parts) are the uncovered stretches in order', () => {
    expect(gaps({ startMs: 0, endMs: 10 }, [{ startMs: 6, endMs: 8 }, { startMs: 1, endMs: 3 }])).toEqual([
      { startMs: 0, endMs: 1 }, { startMs: 3, endMs: 6 }, { startMs: 8, endMs: 10 },
    ]);
  });

  test('gaps(whole, parts) ignores what sticks out of the whole', () => {
    expect(gaps({ startMs: 5, endMs: 10 }, [{ startMs: 0, endMs: 6 }, { startMs: 9, endMs: 20 }])).toEqual([{ startMs: 6, endMs: 9 }]);
    expect(gaps({ startMs: 5, endMs: 10 }, [{ startMs: 20, endMs: 30 }])).toEqual([{ startMs: 5, endMs: 10 }]);
  });

  test('gaps(whole, parts) is empty when the parts cover the whole', () => {
    expect(gaps({ startMs: 0, endMs: 10 }, [{ startMs: 0, endMs: 7 }, { startMs: 6, endMs: 10 }])).toEqual([]);
  });
});

describe('withRemainders', () => {
  const completed = withRemainders(RUN_WITH_OVERLAPPING_CHILDREN);

  test('withRemainders(spans) adds a child for every stretch that no child covers', () => {
    expect(completed.slice(5)).toEqual([[0, 10], [60, 70], [90, 100]].map(([startMs, endMs], at) => ({
      id: 6 + at, parentId: 1, name: 'rest', lane: 'main', startMs, endMs, attributes: { remainder: true },
    })));
  });

  test('withRemainders(spans) makes children and remainder equal every parent', () => {
    const groups = childrenByParent(completed);
    for (const parent of completed) {
      const below = groups.get(parent.id);
      if (below !== undefined) expect(coveredMs(below)).toBe(durationMs(parent));
    }
  });

  test('withRemainders(spans) gives spans without children no remainder', () => {
    expect(withRemainders([span(1, null, 'run', 0, 5)])).toEqual([span(1, null, 'run', 0, 5)]);
  });

  test('withRemainders(spans, name) names the remainder', () => {
    expect(withRemainders([span(1, null, 'run', 0, 5), span(2, 1, 'a', 0, 4)], 'waiting').at(-1)?.name).toBe('waiting');
  });
});

describe('totalsByName', () => {
  test('totalsByName(spans) tells summed time from time at work', () => {
    expect(totalsByName(RUN_WITH_OVERLAPPING_CHILDREN)).toEqual([
      { name: 'run', count: 1, sumMs: 100, wallMs: 100, startMs: 0 },
      { name: 'score', count: 2, sumMs: 60, wallMs: 50, startMs: 10 },
      { name: 'save', count: 1, sumMs: 20, wallMs: 20, startMs: 70 },
      { name: 'file', count: 1, sumMs: 20, wallMs: 20, startMs: 70 },
    ]);
  });
});
