import { Tuple } from './tuple.js';
import { COLUMN_MASK, LOCATION_MASK, colorOf, columnOf, rowOf } from './packing.js';
import type { Value } from './value.js';

/**
 * An immutable set; iterates in canonical ascending order.
 *
 * Sets are made by `frozenSet` (any values), `indices` and `gridObject` (packed ones), which order and deduplicate.
 */
export abstract class FrozenSet implements Iterable<Value> {
  /** Structural hash, 0 until `hashOf` has computed it. */
  cachedHash = 0;

  /** Number of elements. */
  abstract get size(): number;

  /** The elements in canonical ascending order. */
  abstract get items(): readonly Value[];

  [Symbol.iterator](): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }
}

/**
 * A set of any values.
 *
 * Invariant: `items` ascends canonically without equals; it is not all packable locations, nor all packable cells,
 * unless it is empty (those are {@link Indices} and {@link GridObject}).
 */
export class ItemSet extends FrozenSet {
  constructor(readonly items: readonly Value[]) {
    super();
  }

  get size(): number {
    return this.items.length;
  }
}

/** Least and greatest row and column of a patch. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A set of locations or of cells. Invariant: `packed` ascends numerically without equals, which is the canonical order. */
export abstract class Patch extends FrozenSet {
  private elements: readonly Value[] | undefined = undefined;

  /** @param knownExtent the bounding box, if the maker of the set has it at hand; later the one that was asked for */
  constructor(readonly packed: readonly number[], public knownExtent?: Extent) {
    super();
  }

  get size(): number {
    return this.packed.length;
  }

  get items(): readonly Value[] {
    return (this.elements ??= this.packed.map(this.unpack));
  }

  /** The element at a position of the canonical order, made without the others. */
  itemAt(position: number): Value {
    return this.elements === undefined ? this.unpack(this.packed[position]!) : this.elements[position]!;
  }

  /** Bounding box; meaningless for an empty patch. */
  get extent(): Extent {
    return (this.knownExtent ??= extentOf(this.packed));
  }

  /** The element of a packed form; uses no `this`. */
  protected abstract unpack(packed: number): Tuple;
}

/** A set of locations (i, j): row, column; they may leave the grid and go negative. */
export class Indices extends Patch {
  // V8 calls a constructor that is written out in half the time of an implied one.
  constructor(packed: readonly number[], knownExtent?: Extent) {
    super(packed, knownExtent);
  }

  protected unpack(packed: number): Tuple {
    return unpackLocation(packed);
  }
}

/** A set of cells (color, (i, j)); of any shape and any number of colors. */
export class GridObject extends Patch {
  constructor(packed: readonly number[], knownExtent?: Extent) {
    super(packed, knownExtent);
  }

  /** Whether all cells have one color, so that their locations ascend too; also if there are none. */
  get isOfOneColor(): boolean {
    const { packed } = this;
    return packed.length === 0 || colorOf(packed[0]!) === colorOf(packed[packed.length - 1]!);
  }

  protected unpack(packed: number): Tuple {
    return new Tuple([colorOf(packed), unpackLocation(packed)]);
  }
}

/** Whether both are sets of locations, or both sets of cells, so that their packed lists can be set against each other. */
export function arePatchesAlike(a: unknown, b: unknown): boolean {
  return a instanceof Patch && b instanceof Patch && a instanceof Indices === b instanceof Indices;
}

/** The set without elements. */
export const EMPTY_SET = new ItemSet([]);

function unpackLocation(packed: number): Tuple {
  return new Tuple([rowOf(packed), columnOf(packed)]);
}

function extentOf(packed: readonly number[]): Extent {
  // Locations order by row first: the least and the greatest have the top and the bottom row.
  let first = packed[0]! & LOCATION_MASK, last = first, left = first & COLUMN_MASK, right = left;
  for (let k = 1; k < packed.length; k++) {
    const location = packed[k]! & LOCATION_MASK, column = location & COLUMN_MASK;
    if (location < first) first = location;
    if (location > last) last = location;
    if (column < left) left = column;
    if (column > right) right = column;
  }
  return { top: rowOf(first), bottom: rowOf(last), left: columnOf(left), right: columnOf(right) };
}
