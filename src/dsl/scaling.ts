import { FrozenSet, GridObject } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { columnOf, isPackableCoordinate, ROW_STEP, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple, tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { describe, hasColor, readGrid, readInteger, readItems } from './arguments.js';
import { fail } from './failure.js';
import { viewGrid } from './grid-view.js';
import { coordinatesOf, extentOf } from './patch-arguments.js';
import { checkSize } from './size-limit.js';
import type { Element, Integer } from './types.js';

/**
 * Repeats every cell along its row; a factor of 0 or less leaves rows of width zero.
 *
 * @source ARC-DSL hupscale
 * @example hupscale(grid([[1, 2]]), 2) // => grid([[1, 1, 2, 2]])
 */
export function hupscale(grid: Tuple, factor: Integer): Grid {
  return repeatCells(readGrid(grid, 'hupscale'), 1, readInteger(factor, 'hupscale'), 'hupscale');
}

/**
 * Repeats every row, which are the elements of any tuple; a factor of 0 or less leaves no rows.
 *
 * @source ARC-DSL vupscale
 * @example vupscale(grid([[1, 2]]), 2) // => grid([[1, 2], [1, 2]])
 */
export function vupscale<G extends Tuple>(grid: G, factor: Integer): G {
  const times = readInteger(factor, 'vupscale');
  if (grid instanceof Grid) return repeatCells(grid, times, 1, 'vupscale') as Tuple as G;
  const rows = readItems(grid, 'vupscale');
  checkSize(rows.length * times, 'vupscale');
  return new Tuple(rows.flatMap((row) => new Array<Value>(Math.max(0, times)).fill(row))) as G;
}

/**
 * Makes every cell a square block: of a grid, or of an object about its upper left corner; a factor of 0 or less
 * leaves nothing.
 *
 * @throws ArcError `dsl.TypeError` for bare indices
 * @source ARC-DSL upscale
 * @example upscale(grid([[1, 2]]), 2) // => grid([[1, 1, 2, 2], [1, 1, 2, 2]])
 */
export function upscale<E extends Element>(element: E, factor: Integer): E {
  if (element instanceof FrozenSet && element.size === 0) return element;
  const times = readInteger(factor, 'upscale');
  if (element instanceof Tuple) return repeatCells(readGrid(element, 'upscale'), times, times, 'upscale') as Element as E;
  return (upscalePacked(element, Math.max(0, times)) ?? upscaleCells(element, times)) as Element as E;
}

/**
 * Keeps the rows and columns whose number is a multiple of the factor; a negative factor counts as its absolute value.
 *
 * @throws ArcError `dsl.ZeroDivisionError` for factor 0, `dsl.IndexError` for the grid without rows
 * @source ARC-DSL downscale
 * @example downscale(grid([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), 2) // => grid([[1, 3], [7, 9]])
 */
export function downscale(grid: Tuple, factor: Integer): Grid {
  const source = readGrid(grid, 'downscale'), step = Math.abs(readInteger(factor, 'downscale'));
  if (source.height === 0) return fail('IndexError', 'downscale: the grid has no rows');
  if (step === 0) return fail('ZeroDivisionError', 'downscale: factor 0; give another');
  return viewGrid(source, Math.ceil(source.height / step), Math.ceil(source.width / step), 0, step * source.width, step);
}

function repeatCells(grid: Grid, rowTimes: number, columnTimes: number, primitive: string): Grid {
  const height = grid.height * Math.max(0, rowTimes), width = grid.width * Math.max(0, columnTimes);
  if (height === 0) return new Grid(0, 0, []);
  checkSize(height * Math.max(1, width), primitive);
  const { cells } = grid, repeated = new Array<Value>(height * width);
  for (let i = 0, k = 0; i < grid.height; i++) {
    for (let r = 0; r < rowTimes; r++) {
      for (let at = i * grid.width, end = at + grid.width; at < end; at++) {
        const cell = cells[at]!;
        for (let c = 0; c < columnTimes; c++) repeated[k++] = cell;
      }
    }
  }
  return new Grid(height, width, repeated);
}

/** The blocks of an object row by row of one color, hence ascending; `undefined` if they do not all pack. */
function upscalePacked(obj: FrozenSet, factor: number): GridObject | undefined {
  if (!(obj instanceof GridObject)) return undefined;
  const { top, bottom, left, right } = obj.extent, { packed } = obj;
  if (!isPackableCoordinate(top + (bottom - top + 1) * factor) || !isPackableCoordinate(left + (right - left + 1) * factor)) {
    return undefined;
  }
  checkSize(packed.length * factor * factor, 'upscale');
  const blocks = new Array<number>(packed.length * factor * factor);
  for (let from = 0, to = 0, k = 0; from < packed.length; from = to) {
    const row = packed[from]! - columnOf(packed[from]!), down = (rowOf(row) - top) * (factor - 1);
    while (to < packed.length && packed[to]! - columnOf(packed[to]!) === row) to++;
    for (let r = 0; r < factor; r++) {
      for (let at = from; at < to; at++) {
        const corner = packed[at]! + (down + r) * ROW_STEP + (columnOf(packed[at]!) - left) * (factor - 1);
        for (let c = 0; c < factor; c++) blocks[k++] = corner + c;
      }
    }
  }
  return new GridObject(blocks);
}

function upscaleCells(obj: FrozenSet, factor: number): FrozenSet {
  const { top, left } = extentOf(obj, 'upscale'), blocks: Value[] = [];
  checkSize(obj.size * factor * factor, 'upscale');
  for (const cell of obj.items) {
    if (!hasColor(cell)) return fail('TypeError', `upscale: ${describe(cell)} is not a cell (color, (i, j))`);
    const { i, j } = coordinatesOf(cell.items[1]!, 'upscale');
    for (let r = 0; r < factor; r++) {
      for (let c = 0; c < factor; c++) {
        blocks.push(tuple(cell.items[0]!, tuple(top + (i - top) * factor + r, left + (j - left) * factor + c)));
      }
    }
  }
  return frozenSet(blocks);
}
