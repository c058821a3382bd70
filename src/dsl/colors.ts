import { isEqual } from '../values/equality.js';
import { EMPTY_SET, FrozenSet, GridObject, Indices, ItemSet } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { colorOf, packLocation, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, readGrid, readItems, readPair } from './arguments.js';
import { fail } from './failure.js';
import { doLocationsPack, locationAt } from './grid-cells.js';
import { defineFamily, type Primitive } from './primitive.js';
import { leastFrequent, mostFrequent, tally } from './tally.js';
import type { Any, Element, Integer, IntegerSet, IntegerTuple } from './types.js';

/**
 * The set of colors of a grid or object; of bare indices the row numbers.
 *
 * @source ARC-DSL palette
 * @example palette(grid([[2, 1], [1, 2]])) // => frozenSet([1, 2])
 */
export function palette(element: Element): IntegerSet {
  const counts = countsOf(element);
  if (counts === null) return frozenSet([...tally(colorsOf(element, 'palette')).distinct]);
  const present: number[] = [];
  for (let color = 0; color < 10; color++) if (counts[color]! > 0) present.push(color);
  return present.length === 0 ? EMPTY_SET : new ItemSet(present);
}

/**
 * The number of different colors of a grid or object; 0 if it has no cells.
 *
 * @source ARC-DSL numcolors
 * @example numcolors(grid([[2, 1], [1, 2]])) // => 2
 */
export function numcolors(element: Element): number {
  const counts = countsOf(element);
  if (counts === null) return tally(colorsOf(element, 'numcolors')).distinct.length;
  let present = 0;
  for (let color = 0; color < 10; color++) if (counts[color]! > 0) present++;
  return present;
}

/**
 * The most frequent color of a grid or object; ties go to the lowest.
 *
 * @throws ArcError `dsl.ValueError` if there are no cells
 * @source ARC-DSL mostcolor
 * @example mostcolor(grid([[8, 0, 0], [8, 5, 0]])) // => 0
 */
export function mostcolor(element: Element): Integer {
  const counts = countsOf(element);
  return counts === null ? mostFrequent(colorsOf(element, 'mostcolor'), 'mostcolor') as Integer : mostCounted(counts);
}

/**
 * The least frequent of the colors that occur in a grid or object; ties go to the lowest.
 *
 * @throws ArcError `dsl.ValueError` if there are no cells
 * @source ARC-DSL leastcolor
 * @example leastcolor(grid([[8, 0, 0], [8, 5, 0]])) // => 5
 */
export function leastcolor(element: Element): Integer {
  const counts = countsOf(element);
  if (counts === null) return leastFrequent(colorsOf(element, 'leastcolor'), 'leastcolor') as Integer;
  let best = -1;
  for (let color = 0; color < 10; color++) {
    if (counts[color]! > 0 && (best < 0 || counts[color]! < counts[best]!)) best = color;
  }
  return best >= 0 ? best : fail('ValueError', 'leastcolor: there are no cells to count; give at least one');
}

/**
 * The most frequent color of a grid, which primitives take for its background; ties go to the lowest.
 *
 * @throws ArcError `dsl.ValueError` if the grid has no cells
 */
export function mostColorOfGrid(grid: Grid): Value {
  return grid.colorCounts === null ? mostFrequent(grid.cells, 'mostcolor') : mostCounted(grid.colorCounts);
}

function mostCounted(counts: readonly number[]): number {
  let best = 0;
  for (let color = 1; color < 10; color++) if (counts[color]! > counts[best]!) best = color;
  return counts[best]! > 0 ? best : fail('ValueError', 'mostcolor: there are no cells to count; give at least one');
}

/** How often each of the colors 0..9 occurs in a grid or object; `null` if other values do, and for bare indices and tuples. */
function countsOf(element: Element): readonly number[] | null {
  if (element instanceof Grid) return element.colorCounts;
  if (!(element instanceof GridObject)) return null;
  const { packed } = element, counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < packed.length; k++) {
    const color = colorOf(packed[k]!);
    if (color < 0 || color > 9) return null;
    counts[color]!++;
  }
  return counts;
}

/**
 * The number of cells of a color in a grid or object.
 *
 * @source ARC-DSL colorcount
 * @example colorcount(grid([[2, 1], [1, 1]]), 1) // => 3
 */
export function colorcount(element: Element, value: Any): number {
  const number = numberEqualTo(value), counts = countsOf(element);
  if (counts !== null) return counts[number] ?? 0;
  const colors = colorsOf(element, 'colorcount');
  let count = 0;
  for (let k = 0; k < colors.length; k++) if (isEqual(colors[k]!, value)) count++;
  return count;
}

/**
 * The locations of all cells of a color.
 *
 * @source ARC-DSL ofcolor
 * @example ofcolor(grid([[2, 1], [1, 3]]), 1) // => frozenSet([tuple(0, 1), tuple(1, 0)])
 */
export function ofcolor(grid: Tuple, value: Any): FrozenSet {
  const source = readGrid(grid, 'ofcolor'), { height, width, cells } = source, isPacked = doLocationsPack(source);
  const locations: number[] = [], number = numberEqualTo(value);
  for (let i = 0, k = 0; i < height; i++) {
    const origin = isPacked ? packLocation(i, 0) - k : 0;
    for (const end = k + width; k < end; k++) {
      const cell = cells[k]!;
      if (cell === number || (typeof cell !== 'number' && isEqual(cell, value))) locations.push(origin + k);
    }
  }
  return isPacked ? new Indices(locations) : frozenSet(locations.map((position) => locationAt(position, width)));
}

