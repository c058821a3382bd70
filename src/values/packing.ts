/**
 * Locations and cells as one 32-bit integer each, whose numeric order is the canonical order.
 *
 * A location (i, j) takes 13 bits for each coordinate, −4096..4095; a cell has its color, −32..31, in the 6 bits
 * above. A number that fits V8's small integers is compared, hashed and moved without touching memory.
 */
export const COORDINATE_LIMIT = 4096;
export const COLOR_LIMIT = 32;

/** How far the row is shifted to the left in a packed location or cell. */
export const COORDINATE_BITS = 13;
/** How far the color is shifted to the left in a packed cell. */
export const LOCATION_BITS = 2 * COORDINATE_BITS;

/** The bits of a packed cell that hold its location; `&` them in loops, where a call per cell counts. */
export const LOCATION_MASK = (1 << LOCATION_BITS) - 1;

/** The bits that hold the column, from `-COORDINATE_LIMIT` on. */
export const COLUMN_MASK = (1 << COORDINATE_BITS) - 1;

/** The packed form of one row down; adding it to a packed location moves that by a row, adding 1 by a column. */
export const ROW_STEP = 1 << COORDINATE_BITS;

/** Whether a coordinate fits the packed form. */
export function isPackableCoordinate(n: unknown): n is number {
  return typeof n === 'number' && n >= -COORDINATE_LIMIT && n < COORDINATE_LIMIT;
}

/** Whether a color fits the packed form. */
export function isPackableColor(n: unknown): n is number {
  return typeof n === 'number' && n >= -COLOR_LIMIT && n < COLOR_LIMIT;
}

export function packLocation(i: number, j: number): number {
  return ((i + COORDINATE_LIMIT) << COORDINATE_BITS) | (j + COORDINATE_LIMIT);
}

export function packCell(color: number, i: number, j: number): number {
  return (color << LOCATION_BITS) | packLocation(i, j);
}

/** The cell of that color at a packed location. */
export function paintLocation(color: number, location: number): number {
  return (color << LOCATION_BITS) | location;
}

/** The packed location of a packed cell; a packed location is its own. */
export function locationOf(packed: number): number {
  return packed & LOCATION_MASK;
}

/** The row of a packed location or cell. */
export function rowOf(packed: number): number {
  return ((packed >> COORDINATE_BITS) & COLUMN_MASK) - COORDINATE_LIMIT;
}

/** The column of a packed location or cell. */
export function columnOf(packed: number): number {
  return (packed & COLUMN_MASK) - COORDINATE_LIMIT;
}

/** The color of a packed cell. */
export function colorOf(packed: number): number {
  return packed >> LOCATION_BITS;
}
