import { describe, expect, test } from 'vitest';
import { ProgressReporter, type ProgressEvent, type ProgressOptions } from '../../src/timing/progress.js';
import { fakeClock } from './fake-clock.js';

function report(options: ProgressOptions = {}) {
  const clock = fakeClock(), events: ProgressEvent[] = [];
  return { clock, events, progress: new ProgressReporter((event) => events.push(event), { clock, ...options }) };
}

describe('ProgressReporter', () => {
  test('update(done, stage) tells what is done, the time so far and the time left at this pace', () => {
    const { clock, events, progress } = report({ total: 10 });
    clock.advance(200);
    progress.update(4, 'score demo');
    expect(events).toEqual([{ done: 4, total: 10, stage: 'score demo', elapsedMs: 200, leftMs: 300 }]);
  });

  test('update(done) delivers the first at once and then at most one per interval', () => {
    const { clock, events, progress } = report({ total: 1000 });
    for (let done = 1; done <= 100; done++) {
      progress.update(done);
      clock.advance(10);
    }
    expect(events.map((event) => event.done)).toEqual([1, 11, 21, 31, 41, 51, 61, 71, 81, 91]);
  });

  test('update(total) is delivered however soon it comes', () => {
    const { events, progress } = report({ total: 3 });
    for (const done of [1, 2, 3]) progress.update(done);
    expect(events.map((event) => event.done)).toEqual([1, 3]);
    expect(events.at(-1)!.leftMs).toBe(0);
  });

  test('finish() delivers the update that was kept back, once', () => {
    const { events, progress } = report({ total: 9 });
    progress.update(1);
    progress.update(2, 'save');
    progress.finish();
    progress.finish();
    expect(events.map(({ done, stage }) => [done, stage])).toEqual([[1, ''], [2, 'save']]);
  });

  test('finish() without any update delivers nothing', () => {
    const { events, progress } = report();
    progress.finish();
    expect(events).toEqual([]);
  });

  test('update(done) has no time left to tell while the total is unknown or nothing is done', () => {
    const unknown = report();
    unknown.progress.update(5);
    const begun = report({ total: 5 });
    begun.progress.update(0, 'read');
    expect([unknown.events[0], begun.events[0]].map((event) => event!.leftMs)).toEqual([null, null]);
  });

  test('advance(stage) counts on, and setTotal(total) makes a total known later', () => {
    const { clock, events, progress } = report({ intervalMs: 0 });
    progress.advance('read');
    clock.advance(50);
    progress.setTotal(4);
    progress.advance();
    expect(events).toMatchObject([{ done: 1, total: null, stage: 'read' }, { done: 2, total: 4, stage: 'read', leftMs: 50 }]);
  });
});