/**
 * The color of an object's first cell, in canonical order: the lowest.
 *
 * @throws ArcError `dsl.StopIteration` for an empty object
 * @source ARC-DSL color
 * @example color(frozenSet([tuple(4, tuple(1, 1)), tuple(4, tuple(0, 1))])) // => 4
 */
export function color(obj: Element): Integer {
  if (obj instanceof GridObject && obj.size > 0) return colorOf(obj.packed[0]!);
  const cells = readItems(obj, 'color');
  if (cells.length === 0) return fail('StopIteration', 'color: the object is empty; give one with a cell');
  const cell = cells[0]!;
  if (!(cell instanceof Tuple)) return fail('TypeError', `color: ${describe(cell)} is not a cell (color, (i, j))`);
  if (cell.length === 0) return fail('IndexError', 'color: the first cell is an empty tuple');
  return cell.items[0] as Integer;
}

/**
 * The grid with every cell of one color in another.
 *
 * @source ARC-DSL replace
 * @example replace(grid([[2, 1], [1, 3]]), 1, 9) // => grid([[2, 9], [9, 3]])
 */
export function replace(grid: Tuple, replacee: Any, replacer: Any): Grid {
  const { height, width, cells } = readGrid(grid, 'replace'), number = numberEqualTo(replacee);
  const replaced = new Array<Value>(cells.length);
  for (let k = 0; k < replaced.length; k++) {
    const cell = cells[k]!;
    replaced[k] = cell === number || (typeof cell !== 'number' && isEqual(cell, replacee)) ? replacer : cell;
  }
  return new Grid(height, width, replaced);
}

/**
 * The grid with two colors exchanged; where one is absent the other is recolored.
 *
 * @source ARC-DSL switch
 * @example switchColors(grid([[2, 1], [1, 3]]), 1, 2) // => grid([[1, 2], [2, 3]])
 */
export function switchColors(grid: Tuple, a: Any, b: Any): Grid {
  const { height, width, cells } = readGrid(grid, 'switch'), numberA = numberEqualTo(a), numberB = numberEqualTo(b);
  const switched = new Array<Value>(cells.length);
  for (let k = 0; k < switched.length; k++) {
    const cell = cells[k]!;
    if (typeof cell === 'number') switched[k] = cell === numberB ? a : cell === numberA ? b : cell;
    else switched[k] = isEqual(cell, b) ? a : isEqual(cell, a) ? b : cell;
  }
  return new Grid(height, width, switched);
}

/**
 * The color at a location, `null` off the grid.
 *
 * @throws ArcError `dsl.IndexError` for the grid without rows
 * @source ARC-DSL index
 * @example index(grid([[2, 1], [1, 3]]), tuple(1, 1)) // => 3
 */
export function index(grid: Tuple, loc: IntegerTuple): Integer | null {
  const cells = readGrid(grid, 'index');
  const { i, j } = readPair(loc, 'index');
  if (cells.height === 0) return fail('IndexError', 'index: the grid has no rows');
  return i >= 0 && i < cells.height && j >= 0 && j < cells.width ? cells.at(i, j) as Integer | null : null;
}

/** The number that equals a value, `NaN` if none does: loops over cells need look at the value itself no more. */
function numberEqualTo(value: Value): number {
  return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : NaN;
}

/** The colors of all cells in iteration order, repetitions kept: components 0 of a set's pairs, entries of a tuple's rows. */
export function colorsOf(element: Value, primitive: string): readonly Value[] {
  if (element instanceof Grid) return element.cells;
  if (element instanceof GridObject) return element.packed.map(colorOf);
  if (element instanceof Indices) return element.packed.map(rowOf);
  if (!(element instanceof FrozenSet)) return readItems(element, primitive).flatMap((row) => readItems(row, primitive));
  return element.items.map((cell) => {
    const components = readItems(cell, primitive);
    if (components.length !== 2) fail('ValueError', `${primitive}: ${describe(cell)} is not a cell (color, (i, j))`);
    return components[0]!;
  });
}

/** Primitives that ask for colors or change them. */
export const COLORS: readonly Primitive[] = defineFamily('colors', {
  palette: ['(element: Element) -> IntegerSet', 'The set of colors that occur.', palette],
  numcolors: ['(element: Element) -> Integer', 'How many different colors occur.', numcolors],
  mostcolor: ['(element: Element) -> Integer', 'The most frequent color; ties go to the lowest.', mostcolor],
  leastcolor: ['(element: Element) -> Integer', 'The least frequent color that occurs; ties go to the lowest.', leastcolor],
  colorcount: ['(element: Element, value: Integer) -> Integer', 'How many cells have the color.', colorcount],
  ofcolor: ['(grid: Grid, value: Integer) -> Indices', 'Where the grid has the color.', ofcolor],
  color: ['(obj: Object) -> Integer', "The color of the object's first cell.", color],
  replace: ['(grid: Grid, replacee: Integer, replacer: Integer) -> Grid', 'Recolors every cell of one color.', replace],
  switch: ['(grid: Grid, a: Integer, b: Integer) -> Grid', 'Exchanges two colors.', switchColors],
  index: ['(grid: Grid, loc: IntegerTuple) -> Integer', 'The color at a location, None off the grid.', index],
});
