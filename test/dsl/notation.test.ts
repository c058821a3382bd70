import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue, type Json } from '../../src/dsl/notation.js';
import { findPrimitive } from '../../src/dsl/registry.js';
import { isEqual } from '../../src/values/equality.js';
import { ArcError } from '../../src/values/error.js';
import { GridObject, Indices } from '../../src/values/frozen-set.js';
import { Grid, grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { tuple, Tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';

const VECTORS = fileURLToPath(new URL('../../../shared/dsl/vectors/', import.meta.url));
const decode = (json: unknown): Value => decodeValue(json as Json, (name) => findPrimitive(name)?.call);

/** Values of every kind but functions; few distinct ones, so that equal values are common. */
const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value[]>(0, 1, 2, -1, 9, 10, 31, 32, 5000, true, false, null, 2n ** 60n, 2n ** 60n + 1n),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Tuple(items)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => frozenSet(items)),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(0, 1, -5, 5000)), { maxLength: 3 })
      .map((pairs) => frozenSet(pairs.map((pair) => tuple(...pair)))),
    fc.constantFrom<Value[]>(grid([[1, 2], [3, 4]]), grid([[1, -1]]), grid([[], []]), grid([[12, 3]])),
  ),
})).value;

describe('encodeValue(value)', () => {
  it.each<[string, Value, unknown]>([
    ['a grid', grid([[0, 1, 2], [3, 4, 5]]), { g: ['012', '345'] }],
    ['a tuple of tuples of digits, which is a grid too', tuple(tuple(0, 1), tuple(2, 3)), { g: ['01', '23'] }],
    ['a grid with a cell beyond 9', grid([[10, 1]]), { t: [{ t: [10, 1] }] }],
    ['a grid without columns', grid([[], []]), { t: [{ t: [] }, { t: [] }] }],
    ['a grid without rows', grid([]), { t: [] }],
    ['ragged rows', tuple(tuple(1), tuple(1, 2)), { t: [{ t: [1] }, { t: [1, 2] }] }],
    ['booleans, which are no digits', tuple(tuple(true, 0)), { t: [{ t: [true, 0] }] }],
    ['the empty set', frozenSet([]), { s: [] }],
    ['empty indices', new Indices([]), { s: [] }],
    ['locations', frozenSet([tuple(1, 2), tuple(0, 5)]), { ij: [[0, 5], [1, 2]] }],
    ['locations beyond what packs', frozenSet([tuple(9999, 2), tuple(0, 5)]), { ij: [[0, 5], [9999, 2]] }],
    ['cells', frozenSet([tuple(3, tuple(1, 2)), tuple(2, tuple(0, 0))]), { obj: [[2, 0, 0], [3, 1, 2]] }],
    ['cells of a color beyond what packs', frozenSet([tuple(99, tuple(1, 2))]), { obj: [[99, 1, 2]] }],
    ['pairs with a boolean, which are no locations', frozenSet([tuple(true, 0)]), { s: [{ t: [true, 0] }] }],
    ['integers ascending', frozenSet([10, 9, -1]), { s: [-1, 9, 10] }],
    ['other elements by their text', frozenSet([tuple(2), 10, 9, null]), { s: [10, 9, null, { t: [2] }] }],
    ['an integer that a double holds', 2n ** 60n, 2 ** 60],
    ['an integer that no double holds', tuple(2n ** 60n + 1n), { t: [{ int: '1152921504606846977' }] }],
    ['a primitive', findPrimitive('palette')!.call, { f: 'palette' }],
    ['the primitive whose name JavaScript reserves', findPrimitive('switch')!.call, { f: 'switch' }],
  ])('gives the notation of %s', (_, value, json) => {
    expect(encodeValue(value)).toEqual(json);
  });

  it('fails for a function without a name', () => {
    expect(() => encodeValue(((): Value => (x: Value) => x)())).toThrow(/made by a combinator/);
  });

  it('fails, and does not crash, for values nested without end in sight', () => {
    let deep = tuple();
    for (let k = 0; k < 100_000; k++) deep = tuple(deep);
    expect(() => encodeValue(deep)).toThrow(ArcError);
  });

  it('gives equal texts exactly for equal values, true and 1 aside', () => {
    fc.assert(fc.property(values, values, (a, b) => {
      const areTextsEqual = JSON.stringify(encodeValue(a)) === JSON.stringify(encodeValue(b));
      const numbersOnly = (value: Value) => !/true|false/.test(JSON.stringify(encodeValue(value)));
      if (areTextsEqual) expect(isEqual(a, b)).toBe(true);
      else if (numbersOnly(a) && numbersOnly(b)) expect(isEqual(a, b)).toBe(false);
    }), { numRuns: 500 });
  });
});

