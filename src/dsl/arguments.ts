import { FrozenSet } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { EMPTY_TUPLE, Tuple } from '../values/tuple.js';
import type { Callable, Value } from '../values/value.js';
import { fail } from './failure.js';

/** A function of one parameter, as the mapping and selecting primitives take it. */
export type UnaryFunction = (x: Value) => Value;

/** A function of two parameters. */
export type BinaryFunction = (x: Value, y: Value) => Value;

/**
 * The grid that a value is: itself, or the one with the rows of a tuple of equally long tuples.
 *
 * @throws ArcError `dsl.TypeError` for anything else; ragged rows are refused too
 */
export function readGrid(value: Value, primitive: string): Grid {
  if (value instanceof Grid) return value;
  if (!(value instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(value)} is not a grid`);
  const rows = value.items, width = rows[0] instanceof Tuple ? rows[0].length : 0, cells = new Array<Value>(rows.length * width);
  for (let i = 0, k = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(row instanceof Tuple)) return fail('TypeError', `${primitive}: row ${describe(row)} is not a tuple`);
    if (row.length !== width) {
      return fail('IndexError', `${primitive}: a row has ${row.length} cells, row 0 has ${width}; rows must be equally long`);
    }
    for (let j = 0; j < width; j++) cells[k++] = row.items[j]!;
  }
  return new Grid(rows.length, width, cells);
}

/** The elements of a container in iteration order. @throws ArcError `dsl.TypeError` for a value that is not a container */
export function readItems(value: Value, primitive: string): readonly Value[] {
  if (value instanceof Tuple || value instanceof FrozenSet) return value.items;
  return fail('TypeError', `${primitive}: ${describe(value)} is not a container`);
}

/** A location, vector or size: row and column. */
export interface Vector {
  readonly i: number;
  readonly j: number;
}

/** The two components of a location or vector. @throws ArcError `dsl.ValueError` for another number of components */
export function readPair(value: Value, primitive: string): Vector {
  if (!(value instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(value)} is not a pair`);
  if (value.length !== 2) return fail('ValueError', `${primitive}: ${describe(value)} has not exactly 2 components`);
  return vectorOf(value.items, primitive);
}

/** Components 0 and 1 of a tuple; further ones are ignored. @throws ArcError `dsl.IndexError` for a shorter tuple */
export function readVector(value: Value, primitive: string): Vector {
  if (!(value instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(value)} is not a pair`);
  if (value.length < 2) return fail('IndexError', `${primitive}: ${describe(value)} has no component ${value.length}; give two`);
  return vectorOf(value.items, primitive);
}

function vectorOf(items: readonly Value[], primitive: string): Vector {
  const i = items[0]!, j = items[1]!;
  if (typeof i === 'number' && typeof j === 'number') return { i, j };
  return { i: readInteger(i, primitive), j: readInteger(j, primitive) };
}

/** A plain number; booleans count as 0 and 1. @throws ArcError `dsl.TypeError` for anything that is not an integer */
export function readInteger(value: Value, primitive: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return fail('OverflowError', `${primitive}: ${value} is too large here`);
  return fail('TypeError', `${primitive}: ${describe(value)} is not an integer`);
}

/**
 * What stands for the location of each element of a patch, in iteration order: component 1 if the patch's first element is a cell,
 * else the element itself. Of a set that mixes cells and locations the first element decides for all, so that some parts are no locations.
 */
export function locationParts(patch: Value, primitive: string): readonly Value[] {
  const elements = readItems(patch, primitive);
  if (elements.length === 0 || !hasColor(elements[0]!)) return elements;
  return elements.map((element) => {
    if (!(element instanceof Tuple)) return fail('TypeError', `${primitive}: ${describe(element)} is not a cell (color, (i, j))`);
    return element.length === 2 ? element.items[1]! : fail('ValueError', `${primitive}: ${describe(element)} is not a cell (color, (i, j))`);
  });
}

/** Whether an element of a patch is a cell: its component 1 is a tuple. */
export function hasColor(element: Value): element is Tuple {
  return element instanceof Tuple && element.length === 2 && element.items[1] instanceof Tuple;
}

/** What a failed step of a card leaves where a function is due: takes any number of arguments, returns the empty tuple. */
export const EMPTY_FUNCTION: Callable = () => EMPTY_TUPLE;

/** A function that takes that many arguments. @throws ArcError `dsl.TypeError` */
export function readFunction(value: Value, arity: 1, primitive: string): UnaryFunction;
export function readFunction(value: Value, arity: 2, primitive: string): BinaryFunction;
export function readFunction(value: Value, arity: number, primitive: string): Callable {
  if (typeof value !== 'function') return fail('TypeError', `${primitive}: ${describe(value)} is not a function`);
  if (value.length !== arity && value !== EMPTY_FUNCTION) {
    return fail('TypeError', `${primitive}: the function takes ${value.length} arguments, it is called with ${arity}`);
  }
  return value;
}

/** Truth as in Python: false, 0, None and empty containers are false. */
export function isTruthy(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return value instanceof Tuple ? value.length > 0 : value.size > 0;
}

/** A value in a few words, for error lines. */
export function describe(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'function') return `the function ${value.name || 'made by a combinator'}`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Grid) return `a ${value.height}×${value.width} grid`;
  return value instanceof Tuple ? `a tuple of ${value.length}` : `a set of ${value.size}`;
}
