import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, size } from '../../src/dsl/primitives.js';
import { exactText, valueText } from '../../src/scoring/value-text.js';
import { isEqual } from '../../src/values/equality.js';
import { grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';

const value: fc.Memo<Value> = fc.memo((depth) => (depth <= 1 ? atom : fc.oneof(atom, fc.array(value(depth - 1), { maxLength: 3 }).map((items) => new Tuple(items)), fc.array(value(depth - 1), { maxLength: 3 }).map(frozenSet))));
const atom = fc.oneof(fc.integer({ min: -1, max: 2 }), fc.boolean(), fc.constantFrom<Value>(null, 2n ** 70n, tuple(0, 1), grid([[1, 0]]), tuple(tuple(1, 0)), frozenSet([tuple(1, tuple(0, 0))])));

describe('valueText', () => {
  it('valueText(value) is the same for equal values and for no others', () => {
    fc.assert(fc.property(value(3), value(3), (a, b) => {
      expect(valueText(a) === valueText(b)).toBe(isEqual(a, b));
    }), { numRuns: 1000 });
    expect(valueText(grid([[1, 2]]))).toBe(valueText(tuple(tuple(1, 2))));
    expect(valueText(tuple(true, 0, -12, 3040))).toBe('(1,0,-12,3040)');
    expect(valueText(frozenSet([tuple(10, -3), tuple(2, 0)]))).toBe('{(2,0),(10,-3)}');
    expect(valueText(frozenSet([tuple(5, tuple(0, 21))]))).toBe('{(5,(0,21))}');
    expect(valueText(tuple(size, add))).toBe('(function,function)');
  });

  it('valueText(value) of a large value is short, and still tells it from others', () => {
    const large = (last: number) => new Tuple([...Array.from({ length: 5000 }, (_, k) => k), last]);
    expect(valueText(large(1))).toMatch(/^md5:[0-9a-f]{32}$/);
    expect(valueText(large(1))).toBe(valueText(large(1)));
    expect(valueText(large(1))).not.toBe(valueText(large(2)));
    const row = Array.from({ length: 2500 }, (_, k) => k % 10);
    expect(valueText(grid([row, row]))).toBe(valueText(tuple(new Tuple(row), new Tuple(row))));
  });

  it('valueText(value) of pairs of pairs a hundred levels deep ends at once', () => {
    const pairs = (innermost: Value) => Array.from({ length: 100 }).reduce<Value>((inner) => tuple(inner, inner), innermost);
    expect(valueText(pairs(1))).toBe(valueText(pairs(true)));
    expect(valueText(pairs(1))).not.toBe(valueText(pairs(2)));
  });

  it('valueText(value) of a hundred thousand times the same large part ends at once, and tells it from another', () => {
    const often = (part: Value) => new Tuple(new Array<Value>(100_000).fill(part)), row = Array.from({ length: 100_000 }, (_, k) => k % 10);
    expect(valueText(often(grid([row])))).toBe(valueText(often(tuple(new Tuple(row)))));
    expect(valueText(often(new Tuple(row)))).not.toBe(valueText(often(new Tuple([...row, 0]))));
  });

  it('valueText(value) of a value nested too deep says so', () => {
    const deep = Array.from({ length: 100_000 }).reduce<Value>((inner) => tuple(inner), 1);
    expect([valueText(deep), exactText(deep)]).toEqual(['too deep or too long', undefined]);
  });
});

describe('exactText', () => {
  it('exactText(value) tells true from 1 and has no text for a value with a function in it', () => {
    expect(exactText(true)).not.toBe(exactText(1));
    expect(exactText(tuple(1, frozenSet([true])))).not.toBe(exactText(tuple(1, frozenSet([1]))));
    for (const holding of [size, tuple(1, size), new Tuple([...Array.from({ length: 5000 }, () => 1), tuple(size)])]) expect(exactText(holding)).toBeUndefined();
    expect(exactText(grid([[1, 2]]))).toBe(exactText(tuple(tuple(1, 2))));
  });
});
