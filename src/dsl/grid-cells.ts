import { isEqual } from '../values/equality.js';
import { GridObject } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { COLOR_LIMIT, COLUMN_MASK, LOCATION_MASK, colorOf, isPackableColor, isPackableCoordinate, packLocation, paintLocation, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import type { FrozenSet } from './types.js';

/**
 * For each of some cells or locations its position in a grid's reading order, −1 off the grid.
 *
 * @param packed in any order; fastest where neighbors of a row follow one another
 */
export function positionsOf(packed: readonly number[], { height, width }: Grid): number[] {
  const positions = new Array<number>(packed.length);
  // The row at hand: the packed locations in it, those on the grid, and what leads from these to positions.
  let rowStart = 0, rowEnd = 0, first = 0, last = 0, offset = 0;
  for (let k = 0; k < packed.length; k++) {
    const location = packed[k]! & LOCATION_MASK;
    if (location >= rowEnd || location < rowStart) {
      const i = rowOf(location);
      rowStart = location & ~COLUMN_MASK;
      rowEnd = rowStart + COLUMN_MASK + 1;
      first = packLocation(i, 0);
      last = i >= 0 && i < height ? first + width : first;
      offset = i * width - first;
    }
    positions[k] = location >= first && location < last ? location + offset : -1;
  }
  return positions;
}

/**
 * The object of a grid's cells at some locations; those off the grid are left out.
 *
 * @param locations packed, ascending, each once
 */
export function cellsAt(grid: Grid, locations: readonly number[]): FrozenSet {
  const { cells } = grid, positions = positionsOf(locations, grid), painted: number[] = [];
  for (let k = 0; k < positions.length; k++) {
    if (positions[k]! < 0) continue;
    const color = cells[positions[k]!]!;
    if (!isPackableColor(color)) return cellsAtPositions(grid, positions);
    painted.push(paintLocation(color, locations[k]!));
  }
  return new GridObject(inOrderOfColors(painted, colorOf));
}

/** Items in the order of their colors, which pack; those of one color in the order in which they came. */
export function inOrderOfColors<Item>(items: Item[], colorOf: (item: Item) => number): Item[] {
  if (items.length < 2) return items;
  const parts: Item[][] = [], ordered: Item[] = [];
  let least = Infinity;
  for (let k = 0; k < items.length; k++) {
    const place = colorOf(items[k]!) + COLOR_LIMIT, part = parts[place];
    if (part !== undefined) {
      part.push(items[k]!);
      continue;
    }
    parts[place] = [items[k]!];
    if (place < least) least = place;
  }
  for (let place = least; place < parts.length; place++) {
    const part = parts[place];
    for (let k = 0; part !== undefined && k < part.length; k++) ordered.push(part[k]!);
  }
  return ordered;
}

/** As {@link cellsAt}, of any grid; by positions in its reading order, of which −1 is none. */
export function cellsAtPositions({ cells, width }: Grid, positions: readonly number[]): FrozenSet {
  return frozenSet(positions.filter((at) => at >= 0).map((at) => new Tuple([cells[at]!, locationAt(at, width)])));
}

/** The location of a position in the reading order of a grid so wide. */
export function locationAt(position: number, width: number): Tuple {
  return new Tuple([Math.floor(position / width), position % width]);
}

/** Whether a grid is small enough that all its locations pack. */
export function doLocationsPack({ height, width }: Grid): boolean {
  return isPackableCoordinate(height) && isPackableCoordinate(width);
}

/** How often each of the colors 0..9 occurs in a grid whose cells all pack; `null` for any other grid. */
export function countsIfPackable(grid: Grid): readonly number[] | null {
  return doLocationsPack(grid) ? grid.colorCounts : null;
}

/** The objects of a grid's colors, one for each that occurs, in canonical order. */
export function objectsByColor(grid: Grid): FrozenSet[] {
  const counts = countsIfPackable(grid);
  if (counts === null) return splitByColor(cellsAtPositions(grid, [...grid.cells.keys()]));
  const cells = cellsByColor(grid, counts), objects: FrozenSet[] = [];
  for (let color = 0, end = 0; color < 10; color++) {
    const start = end;
    end += counts[color]!;
    if (end > start) objects.push(new GridObject(cells.slice(start, end)));
  }
  return objects;
}

/** The object of all cells of a grid. */
export function allCells(grid: Grid): FrozenSet {
  const counts = countsIfPackable(grid);
  return counts === null ? cellsAtPositions(grid, [...grid.cells.keys()]) : new GridObject(cellsByColor(grid, counts));
}

/** The packed cells of a grid of the colors 0..9, ascending: color by color, so many of each. */
function cellsByColor({ height, width, cells }: Grid, counts: readonly number[]): number[] {
  const ascending = new Array<number>(cells.length), ends = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let color = 1; color < 10; color++) ends[color] = ends[color - 1]! + counts[color - 1]!;
  for (let i = 0, k = 0; i < height; i++) {
    const rowEnd = k + width, origin = packLocation(i, 0) - k;
    while (k < rowEnd) {
      const color = cells[k] as number, offset = paintLocation(color, origin);
      let at = ends[color]!;
      do ascending[at++] = offset + k++; while (k < rowEnd && cells[k] === color);
      ends[color] = at;
    }
  }
  return ascending;
}

/** The parts of a set of cells, each of one color, in canonical order, in which equal colors are neighbors. */
function splitByColor({ items }: FrozenSet): FrozenSet[] {
  const parts: FrozenSet[] = [], colorAt = (k: number) => (items[k] as Tuple).items[0]!;
  for (let start = 0, end = 1; start < items.length; end++) {
    if (end < items.length && isEqual(colorAt(end), colorAt(start))) continue;
    parts.push(frozenSet(items.slice(start, end)));
    start = end;
  }
  return parts;
}

/**
 * Whether a row or column is of one color; an empty one is not.
 *
 * @param start its first cell, counted in reading order
 * @param step from one of its cells to the next
 */
export function isUniform(cells: readonly Value[], start: number, step: number, length: number): boolean {
  if (length === 0) return false;
  const first = cells[start]!;
  for (let at = start + step, end = start + length * step; at < end; at += step) {
    if (cells[at] !== first && !isEqual(cells[at]!, first)) return false;
  }
  return true;
}

/** A grid in which equal cells are identical, so that `===` compares them. */
export function withIdenticalEquals(grid: Grid): Grid {
  if (grid.colorCounts !== null) return grid;
  const seen: Value[] = [];
  const representativeOf = (cell: Value): Value => seen.find((other) => isEqual(other, cell)) ?? seen[seen.push(cell) - 1]!;
  return new Grid(grid.height, grid.width, grid.cells.map(representativeOf));
}
