import fc from 'fast-check';
import type { GridObject, Indices } from '../../src/values/frozen-set.js';
import { Grid } from '../../src/values/grid.js';
import { packCell, packLocation } from '../../src/values/packing.js';
import { gridObject, indices } from '../../src/values/set-building.js';

/** Colors 0..9. */
export const colorsIn = fc.integer({ min: 0, max: 9 });

/** Grids of 1..longest rows and columns and few colors, so that equal cells and ties are common. */
export function grids(longest = 8): fc.Arbitrary<Grid> {
  const side = fc.integer({ min: 1, max: longest });
  return fc.tuple(side, side, fc.integer({ min: 1, max: 9 })).chain(([height, width, colors]) =>
    fc.array(fc.integer({ min: 0, max: colors }), { minLength: height * width, maxLength: height * width })
      .map((cells) => new Grid(height, width, cells)));
}

const coordinates = fc.integer({ min: -3, max: 9 });

/** Non-empty sets of locations, some off the grid. */
export const someIndices: fc.Arbitrary<Indices> = fc
  .array(fc.tuple(coordinates, coordinates), { minLength: 1, maxLength: 30 })
  .map((locations) => indices(locations.map(([i, j]) => packLocation(i, j))));

/** Non-empty objects of several colors; one location may have two. */
export const someObjects: fc.Arbitrary<GridObject> = fc
  .array(fc.tuple(colorsIn, coordinates, coordinates), { minLength: 1, maxLength: 30 })
  .map((cells) => gridObject(cells.map(([color, i, j]) => packCell(color, i, j))));

/** Non-empty objects with one color at each location. */
export const objectsOnGrids: fc.Arbitrary<GridObject> = fc
  .uniqueArray(fc.tuple(colorsIn, coordinates, coordinates), { minLength: 1, maxLength: 30, selector: ([, i, j]) => i * 100 + j })
  .map((cells) => gridObject(cells.map(([color, i, j]) => packCell(color, i, j))));