describe('decodeValue(json, resolve)', () => {
  it('gives back what encodeValue took', () => {
    fc.assert(fc.property(values, (value) => {
      const json = encodeValue(value);
      expect(isEqual(decode(json), value)).toBe(true);
      expect(encodeValue(decode(json))).toEqual(json);
    }));
  });

  it('gives grids, locations and cells their own kinds', () => {
    expect(decode({ g: ['12', '34'] })).toBeInstanceOf(Grid);
    expect(decode({ ij: [[2, 1], [0, -1]] })).toBeInstanceOf(Indices);
    expect(decode({ obj: [[2, 1, 0]] })).toBeInstanceOf(GridObject);
  });

  it('takes sets in any order, repetitions, empty lists of any kind, and minus zero', () => {
    expect(encodeValue(decode({ ij: [[1, 0], [0, 1], [1, 0]] }))).toEqual({ ij: [[0, 1], [1, 0]] });
    expect(encodeValue(decode({ obj: [] }))).toEqual({ s: [] });
    expect(Object.is(decode(-0), 0)).toBe(true);
  });

  it.each<[string, unknown, RegExp]>([
    ['a bare list', [1], /^value: \[1\] is not a value/],
    ['a bare string', 'size', /^value: "size" is not/],
    ['a fraction', { t: [1, 1.5] }, /^value\.t\[1\]: 1\.5 .*whole/],
    ['an unknown key', { tuple: [] }, /^value: .*keys are g, t/],
    ['two keys', { t: [], s: [] }, /exactly one/],
    ['no key', {}, /exactly one/],
    ['undefined', { t: [undefined] }, /^value\.t\[0\]: nothing/],
    ['a tuple that is no list', { t: 5 }, /^value\.t: 5 .*list/],
    ['a row that is no string', { g: ['1', 1] }, /^value\.g\[1\]: 1 .*string of digits/],
    ['a row of letters', { g: ['1a'] }, /string of digits/],
    ['ragged rows', { g: ['12', '1'] }, /^value\.g\[1\]: "1" .*row 0 has 2 cells/],
    ['a location of three', { ij: [[1, 2, 3]] }, /^value\.ij\[0\]: .*2 integers/],
    ['a location of booleans', { ij: [[true, 2]] }, /^value\.ij\[0\]\[0\]: true .*integer/],
    ['a cell of two', { obj: [[1, 2]] }, /3 integers/],
    ['an unknown primitive', { f: 'hieght' }, /^value\.f: "hieght" .*name of a primitive/],
    ['a call of what is no combinator', { call: 'palette', args: [1] }, /^value\.call: "palette" .*one of rbind/],
    ['a call without arguments', { call: 'lbind' }, /call and args/],
    ['a call with a third key', { call: 'lbind', args: [], then: [] }, /call and args/],
    ['digits that are none', { int: '12x' }, /^value\.int: "12x"/],
  ])('fails for %s and says where', (_, json, message) => {
    expect(() => decode(json)).toThrow(ArcError);
    expect(() => decode(json)).toThrow(message);
  });

  it('fails with ArcError, and nothing else, for any JSON', () => {
    const keys = fc.constantFrom('g', 't', 'ij', 'obj', 's', 'f', 'int', 'call', 'args', 'x');
    const texts = fc.constantFrom('12', 'palette', 'lbind', '');
    const json = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.double(), fc.boolean(), texts, fc.constant(null),
        fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(keys, tie('json'), { maxKeys: 2 })),
    })).json;
    fc.assert(fc.property(json, (data) => {
      try {
        decode(data);
      } catch (error) {
        expect(error).toBeInstanceOf(ArcError);
      }
    }), { numRuns: 1000 });
  });

  it('fails, and does not crash, for JSON nested without end in sight', () => {
    const depth = 50_000;
    expect(() => decode(JSON.parse('{"t":['.repeat(depth) + ']}'.repeat(depth)))).toThrow(/nested too deep/);
  });

  it.skipIf(!existsSync(VECTORS))('and encodeValue reproduce every value of the golden vectors (skipped where ../shared/dsl is absent)', () => {
    for (const file of readdirSync(VECTORS)) {
      for (const line of readFileSync(`${VECTORS}${file}`, 'utf8').trim().split('\n')) {
        const { args, out } = JSON.parse(line) as { args: Json[]; out?: Json };
        for (const json of out === undefined ? args : [...args, out]) {
          const text = JSON.stringify(json);
          if (!/"(f|call)":/.test(text)) expect(JSON.stringify(encodeValue(decode(json)))).toBe(text);
        }
      }
    }
  });
});

describe('what is no value', () => {
  it('encodeValue(value) refuses it in one line', () => {
    expect(() => encodeValue([] as unknown as Value)).toThrow('value: [] is not a value in the notation; make one with grid, tuple or frozenSet');
  });
});
