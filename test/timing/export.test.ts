import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { traceFile, type TraceEvent } from '../../src/timing/export.js';
import type { Span, SpanAttributes } from '../../src/timing/span.js';

function span(id: number, parentId: number | null, name: string, lane: string, startMs: number, endMs: number, attributes: SpanAttributes = {}): Span {
  return { id, parentId, name, lane, startMs, endMs, attributes };
}

const POOL = [
  span(5, 4, 'step', 'worker 1', 12, 15.0004, { index: 3 }),
  span(4, 2, 'sample', 'worker 1', 11, 15.0004),
  span(3, 2, 'sample', 'worker 2', 11.5, 18),
  span(2, 1, 'score demo', 'main', 10, 20, { items: 2 }),
  span(1, null, 'run', 'main', 0, 30),
];

/** Two waits that overlap on one thread, the second with a child that runs while the first has ended. */
const OVERLAPPING_ON_ONE_LANE = [
  span(1, null, 'run', 'main', 0, 30),
  span(2, 1, 'a', 'main', 0, 10),
  span(3, 1, 'b', 'main', 5, 20),
  span(4, 3, 'child of b', 'main', 12, 18),
];

/** The published format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
const FORMAT = z.strictObject({
  traceEvents: z.array(z.discriminatedUnion('ph', [
    z.strictObject({
      ph: z.literal('X'), name: z.string(), cat: z.string(), pid: z.int(), tid: z.int(),
      ts: z.number().nonnegative(), dur: z.number().nonnegative(), args: z.record(z.string(), z.unknown()),
    }),
    z.strictObject({
      ph: z.literal('M'), name: z.enum(['process_name', 'thread_name', 'thread_sort_index']), pid: z.int(), tid: z.int(),
      args: z.union([z.strictObject({ name: z.string() }), z.strictObject({ sort_index: z.int() })]),
    }),
  ])),
  displayTimeUnit: z.enum(['ms', 'ns']),
  otherData: z.record(z.string(), z.unknown()),
});

type CompleteEvent = Extract<TraceEvent, { ph: 'X' }>;

function completeEvents(spans: readonly Span[]): CompleteEvent[] {
  return traceFile(spans).traceEvents.filter((event) => event.ph === 'X');
}

function threadNames(spans: readonly Span[]): Map<number, unknown> {
  return new Map(traceFile(spans).traceEvents.filter((event) => event.name === 'thread_name').map((event) => [event.tid, event.args.name]));
}

/** Pairs of events on one thread of which neither lies within the other nor beside it. */
function unnested(events: readonly CompleteEvent[]): [CompleteEvent, CompleteEvent][] {
  return events.flatMap((a) => events.filter((b) => a.tid === b.tid && a.ts < b.ts && b.ts < a.ts + a.dur && a.ts + a.dur < b.ts + b.dur)
    .map((b): [CompleteEvent, CompleteEvent] => [a, b]));
}

describe('traceFile', () => {
  test.each([{ name: 'pool', spans: POOL }, { name: 'overlapping', spans: OVERLAPPING_ON_ONE_LANE }, { name: 'empty', spans: [] }])(
    'traceFile(spans) keeps the rules of the published format: $name', ({ spans }) => {
      const written: unknown = JSON.parse(JSON.stringify(traceFile(spans, { seed: 1 })));
      const trace = FORMAT.parse(written);
      const complete = trace.traceEvents.filter((event) => event.ph === 'X');
      const named = new Set(trace.traceEvents.filter((event) => event.name === 'thread_name').map((event) => event.tid));
      expect(complete).toHaveLength(spans.length);
      expect(complete.every((event) => named.has(event.tid))).toBe(true);
      expect(unnested(complete as CompleteEvent[])).toEqual([]);
    });

  test('traceFile(spans) writes whole microseconds, by start, parents before children, with attributes as args', () => {
    expect(completeEvents(POOL).map(({ name, ts, dur, args }) => [name, ts, dur, args])).toEqual([
      ['run', 0, 30_000, {}],
      ['score demo', 10_000, 10_000, { items: 2 }],
      ['sample', 11_000, 4_000, {}],
      ['sample', 11_500, 6_500, {}],
      ['step', 12_000, 3_000, { index: 3 }],
    ]);
  });

  test('traceFile(spans) gives each lane a thread with its name', () => {
    expect(threadNames(POOL)).toEqual(new Map([[1, 'main'], [2, 'worker 1'], [3, 'worker 2']]));
    expect(completeEvents(POOL).map((event) => event.tid)).toEqual([1, 1, 2, 3, 2]);
  });

  test('traceFile(spans) puts what overlaps on one lane on a further thread, and children below their parents there', () => {
    expect(threadNames(OVERLAPPING_ON_ONE_LANE)).toEqual(new Map([[1, 'main'], [2, 'main (2)']]));
    expect(completeEvents(OVERLAPPING_ON_ONE_LANE).map(({ name, tid }) => [name, tid]))
      .toEqual([['run', 1], ['a', 1], ['b', 2], ['child of b', 2]]);
  });

  test('traceFile(spans) puts a parent before a child of equal times, whatever their ids', () => {
    const spans = [span(1, 2, 'inner', 'main', 0, 5), span(2, null, 'outer', 'main', 0, 5)];
    expect(completeEvents(spans).map(({ name, tid }) => [name, tid])).toEqual([['outer', 1], ['inner', 1]]);
  });

  test('traceFile(spans) moves a child that outlasts its parent to a further thread', () => {
    const spans = [span(1, null, 'parent', 'main', 0, 5), span(2, 1, 'late', 'main', 3, 9)];
    expect(completeEvents(spans).map(({ name, tid }) => [name, tid])).toEqual([['parent', 1], ['late', 2]]);
  });

  test('traceFile(spans, facts) carries the facts', () => {
    expect(traceFile([], { nodeVersion: '20' }).otherData).toEqual({ nodeVersion: '20' });
  });
});
