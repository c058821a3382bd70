import { isEqual } from '../values/equality.js';
import { GridObject } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { COLOR_LIMIT, columnOf, isPackableColor, packLocation, paintLocation, rowOf } from '../values/packing.js';
import { frozenSet, gridObject } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { packed } from './arguments.js';
import { rectangle } from './outlines.js';
import { tally } from './tally.js';
import type { FrozenSet } from './types.js';

/** The object of all cells of a grid. @throws ArcError `dsl.OverflowError` for a grid beyond what packs */
export function allCells(grid: Grid, primitive: string): FrozenSet {
  const { height, width, cells } = grid;
  packed(height, width, primitive); // if the far corner packs, all locations do
  const next = startsOfColors(cells), painted = new Array<number>(cells.length);
  for (let i = 0, k = 0; i < height; i++) {
    const rowEnd = k + width, origin = packLocation(i, 0) - k;
    while (k < rowEnd) {
      const color = cells[k]!;
      if (!isPackableColor(color)) return unpackedCellsAt(grid, rectangle({ top: 0, bottom: height - 1, left: 0, right: width - 1 }, primitive).packed);
      let at = next[color + COLOR_LIMIT]!;
      do painted[at++] = paintLocation(color, origin + k++); while (k < rowEnd && cells[k] === color);
      next[color + COLOR_LIMIT] = at;
    }
  }
  return new GridObject(painted);
}

/** By color + COLOR_LIMIT: how many cells come before those of the color in canonical order. */
function startsOfColors(cells: readonly Value[]): number[] {
  const { distinct, counts } = tally(cells), starts: number[] = [];
  let before = 0;
  distinct.forEach((color, k) => {
    if (isPackableColor(color)) starts[color + COLOR_LIMIT] = before;
    before += counts[k]!;
  });
  return starts;
}

/**
 * The object of a grid's cells at some locations; those off the grid are left out.
 *
 * @param locations packed, ascending, each once
 */
export function cellsAt(grid: Grid, locations: readonly number[]): FrozenSet {
  const { height, width, cells } = grid, painted = new Array<number>(locations.length);
  let count = 0, isAscending = true;
  for (let k = 0; k < locations.length; k++) {
    const location = locations[k]!, i = rowOf(location), j = columnOf(location);
    if (i < 0 || i >= height || j < 0 || j >= width) continue;
    const color = cells[i * width + j]!;
    if (!isPackableColor(color)) return unpackedCellsAt(grid, locations);
    const cell = paintLocation(color, location);
    if (count > 0 && cell < painted[count - 1]!) isAscending = false;
    painted[count++] = cell;
  }
  if (count < painted.length) painted.length = count; // which is slow even where it changes nothing
  return isAscending ? new GridObject(painted) : gridObject(painted);
}

/** As {@link cellsAt}, of grids whose cells are not all small integers. */
function unpackedCellsAt(grid: Grid, locations: readonly number[]): FrozenSet {
  const cells: Value[] = [];
  for (const location of locations) {
    const i = rowOf(location), j = columnOf(location);
    if (i >= 0 && i < grid.height && j >= 0 && j < grid.width) cells.push(new Tuple([grid.at(i, j), new Tuple([i, j])]));
  }
  return frozenSet(cells);
}

/** A grid in which equal cells are identical, so that `===` compares them. */
export function withIdenticalEquals(grid: Grid): Grid {
  const { cells } = grid;
  for (let k = 0; k < cells.length; k++) {
    if (typeof cells[k] === 'number') continue;
    const seen: Value[] = [];
    const representativeOf = (cell: Value): Value => seen.find((other) => isEqual(other, cell)) ?? seen[seen.push(cell) - 1]!;
    return new Grid(grid.height, grid.width, cells.map(representativeOf));
  }
  return grid;
}
