import { describe, expect, test } from 'vitest';
import { Recorder } from '../../src/timing/recorder.js';
import { fakeClock } from './fake-clock.js';

function recorderAt(startMs = 0) {
  const clock = fakeClock();
  clock.advance(startMs);
  return { clock, recorder: new Recorder({ clock }) };
}

describe('Recorder.start', () => {
  test('start(name) then end() keeps a span with times since the origin', () => {
    const { clock, recorder } = recorderAt(1000);
    clock.advance(5);
    const open = recorder.start('filter', { attributes: { items: 3 } });
    clock.advance(7);
    const expected = { id: 1, parentId: null, name: 'filter', lane: 'main', startMs: 5, endMs: 12, attributes: { items: 3 } };
    expect(open.end()).toEqual(expected);
    expect(recorder.spans).toEqual([expected]);
  });

  test('start(name, { parentId }) hangs a span below another that is still open', () => {
    const { recorder } = recorderAt();
    const parent = recorder.start('run');
    recorder.start('score', { parentId: parent.id }).end();
    parent.end();
    expect(recorder.spans.map(({ id, parentId }) => [id, parentId])).toEqual([[2, 1], [1, null]]);
  });

  test('end() a second time keeps nothing and returns undefined', () => {
    const { recorder } = recorderAt();
    const open = recorder.start('run');
    open.end();
    expect(open.end()).toBeUndefined();
    expect(recorder.spans).toHaveLength(1);
  });

  test('set(name, value) adds an attribute until the span ends and never touches the given object', () => {
    const { recorder } = recorderAt();
    const attributes = { items: 1 };
    const open = recorder.start('run', { attributes });
    open.set('matches', 2);
    open.end();
    open.set('late', true);
    expect(recorder.spans[0]?.attributes).toEqual({ items: 1, matches: 2 });
    expect(attributes).toEqual({ items: 1 });
  });
});

describe('Recorder.record', () => {
  test('record(name, options, run) returns what a sync function returns', () => {
    const { clock, recorder } = recorderAt();
    const result = recorder.record('sum', {}, (span) => {
      clock.advance(3);
      span.set('terms', 2);
      return 1 + 2;
    });
    expect(result).toBe(3);
    expect(recorder.spans).toMatchObject([{ name: 'sum', startMs: 0, endMs: 3, attributes: { terms: 2 } }]);
  });

  test('record(name, options, run) ends the span when the promise settles, not when it is made', async () => {
    const { clock, recorder } = recorderAt();
    let settle = (_value: string): void => undefined;
    const promise = recorder.record('wait', {}, () => new Promise<string>((resolve) => { settle = resolve; }));
    expect(recorder.spans).toEqual([]);
    clock.advance(10);
    settle('done');
    await expect(promise).resolves.toBe('done');
    expect(recorder.spans).toMatchObject([{ startMs: 0, endMs: 10 }]);
  });

  test('record(name, options, run) keeps the span of a function that throws and passes the error on', () => {
    const { recorder } = recorderAt();
    expect(() => recorder.record('bad', {}, () => { throw new RangeError('no'); })).toThrow(RangeError);
    expect(recorder.spans).toMatchObject([{ name: 'bad', attributes: { failed: true } }]);
  });

  test('record(name, options, run) keeps the span of a promise that rejects and passes the error on', async () => {
    const { clock, recorder } = recorderAt();
    await expect(recorder.record('bad', {}, async () => {
      clock.advance(4);
      throw new RangeError('no');
    })).rejects.toThrow(RangeError);
    expect(recorder.spans).toMatchObject([{ endMs: 4, attributes: { failed: true } }]);
  });
});

describe('Recorder.add', () => {
  test('add(spans, options) renumbers, shifts and hangs the spans of a worker below a parent', () => {
    const { recorder } = recorderAt();
    const run = recorder.start('run');
    const added = recorder.add([
      { id: 2, parentId: 1, name: 'step', lane: 'worker 1', startMs: 1, endMs: 2, attributes: {} },
      { id: 1, parentId: null, name: 'sample', lane: 'worker 1', startMs: 0, endMs: 3, attributes: { at: 0 } },
    ], { parentId: run.id, offsetMs: 100 });
    expect(added).toEqual([
      { id: 2, parentId: 3, name: 'step', lane: 'worker 1', startMs: 101, endMs: 102, attributes: {} },
      { id: 3, parentId: 1, name: 'sample', lane: 'worker 1', startMs: 100, endMs: 103, attributes: { at: 0 } },
    ]);
    expect(recorder.spans).toEqual(added);
    expect(recorder.start('next').id).toBe(4);
  });

  test('add(spans) makes a root of a span whose parent is not among them', () => {
    const { recorder } = recorderAt();
    const [added] = recorder.add([{ id: 9, parentId: 8, name: 'lost', lane: 'w', startMs: 0, endMs: 1, attributes: {} }]);
    expect(added).toMatchObject({ parentId: null, lane: 'w', startMs: 0 });
  });
});
