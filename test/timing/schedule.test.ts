import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { amdahl, ceiling, peakConcurrency, schedule } from '../../src/timing/schedule.js';
import type { Span, SpanAttributes } from '../../src/timing/span.js';

function span(id: number, parentId: number | null, name: string, startMs: number, endMs: number, attributes: SpanAttributes = {}): Span {
  return { id, parentId, name, lane: 'main', startMs, endMs, attributes };
}

/** 10 ms of its own, then 40 and 20 ms one after the other with 5 ms between, then 5 ms of its own. */
const SEQUENTIAL = [
  span(1, null, 'run', 100, 180),
  span(2, 1, 'score', 110, 150),
  span(3, 1, 'save', 155, 175),
];

/** Four samples of 10, 20, 30 and 40 ms by two workers, and what is done with them. */
const TWO_WORKERS = [
  span(1, null, 'run', 0, 70),
  span(2, 1, 'sample', 0, 10),
  span(3, 1, 'sample', 0, 20),
  span(4, 1, 'sample', 10, 40),
  span(5, 1, 'sample', 20, 60),
  span(6, 1, 'save', 60, 70),
];

/** The same four samples, one after the other, which need not be. */
const PARALLEL_IN_SEQUENCE = [
  span(1, null, 'run', 0, 110),
  ...[[0, 10], [10, 30], [30, 60], [60, 100]].map(([start, end], at) => span(at + 2, 1, 'sample', start!, end!, { parallel: true })),
  span(6, 1, 'save', 100, 110),
];

describe('schedule: a recording as it is', () => {
  test.each([
    { name: 'sequential', spans: SEQUENTIAL, makespanMs: 80 },
    { name: 'two workers', spans: TWO_WORKERS, makespanMs: 70 },
    { name: 'parallel, recorded in sequence', spans: PARALLEL_IN_SEQUENCE, makespanMs: 110 },
  ])('schedule(spans) gives back the recorded times: $name', ({ spans, makespanMs }) => {
    const again = schedule(spans);
    expect(again.makespanMs).toBe(makespanMs);
    expect(again.spans.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(spans.map(({ startMs, endMs }) => [startMs, endMs]));
  });

  test('schedule(spans) keeps ids, parents, names and attributes, and names lanes by worker', () => {
    const again = schedule(TWO_WORKERS);
    expect(again.spans.map(({ id, parentId, name }) => [id, parentId, name])).toEqual(TWO_WORKERS.map(({ id, parentId, name }) => [id, parentId, name]));
    expect(again.spans.map(({ lane }) => lane)).toEqual(['lane 1', 'lane 1', 'lane 2', 'lane 1', 'lane 2', 'lane 1']);
  });

  test('schedule([]) is nothing and takes no time', () => {
    expect(schedule([])).toEqual({ spans: [], makespanMs: 0 });
  });

  test('schedule(spans) takes a span whose parent is missing for a root', () => {
    expect(schedule([span(7, 99, 'lost', 5, 8)])).toMatchObject({ makespanMs: 3, spans: [{ startMs: 5, endMs: 8 }] });
  });
});

describe('schedule: factors', () => {
  test('schedule(spans, { factors }) shortens what has the name and moves what follows', () => {
    const { spans, makespanMs } = schedule(SEQUENTIAL, { factors: { score: 4 } });
    expect(makespanMs).toBe(50);
    expect(spans.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[100, 150], [110, 120], [125, 145]]);
  });

  test('schedule(spans, { factors }) reaches everything below a name, and factors multiply', () => {
    expect(schedule(SEQUENTIAL, { factors: { run: 2 } }).makespanMs).toBe(40);
    expect(schedule(SEQUENTIAL, { factors: { run: 2, score: 4 } }).makespanMs).toBe(25);
  });

  test('schedule(spans, { factors }) makes a stage free at infinity', () => {
    expect(schedule(SEQUENTIAL, { factors: { score: Infinity } }).makespanMs).toBe(40);
  });

  test('schedule(spans, { factors }) agrees with Amdahl where nothing overlaps', () => {
    expect(80 / schedule(SEQUENTIAL, { factors: { score: 4 } }).makespanMs).toBeCloseTo(amdahl(40 / 80, 4), 12);
    expect(80 / schedule(SEQUENTIAL, { factors: { score: Infinity } }).makespanMs).toBeCloseTo(ceiling(40 / 80), 12);
  });

  test.each([0, -1, NaN])('schedule(spans, { factors }) changes nothing for a factor of %d', (factor) => {
    expect(schedule(SEQUENTIAL, { factors: { score: factor } }).makespanMs).toBe(80);
  });

  test('schedule(spans, { factors }) gains nothing beside a longer sibling', () => {
    const spans = [span(1, null, 'run', 0, 50), span(2, 1, 'long', 0, 50), span(3, 1, 'short', 0, 20)];
    expect(schedule(spans, { factors: { short: 10 } }).makespanMs).toBe(50);
    expect(schedule(spans, { factors: { long: 10 } }).makespanMs).toBe(20);
  });
});

