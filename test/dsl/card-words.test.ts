import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  a_mr, ascell, astriple, c_branch, c_iz_n, c_zo_n, CARD_CONSTANTS, CARD_WORDS, celltuple, col_row, corner,
  dedupe_pair_tuple, difference_tuple, f_ofcolor, findCardWord, mir_rot_f, mir_rot_t, o_g, o_g_t, p_f, p_g, p_o, second,
} from '../../src/dsl/card-words.js';
import { height } from '../../src/dsl/extent.js';
import { cmirror, dmirror, hmirror, rot180, rot270, rot90, vmirror } from '../../src/dsl/geometry.js';
import { objects } from '../../src/dsl/objects.js';
import { callPrimitive, CONSTANTS, findPrimitive, PRIMITIVES } from '../../src/dsl/registry.js';
import { first } from '../../src/dsl/selection.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET } from '../../src/values/frozen-set.js';
import { grid, type Grid } from '../../src/values/grid.js';
import { frozenSet } from '../../src/values/set-building.js';
import { EMPTY_TUPLE, Tuple, tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids, someObjects } from './arbitraries.js';
import { failureOf } from './failures.js';

const PAGE = fileURLToPath(new URL('../../../shared/dsl/card-words.md', import.meta.url));
const at = (i: number, j: number): Tuple => tuple(i, j);
const cell = (c: Value, i: number, j: number): Tuple => tuple(c, at(i, j));
const CHECKER = grid([[2, 1], [1, 3]]);
const HOOK = frozenSet([at(5, 2), at(6, 2), at(6, 4)]);
const ONE_ROW = grid([[1, 2, 3]]);

