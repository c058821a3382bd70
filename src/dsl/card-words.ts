import { isEqual } from '../values/equality.js';
import type { FrozenSet } from '../values/frozen-set.js';
import type { Grid } from '../values/grid.js';
import { Tuple, tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { describe, readFunction, readInteger, readItems } from './arguments.js';
import {
  get_arg_rank, get_arg_rank_f, get_arg_rank_t, get_color_rank_f, get_color_rank_t, get_common_rank, get_common_rank_f,
  get_common_rank_t, get_nth_f, get_nth_t, get_rank, get_val_rank, get_val_rank_f, get_val_rank_t,
} from './card-ranks.js';
import { ofcolor, palette } from './colors.js';
import { concatenate, dedupe, difference, totuple } from './containers.js';
import { leftmost, llcorner, lowermost, lrcorner, rightmost, ulcorner, uppermost, urcorner } from './extent.js';
import { fail } from './failure.js';
import { cmirror, dmirror, hmirror, rot180, rot270, rot90, vmirror } from './geometry.js';
import { branch } from './logic.js';
import { objects } from './objects.js';
import { defineFamily, type Primitive } from './primitive.js';
import { findPrimitive } from './registry.js';
import type { Any, Container, Integer, IntegerTuple, Patch } from './types.js';

/**
 * The colors of a grid, ascending.
 *
 * @source card word p_g
 * @example p_g(grid([[2, 1], [1, 2]])) // => tuple(1, 2)
 */
export function p_g(grid: Tuple): Tuple {
  return totuple(palette(grid));
}

/**
 * The colors of an object.
 *
 * @source card word p_f
 * @example p_f(frozenSet([tuple(3, tuple(0, 0))])) // => frozenSet([3])
 */
export function p_f(obj: FrozenSet): FrozenSet {
  return palette(obj);
}

/**
 * The colors of an object, ascending.
 *
 * @source card word p_o
 * @example p_o(frozenSet([tuple(3, tuple(0, 0)), tuple(2, tuple(0, 1))])) // => tuple(2, 3)
 */
export function p_o(obj: FrozenSet): Tuple {
  return totuple(palette(obj));
}

/**
 * `objects` with the bits of k as flags: 4 = univalued, 2 = diagonal, 1 = without background.
 *
 * @param k 0..7
 * @source card word o_g
 * @example size(o_g(grid([[1, 0, 0, 0, 1]]), 5)) // => 2
 */
export function o_g(grid: Tuple, k: Integer): FrozenSet {
  const flags = readInteger(k, 'o_g');
  if (flags < 0 || flags > 7) return fail('ValueError', `o_g: ${flags} is not a combination of three flags; give 0..7`);
  return objects(grid, (flags & 4) !== 0, (flags & 2) !== 0, (flags & 1) !== 0);
}

/**
 * `o_g` as a tuple, in canonical order.
 *
 * @param k 0..7
 * @source card word o_g_t
 * @example size(o_g_t(grid([[1, 0, 0, 0, 1]]), 5)) // => 2
 */
export function o_g_t(grid: Tuple, k: Integer): Tuple {
  return totuple(o_g(grid, k));
}

/**
 * The locations of a color: `ofcolor`.
 *
 * @source card word f_ofcolor
 * @example f_ofcolor(grid([[1, 0]]), 0) // => frozenSet([tuple(0, 1)])
 */
export function f_ofcolor(grid: Tuple, c: Any): FrozenSet {
  return ofcolor(grid, c);
}

/**
 * The elements of a that b lacks, in order, repetitions kept.
 *
 * @source card word difference_tuple
 * @example difference_tuple(tuple(3, 1, 3, 2), tuple(1)) // => tuple(3, 3, 2)
 */
export function difference_tuple(a: Tuple, b: Tuple): Tuple {
  return difference(totuple(a), b);
}

const GRID_TURNS: readonly ((grid: Tuple) => Tuple)[] = [hmirror, dmirror, vmirror, cmirror, rot90, rot180, rot270];

/**
 * A grid mirrored or turned: hmirror, dmirror, vmirror, cmirror, rot90, rot180, rot270 for k = 0..6, else as it is.
 *
 * @source card word mir_rot_t
 * @example mir_rot_t(grid([[1, 2]]), 2) // => grid([[2, 1]])
 */
export function mir_rot_t(grid: Tuple, k: Integer): Tuple {
  const turn = GRID_TURNS[readInteger(k, 'mir_rot_t')];
  return turn === undefined ? grid : turn(grid);
}

/**
 * A patch mirrored: hmirror, dmirror, vmirror, cmirror for k = 0..3, else as it is.
 *
 * @source card word mir_rot_f
 * @example mir_rot_f(frozenSet([tuple(0, 0), tuple(1, 1)]), 0) // => frozenSet([tuple(0, 1), tuple(1, 0)])
 */
export function mir_rot_f<P extends Patch>(patch: P, k: Integer): P {
  switch (readInteger(k, 'mir_rot_f')) {
    case 0: return hmirror(patch);
    case 1: return dmirror(patch);
    case 2: return vmirror(patch);
    case 3: return cmirror(patch);
    default: return patch;
  }
}

/**
 * The first k in 0..7 for which `mir_rot_t` takes every demo input to its output; 0 if there is none.
 *
 * @param S tuple of pairs (input, output)
 * @source card word a_mr
 * @example a_mr(tuple(tuple(grid([[1, 2]]), grid([[2, 1]])))) // => 2
 */
export function a_mr(S: Tuple): number {
  const pairs = pairsOf(S, 'a_mr');
  const found = [0, 1, 2, 3, 4, 5, 6, 7].find((k) =>
    pairs.every(([input, output]) => isEqual(mir_rot_t(input as Grid, k), output)));
  return found ?? 0;
}

/**
 * A corner of the bounding box: ulcorner, urcorner, llcorner, lrcorner for k = 0..3, else ulcorner.
 *
 * @source card word corner
 * @example corner(frozenSet([tuple(2, 5), tuple(4, 3)]), 3) // => tuple(4, 5)
 */
export function corner(patch: Patch, k: Integer): IntegerTuple {
  return ([ulcorner, urcorner, llcorner, lrcorner][readInteger(k, 'corner')] ?? ulcorner)(patch);
}

/**
 * A side of the bounding box: lowermost, uppermost, leftmost, rightmost for k = 0..3.
 *
 * @throws ArcError `dsl.ValueError` for another k
 * @source card word col_row
 * @example col_row(frozenSet([tuple(2, 5), tuple(4, 3)]), 0) // => 4
 */
export function col_row(patch: Patch, k: Integer): number {
  const side = [lowermost, uppermost, leftmost, rightmost][readInteger(k, 'col_row')];
  return side === undefined ? fail('ValueError', `col_row: there is no side ${describe(k)}; give 0..3`) : side(patch);
}

/**
 * `pick` of what f finds in some demo input and in no demo output, as a tuple without repetitions.
 *
 * @param S tuple of pairs (input, output)
 * @param f gives a container of a grid
 * @source card word c_iz_n
 * @example c_iz_n(tuple(tuple(grid([[1, 2]]), grid([[2, 3]]))), p_g, first) // => 1
 */
export function c_iz_n(S: Tuple, f: Callable, pick: Callable): Value {
  const pairs = pairsOf(S, 'c_iz_n'), inputs = pairs.map(([input]) => input), outputs = pairs.map(([, output]) => output);
  return readFunction(pick, 1, 'c_iz_n')(foundOnlyIn(inputs, outputs, f, 'c_iz_n'));
}

/**
 * `pick` of what f finds in some demo output and in no demo input, as a tuple without repetitions.
 *
 * @param S tuple of pairs (input, output)
 * @param f gives a container of a grid
 * @source card word c_zo_n
 * @example c_zo_n(tuple(tuple(grid([[1, 2]]), grid([[2, 3]]))), p_g, first) // => 3
 */
export function c_zo_n(S: Tuple, f: Callable, pick: Callable): Value {
  const pairs = pairsOf(S, 'c_zo_n'), inputs = pairs.map(([input]) => input), outputs = pairs.map(([, output]) => output);
  return readFunction(pick, 1, 'c_zo_n')(foundOnlyIn(outputs, inputs, f, 'c_zo_n'));
}

/**
 * The second element.
 *
 * @throws ArcError `dsl.IndexError` if there is none
 * @source card word second
 * @example second(tuple(5, 6, 7)) // => 6
 */
export function second(x: Container): Value {
  const items = readItems(x, 'second');
  return items.length > 1 ? items[1]! : fail('IndexError', `second: ${describe(x)} has no second element`);
}

/**
 * a if the condition is true, else b: `branch`.
 *
 * @source card word c_branch
 * @example c_branch(true, 1, 2) // => 1
 */
export function c_branch(condition: Any, a: Any, b: Any): Value {
  return branch(condition, a, b);
}

/**
 * The demo pairs whose two grids differ.
 *
 * @param S tuple of pairs (input, output)
 * @source card word dedupe_pair_tuple
 * @example dedupe_pair_tuple(tuple(tuple(grid([[1]]), grid([[1]])))) // => tuple()
 */
export function dedupe_pair_tuple(S: Tuple): Tuple {
  const pairs = pairsOf(S, 'dedupe_pair_tuple');
  return new Tuple(readItems(S, 'dedupe_pair_tuple').filter((_, at) => !isEqual(pairs[at]![0], pairs[at]![1])));
}

/**
 * The cell at a location with a color.
 *
 * @source card word ascell
 * @example ascell(tuple(1, 2), 3) // => tuple(3, tuple(1, 2))
 */
export function ascell(ij: IntegerTuple, c: Any): Tuple {
  return tuple(c, ij);
}

/**
 * The cell at (i, j) with a color.
 *
 * @source card word astriple
 * @example astriple(1, 2, 3) // => tuple(3, tuple(1, 2))
 */
export function astriple(i: Any, j: Any, c: Any): Tuple {
  return tuple(c, tuple(i, j));
}

/**
 * The cells of locations and colors at equal positions; the longer tuple is cut.
 *
 * @source card word celltuple
 * @example celltuple(tuple(tuple(0, 0), tuple(0, 1)), tuple(5, 6)) // => tuple(tuple(5, tuple(0, 0)), tuple(6, tuple(0, 1)))
 */
export function celltuple(locations: Tuple, colors: Tuple): Tuple {
  const places = readItems(locations, 'celltuple'), values = readItems(colors, 'celltuple');
  return new Tuple(places.slice(0, values.length).map((location, at) => tuple(values[at]!, location)));
}

function pairsOf(S: Value, primitive: string): readonly (readonly [Value, Value])[] {
  return readItems(S, primitive).map((pair) => {
    if (pair instanceof Tuple && pair.length === 2) return [pair.items[0]!, pair.items[1]!];
    return fail('TypeError', `${primitive}: ${describe(pair)} is not a pair (input, output)`);
  });
}

function foundOnlyIn(here: readonly Value[], there: readonly Value[], f: Callable, primitive: string): Tuple {
  const findIn = readFunction(f, 1, primitive);
  const findInAll = (grids: readonly Value[]): Tuple => concatenate(grids.map((grid) => findIn(grid)), primitive);
  return difference_tuple(dedupe(findInAll(here)), findInAll(there));
}

/** The words that cards use beyond the 160, without the typed twins. */
export const CARD_WORDS: readonly Primitive[] = defineFamily('card-words', {
  p_g: ['(grid: Grid) -> Tuple', 'The colors of the grid, ascending.', p_g],
  p_f: ['(obj: Object) -> IntegerSet', 'The colors of the object.', p_f],
  p_o: ['(obj: Object) -> Tuple', 'The colors of the object, ascending.', p_o],
  o_g: ['(grid: Grid, k: Integer) -> Objects', 'The objects with the bits of k as flags: 4 univalued, 2 diagonal, 1 without background.', o_g],
  o_g_t: ['(grid: Grid, k: Integer) -> Tuple', 'As o_g, as a tuple.', o_g_t],
  f_ofcolor: ['(grid: Grid, c: Integer) -> Indices', 'Where the grid has the color.', f_ofcolor],
  difference_tuple: ['(a: Tuple, b: Tuple) -> Tuple', 'The elements of a that b lacks.', difference_tuple],
  get_nth_t: ['(container: Tuple, k: Integer) -> Any', 'Element k, negative from the back; else the empty tuple.', get_nth_t],
  get_nth_f: ['(container: FrozenSet, k: Integer) -> FrozenSet', 'Element k, negative from the back; else the empty set.', get_nth_f],
  get_color_rank_t: ['(grid: Grid, k: Integer) -> Any', 'The color at rank k by falling frequency; else the empty tuple.', get_color_rank_t],
  get_color_rank_f: ['(obj: Object, k: Integer) -> FrozenSet', 'The color at rank k by falling frequency; else the empty set.', get_color_rank_f],
  get_rank: ['(container: IntegerSet, k: Integer) -> Integer', 'The integer at rank k in falling order; else 0.', get_rank],
  get_arg_rank: ['(container: Container, f: Callable, k: Integer) -> Any', 'The element at rank k by falling f; else an empty container.', get_arg_rank],
  get_arg_rank_t: ['(container: Tuple, f: Callable, k: Integer) -> Any', 'The element at rank k by falling f; else the empty tuple.', get_arg_rank_t],
  get_arg_rank_f: ['(container: FrozenSet, f: Callable, k: Integer) -> FrozenSet', 'The element at rank k by falling f; else the empty set.', get_arg_rank_f],
  get_val_rank: ['(container: Container, f: Callable, k: Integer) -> Integer', 'The value at rank k of rising f; else f(0).', get_val_rank],
  get_val_rank_t: ['(container: Tuple, f: Callable, k: Integer) -> Integer', 'The value at rank k of rising f; else f(0).', get_val_rank_t],
  get_val_rank_f: ['(container: FrozenSet, f: Callable, k: Integer) -> Integer', 'The value at rank k of rising f; else f(0).', get_val_rank_f],
  get_common_rank: ['(container: Container, k: Integer) -> Any', 'The element at rank k by rising count; else an empty container.', get_common_rank],
  get_common_rank_t: ['(container: Tuple, k: Integer) -> Any', 'The element at rank k by rising count; else the empty tuple.', get_common_rank_t],
  get_common_rank_f: ['(container: FrozenSet, k: Integer) -> FrozenSet', 'The element at rank k by rising count; else the empty set.', get_common_rank_f],
  mir_rot_t: ['(grid: Grid, k: Integer) -> Grid', 'The grid mirrored or turned in way k.', mir_rot_t],
  mir_rot_f: ['(patch: Patch, k: Integer) -> Patch', 'The patch mirrored in way k.', mir_rot_f],
  a_mr: ['(S: Tuple) -> Integer', 'The way in which mir_rot_t takes every demo input to its output.', a_mr],
  corner: ['(patch: Patch, k: Integer) -> IntegerTuple', 'Corner k of the bounding box.', corner],
  col_row: ['(patch: Patch, k: Integer) -> Integer', 'Side k of the bounding box.', col_row],
  c_iz_n: ['(S: Tuple, f: Callable, pick: Callable) -> Any', 'Picks from what f finds in demo inputs and in no demo output.', c_iz_n],
  c_zo_n: ['(S: Tuple, f: Callable, pick: Callable) -> Any', 'Picks from what f finds in demo outputs and in no demo input.', c_zo_n],
  second: ['(x: Container) -> Any', 'The second element.', second],
  c_branch: ['(condition: Boolean, a: Any, b: Any) -> Any', 'The first value if the condition is true, else the second.', c_branch],
  dedupe_pair_tuple: ['(S: Tuple) -> Tuple', 'The demo pairs whose two grids differ.', dedupe_pair_tuple],
  ascell: ['(ij: IntegerTuple, c: Integer) -> Tuple', 'The cell at a location with a color.', ascell],
  astriple: ['(i: Integer, j: Integer, c: Integer) -> Tuple', 'The cell at (i, j) with a color.', astriple],
  celltuple: ['(locations: Tuple, colors: Tuple) -> TupleTuple', 'The cells of locations and colors at equal positions.', celltuple],
});

const BY_NAME: ReadonlyMap<string, Primitive> = new Map(CARD_WORDS.map((word) => [word.name, word]));
const TWIN = /^(\w+)_[tfio]$/;

/**
 * The registry row of a card word or of a typed twin: `NAME_t`, `NAME_f`, `NAME_i`, `NAME_o` are the primitive `NAME`
 * for a tuple or grid, a set, indices, an object, and the same function.
 *
 * @returns `undefined` for other names, those of the 160 included
 */
export function findCardWord(name: string): Primitive | undefined {
  const word = BY_NAME.get(name), original = TWIN.exec(name)?.[1];
  if (word !== undefined || original === undefined) return word;
  const primitive = findPrimitive(original);
  return primitive === undefined ? undefined : { ...primitive, name };
}

const COLOR_NAMES = ['BLACK', 'BLUE', 'RED', 'GREEN', 'YELLOW', 'GRAY', 'MAGENTA', 'ORANGE', 'CYAN', 'BURGUNDY'];
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The constants of cards beyond the 28: colors, ranks from the front (F) and the back (L), symbols, angles, scales. */
export const CARD_CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...DIGITS.map((n) => [COLOR_NAMES[n]!, n] as const),
  ...['F', 'R', 'A'].flatMap((letter) => DIGITS.map((n) => [`${letter}${n}`, n] as const)),
  ...DIGITS.map((n) => [`L${n + 1}`, -n - 1] as const),
  ['SM2', 2], ['SM3', 3], ['SD2', -2], ['SD3', -3],
]);
