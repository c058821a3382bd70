import type { Value } from './value.js';

/** A finite sequence of values; a {@link Grid} is the tuple of its rows. */
export class Tuple implements Iterable<Value> {
  /** Structural hash, 0 until `hashOf` has computed it. */
  cachedHash = 0;
  protected elements: readonly Value[] | undefined;

  /** @param elements the values in order; the caller gives the array away and never changes it again. */
  constructor(elements: readonly Value[] | undefined) {
    this.elements = elements;
  }

  get length(): number {
    return this.elements!.length;
  }

  /** The values in order. */
  get items(): readonly Value[] {
    return this.elements!;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }
}

/** The tuple without elements, which also is the grid without rows. */
export const EMPTY_TUPLE = new Tuple([]);

/**
 * Makes a tuple of its arguments.
 *
 * @example tuple(1, 2).length // => 2
 */
export function tuple(...items: Value[]): Tuple {
  return new Tuple(items);
}