describe('colors and objects', () => {
  it.each<[string, Value, Value]>([
    ['p_g(grid) is the ascending tuple of colors', p_g(CHECKER), tuple(1, 2, 3)],
    ['p_g(()) is ()', p_g(EMPTY_TUPLE), EMPTY_TUPLE],
    ['p_f(obj) is the set of colors', p_f(frozenSet([cell(7, 0, 0), cell(4, 0, 1)])), frozenSet([4, 7])],
    ['p_o(obj) is the ascending tuple of colors', p_o(frozenSet([cell(7, 0, 0), cell(4, 0, 1)])), tuple(4, 7)],
    ['f_ofcolor(grid, c) is ofcolor', f_ofcolor(CHECKER, 1), frozenSet([at(0, 1), at(1, 0)])],
    ['difference_tuple(a, b) keeps order and repetitions', difference_tuple(tuple(3, 1, 3, 2), tuple(1)), tuple(3, 3, 2)],
    ['difference_tuple(a, b) of no tuple b lacks', difference_tuple(tuple(1, 2), EMPTY_TUPLE), tuple(1, 2)],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('o_g(grid, %i) is objects with the bits as flags, o_g_t its tuple', (k) => {
    fc.assert(fc.property(grids(5), (g) => {
      const expected = objects(g, k >= 4, (k & 2) === 2, k % 2 === 1);
      return isEqual(o_g(g, k), expected) && isEqual(o_g_t(g, k), new Tuple(expected.items));
    }));
  });

  it('o_g(grid, k) refuses k beyond 0..7', () => {
    expect([failureOf(() => o_g(CHECKER, 8)), failureOf(() => o_g(CHECKER, -1))]).toEqual(['ValueError', 'ValueError']);
  });
});

describe('mirrors and turns', () => {
  const turns = [hmirror, dmirror, vmirror, cmirror, rot90, rot180, rot270, (g: Tuple) => g] as const;

  it('mir_rot_t(grid, k) mirrors, turns, or leaves the grid', () => {
    turns.forEach((turn, k) => expect(isEqual(mir_rot_t(ONE_ROW, k), turn(ONE_ROW))).toBe(true));
  });

  it('mir_rot_f(patch, k) mirrors, or leaves the patch', () => {
    [hmirror, dmirror, vmirror, cmirror].forEach((mirror, k) => expect(isEqual(mir_rot_f(HOOK, k), mirror(HOOK))).toBe(true));
    expect(mir_rot_f(HOOK, 4)).toBe(HOOK);
  });

  it('a_mr(S) is the first way that explains all pairs, 0 if none does', () => {
    const asymmetric = grid([[1, 2], [3, 4]]);
    turns.forEach((turn, k) => expect(a_mr(tuple(tuple(asymmetric, turn(asymmetric))))).toBe(k));
    expect(a_mr(tuple(tuple(asymmetric, hmirror(asymmetric)), tuple(asymmetric, vmirror(asymmetric))))).toBe(0);
    expect(a_mr(tuple(tuple(ONE_ROW, vmirror(ONE_ROW)), tuple(asymmetric, vmirror(asymmetric))))).toBe(2);
    expect(failureOf(() => a_mr(null as unknown as Tuple))).toBe('TypeError');
    expect(failureOf(() => a_mr(tuple(tuple(asymmetric))))).toBe('TypeError');
  });

  it.each<[number, Tuple]>([[0, at(5, 2)], [1, at(5, 4)], [2, at(6, 2)], [3, at(6, 4)], [4, at(5, 2)], [-1, at(5, 2)]])(
    'corner(patch, %i) is that corner', (k, expected) => {
      expect(isEqual(corner(HOOK, k), expected)).toBe(true);
    });

  it('col_row(patch, k) is lowermost, uppermost, leftmost, rightmost', () => {
    expect([0, 1, 2, 3].map((k) => col_row(HOOK, k))).toEqual([6, 5, 2, 4]);
    expect(failureOf(() => col_row(HOOK, 4))).toBe('ValueError');
    expect(failureOf(() => col_row(EMPTY_SET, 0))).toBe('ValueError');
  });

  it('mir_rot_f(obj, k) has the colors and the height or width of the object', () => {
    fc.assert(fc.property(someObjects, fc.integer({ min: 0, max: 4 }), (obj, k) => {
      const image = mir_rot_f(obj, k);
      return isEqual(p_f(image), p_f(obj)) && (k % 2 === 1 || height(image) === height(obj));
    }));
  });
});

describe('demo pairs', () => {
  const S = tuple(tuple(grid([[1, 2]]), grid([[2, 3]])), tuple(grid([[4, 1]]), grid([[5, 3]])));

  it('c_iz_n(S, f, pick) picks from what is in inputs only, c_zo_n from what is in outputs only', () => {
    const identity = (x: Value): Value => x;
    expect(isEqual(c_iz_n(S, p_g, identity), tuple(1, 4))).toBe(true);
    expect(isEqual(c_zo_n(S, p_g, identity), tuple(3, 5))).toBe(true);
    expect(c_iz_n(S, (g: Tuple) => p_f(g as never), first)).toBe(1);
  });

  it('c_iz_n(S, f, pick) fails as pick does on nothing, and for f that gives no container', () => {
    expect(failureOf(() => c_iz_n(tuple(tuple(CHECKER, CHECKER)), p_g, first))).toBe('StopIteration');
    expect(failureOf(() => c_iz_n(S, height, first))).toBe('TypeError');
    expect(failureOf(() => c_zo_n(S, p_g, f_ofcolor))).toBe('TypeError');
  });

  it('dedupe_pair_tuple(S) keeps the pairs whose grids differ', () => {
    const same = tuple(CHECKER, grid([[2, 1], [1, 3]]));
    expect(isEqual(dedupe_pair_tuple(tuple(same, ...S.items, same)), S)).toBe(true);
  });
});

describe('small words', () => {
  it.each<[string, Value, Value]>([
    ['second(tuple)', second(tuple(5, 6, 7)), 6],
    ['second(set) in canonical order', second(frozenSet([9, 4])), 9],
    ['second(grid) is a row', second(CHECKER), tuple(1, 3)],
    ['c_branch(condition, a, b) by truth value', c_branch(EMPTY_SET, 1, 2), 2],
    ['ascell(ij, c)', ascell(at(1, 2), 3), cell(3, 1, 2)],
    ['astriple(i, j, c)', astriple(1, 2, 3), cell(3, 1, 2)],
    ['celltuple(locations, colors)', celltuple(tuple(at(0, 0), at(0, 1)), tuple(5, 6)), tuple(cell(5, 0, 0), cell(6, 0, 1))],
    ['celltuple(locations, colors) cuts the longer', celltuple(tuple(at(0, 0), at(0, 1)), tuple(5)), tuple(cell(5, 0, 0))],
    ['celltuple(locations, colors) cuts the longer colors', celltuple(tuple(at(0, 0)), tuple(5, 6)), tuple(cell(5, 0, 0))],
  ])('%s', (_, actual, expected) => {
    expect(isEqual(actual, expected)).toBe(true);
  });

  it('second(x) fails without a second element', () => {
    expect([failureOf(() => second(tuple(1))), failureOf(() => second(5 as unknown as Tuple))]).toEqual(['IndexError', 'TypeError']);
  });
});

describe('findCardWord', () => {
  it('findCardWord(name) gives every word its own row, with the arity of its function', () => {
    for (const word of CARD_WORDS) {
      expect(findCardWord(word.name)).toBe(word);
      expect([word.name, word.arity, findPrimitive(word.name)]).toEqual([word.name, word.call.length, undefined]);
    }
  });

  it('findCardWord(NAME_t), _f, _i and _o are the 160 primitives themselves, under the twin name', () => {
    for (const primitive of PRIMITIVES) {
      for (const suffix of ['t', 'f', 'i', 'o']) {
        const twin = findCardWord(`${primitive.name}_${suffix}`);
        expect(twin).toEqual({ ...primitive, name: `${primitive.name}_${suffix}` });
        expect(twin?.call).toBe(primitive.call);
      }
    }
  });

  it('findCardWord(name) knows neither the 160 nor anything else', () => {
    for (const name of ['size', 'size_x', 'nothing_t', 'o_g_f', '_t', 'toString', 'toString_t', 'size_t_t', 'constructor']) {
      expect(findCardWord(name)).toBeUndefined();
    }
  });

  it.skipIf(!existsSync(PAGE))('CARD_WORDS are the words of the page (skipped where ../shared/dsl is absent)', () => {
    const column = readFileSync(PAGE, 'utf8').split('\n').filter((line) => /^\| `/.test(line)).map((line) => line.split(' | ')[0]!);
    // A family is written `get_arg_rank(…)`, `_t`, `_f`: short forms add to, or replace the suffix of, the word before.
    const words = column.flatMap((entry) => {
      const names = [...entry.matchAll(/`(\w+)/g)].map(([, name]) => name!), base = names[0]!.replace(/_t$/, '');
      return names.map((name) => (name.startsWith('_') ? base + name : name));
    });
    expect(words.length).toBeGreaterThan(25);
    for (const word of [...words, 'o_g_t', 'c_branch']) expect([word, findCardWord(word)?.name]).toEqual([word, word]);
    const known = new Set([...words, 'o_g_t', 'c_branch']);
    expect(CARD_WORDS.filter((word) => !known.has(word.name)).map((word) => word.name)).toEqual([]);
  });
});