describe('schedule: workers', () => {
  test('schedule(spans, { workers }) leaves what ran in sequence in sequence', () => {
    expect(schedule(SEQUENTIAL, { workers: 8 }).makespanMs).toBe(80);
  });

  test('schedule(spans, { workers: 1 }) puts overlapping work one after the other', () => {
    expect(schedule(TWO_WORKERS, { workers: 1 }).makespanMs).toBe(110);
  });

  test('schedule(spans, { workers }) spreads siblings that overlapped over more workers', () => {
    // Three: 10 20 30, then 40 from 10 to 50, then save. Four: all at once, 40, then save.
    expect(schedule(TWO_WORKERS, { workers: 3 }).makespanMs).toBe(60);
    expect(schedule(TWO_WORKERS, { workers: 4 }).makespanMs).toBe(50);
    expect(schedule(TWO_WORKERS, { workers: 100 }).makespanMs).toBe(50);
  });

  test('schedule(spans, { workers }) spreads siblings marked parallel although they ran in sequence', () => {
    expect(schedule(PARALLEL_IN_SEQUENCE, { workers: 2 }).makespanMs).toBe(70);
    expect(schedule(PARALLEL_IN_SEQUENCE, { workers: 4 }).makespanMs).toBe(50);
  });

  test('schedule(spans, { workers }) keeps a marked sibling behind one that is not', () => {
    const spans = [span(1, null, 'run', 0, 30), span(2, 1, 'read', 0, 10), span(3, 1, 'a', 10, 20, { parallel: true }), span(4, 1, 'b', 20, 30, { parallel: true })];
    expect(schedule(spans, { workers: 2 }).makespanMs).toBe(20);
  });

  test('schedule(spans, { workers }) hands out marked siblings as their parent got to them', () => {
    const spans = [span(1, null, 'run', 0, 24), span(2, 1, 'a', 0, 10, { parallel: true }), span(3, 1, 'b', 14, 24, { parallel: true })];
    // The parent's own 4 ms between them come before the second, beside the first.
    expect(schedule(spans, { workers: 2 }).makespanMs).toBe(14);
  });

  test('schedule(spans, { workers }) lets a parent wait for work on other lanes without a worker', () => {
    const on = (lane: string, one: Span): Span => ({ ...one, lane });
    const spans = [
      span(1, null, 'run', 0, 100), span(2, 1, 'demo', 0, 80), on('worker 1', span(3, 2, 'sample', 10, 60)), on('worker 2', span(4, 2, 'sample', 10, 80)),
      span(5, 1, 'test', 60, 100), on('worker 1', span(6, 5, 'sample', 70, 100)),
    ];
    // 50 and 30 ms beside 70 ms; with one worker one after the other; without the first stage the last alone.
    expect([schedule(spans), schedule(spans, { workers: 1 }), schedule(spans, { factors: { demo: Infinity } })].map(({ makespanMs }) => makespanMs)).toEqual([80, 150, 30]);
  });

  test('schedule(spans, { workers }) lets a parent without siblings take its time to hand out work on other lanes', () => {
    const job = (id: number, startMs: number, endMs: number): Span => ({ ...span(id, 1, 'job', startMs, endMs, { parallel: true }), lane: 'worker 1' });
    const spans = [span(1, null, 'validate', 0, 24), job(2, 2, 10), job(3, 14, 24)];
    expect(schedule(spans, { workers: 1 }).makespanMs).toBe(20);
    expect(schedule(spans, { workers: 2 }).makespanMs).toBe(16);
  });

  test('schedule(spans, { workers }) runs no two pieces of work on a lane at once', () => {
    for (const workers of [1, 2, 3, 4]) {
      const leaves = schedule(PARALLEL_IN_SEQUENCE, { workers }).spans.slice(1).sort((a, b) => a.startMs - b.startMs);
      const ends = new Map<string, number>();
      for (const { lane, startMs, endMs } of leaves) {
        expect(startMs).toBeGreaterThanOrEqual(ends.get(lane) ?? 0);
        ends.set(lane, endMs);
      }
      expect(ends.size).toBeLessThanOrEqual(workers);
    }
  });

  test('schedule(spans, options) keeps parents around their children', () => {
    const spans = [
      span(1, null, 'run', 0, 100), span(2, 1, 'sample', 0, 50), span(3, 2, 'step', 10, 40), span(4, 1, 'sample', 20, 90), span(5, 4, 'step', 30, 80),
    ];
    const again = schedule(spans, { workers: 2, factors: { step: 3 } }).spans;
    for (const child of again) {
      const parent = again.find((candidate) => candidate.id === child.parentId);
      if (parent === undefined) continue;
      expect(child.startMs).toBeGreaterThanOrEqual(parent.startMs);
      expect(child.endMs).toBeLessThanOrEqual(parent.endMs);
    }
  });

  test('schedule(spans) is never shorter than the longest work or than all work over the workers', () => {
    const spans = [span(1, null, 'run', 0, 1000), ...Array.from({ length: 200 }, (_, at) => span(at + 2, 1, 'sample', 0, 1 + (at * 37) % 29))];
    const workMs = spans.slice(1).reduce((sum, { endMs }) => sum + endMs, 0);
    for (const workers of [1, 3, 7]) {
      const own = 1000 - 29;
      const { makespanMs } = schedule(spans, { workers });
      expect(makespanMs).toBeGreaterThanOrEqual(workMs / workers + own);
      expect(makespanMs).toBeLessThanOrEqual(workMs / workers + 29 + own);
    }
  });
});

describe('peakConcurrency', () => {
  test('peakConcurrency(spans) counts spans without children that ran at once', () => {
    expect([SEQUENTIAL, TWO_WORKERS, []].map((spans) => peakConcurrency(spans))).toEqual([1, 2, 1]);
  });
});

describe('amdahl and ceiling', () => {
  test('amdahl(share, k) agrees with numbers worked by hand', () => {
    expect(amdahl(0.9, 9)).toBeCloseTo(5, 12);
    expect(amdahl(0, 100)).toBe(1);
    expect(amdahl(1, 7)).toBeCloseTo(7, 12);
  });

  test('ceiling(share) is what the rest allows', () => {
    expect(ceiling(0.92)).toBeCloseTo(12.5, 9);
    expect(ceiling(1)).toBe(Infinity);
  });
});

describe('the module', () => {
  test('schedule.ts imports types only, so that its compiled text stands alone in a browser', () => {
    const source = readFileSync(new URL('../../src/timing/schedule.ts', import.meta.url), 'utf8');
    const imports = source.match(/^import .*/gm) ?? [];
    expect(imports.every((line) => line.startsWith('import type '))).toBe(true);
    expect(source).not.toMatch(/\b(process|require|Buffer|globalThis)\b/);
  });
});