describe('CARD_CONSTANTS', () => {
  it('CARD_CONSTANTS are 54 constants beyond the 28', () => {
    const value = (name: string): Value | undefined => CARD_CONSTANTS.get(name);
    expect(CARD_CONSTANTS.size).toBe(54);
    expect([...CARD_CONSTANTS.keys()].filter((name) => CONSTANTS.has(name))).toEqual([]);
    expect(['BLACK', 'GRAY', 'BURGUNDY', 'F0', 'F9', 'L1', 'L10', 'R5', 'A7'].map(value)).toEqual([0, 5, 9, 0, 9, -1, -10, 5, 7]);
    expect(['SM2', 'SM3', 'SD2', 'SD3'].map(value)).toEqual([2, 3, -2, -3]);
  });
});

describe('words in use', () => {
  it('get_nth_t(difference_tuple(p_g(I), p_g(C)), F0) is the first color that C lacks', () => {
    const lacking = (a: Grid, b: Grid): Value =>
      findCardWord('get_nth_t')!.call(difference_tuple(p_g(a), p_g(b)), CARD_CONSTANTS.get('F0')!);
    expect(lacking(CHECKER, grid([[1, 3]]))).toBe(2);
    expect(isEqual(lacking(CHECKER, CHECKER), EMPTY_TUPLE)).toBe(true);
    expect(isEqual(callPrimitive('size', [lacking(CHECKER, CHECKER)]), 0)).toBe(true);
  });
});
