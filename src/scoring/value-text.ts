import { FrozenSet, GridObject, Indices } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { colorOf, columnOf, rowOf } from '../values/packing.js';
import { Tuple } from '../values/tuple.js';
import type { Value } from '../values/value.js';
import { md5 } from './md5.js';

/** Longer texts are given by their md5: a grid of 30×30 stays readable, a set of a million cells stays small. */
const LONGEST = 4000;
/** What takes more bytes is written once, and copied wherever it occurs again, as in pairs of pairs of pairs. */
const MOST_REWRITTEN = 64;
/** Few texts need more. */
const BUFFER_BYTES = 1 << 16;

const ZERO = 48, MINUS = 45, COMMA = 44, OPEN = 40, CLOSE = 41, OPEN_SET = 123, CLOSE_SET = 125;

/**
 * A value as text: equal texts mean equal values and the reverse (`true` equals 1), whatever their representation.
 *
 * All functions share one text, and so do values that are nested too deep to be written.
 */
export function valueText(value: Value): string {
  return new Writing(false).textOf(value) ?? 'too deep or too long';
}

/**
 * A text that only values have which no program can tell apart (`true` is not 1); `undefined` for a value with a function
 * in it, which has no such text, and for one that is nested too deep to be written.
 */
export function exactText(value: Value): string | undefined {
  const writing = new Writing(true), text = writing.textOf(value);
  return writing.holdsFunction ? undefined : text;
}

/** One for all texts of a thread: they are written one after the other. */
const buffer = Buffer.allocUnsafe(BUFFER_BYTES);

/** The writing of one value, as bytes: many times faster than putting strings together. */
class Writing {
  holdsFunction = false;
  private length = 0;
  /** Bytes that were written and given up for their md5. */
  private cut = 0;
  private bytes = buffer;
  private readonly known = new Map<Tuple | FrozenSet, string>();

  constructor(private readonly isExact: boolean) {}

  textOf(value: Value): string | undefined {
    try {
      this.write(value);
      return this.bytes.toString('latin1', 0, this.length);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private write(value: Value): void {
    if (typeof value === 'number') this.writeInteger(value);
    else if (value instanceof Tuple || value instanceof FrozenSet) this.writeContainer(value);
    else if (typeof value === 'boolean' && !this.isExact) this.writeInteger(Number(value));
    else if (typeof value === 'function') {
      this.holdsFunction = true;
      this.writeText('function');
    } else this.writeText(String(value));
  }

  private writeContainer(value: Tuple | FrozenSet): void {
    const known = this.known.get(value);
    if (known !== undefined) return this.writeText(known);
    const start = this.length, before = start + this.cut;
    if (value instanceof Grid) this.writeGrid(value);
    else if (value instanceof Indices) this.writeAll(value.packed, OPEN_SET, CLOSE_SET, this.writeLocation);
    else if (value instanceof GridObject) this.writeAll(value.packed, OPEN_SET, CLOSE_SET, this.writeCell);
    else if (value instanceof Tuple) this.writeAll(value.items, OPEN, CLOSE, this.write);
    else this.writeAll(value.items, OPEN_SET, CLOSE_SET, this.write);
    this.shortenFrom(start);
    if (start > 0 && this.length + this.cut - before > MOST_REWRITTEN) this.known.set(value, this.bytes.toString('latin1', start, this.length));
  }

  private writeAll<T>(items: readonly T[], open: number, close: number, write: (this: this, item: T) => void): void {
    this.writeByte(open);
    for (let k = 0; k < items.length; k++) {
      if (k > 0) this.writeByte(COMMA);
      write.call(this, items[k]!);
    }
    this.writeByte(close);
  }

  private writeGrid({ height, width, cells }: Grid): void {
    this.writeByte(OPEN);
    for (let i = 0, k = 0; i < height; i++) {
      if (i > 0) this.writeByte(COMMA);
      const start = this.length;
      this.writeByte(OPEN);
      for (let j = 0; j < width; j++, k++) {
        if (j > 0) this.writeByte(COMMA);
        this.write(cells[k]!);
      }
      this.writeByte(CLOSE);
      this.shortenFrom(start);
    }
    this.writeByte(CLOSE);
  }

  private writeLocation(packed: number): void {
    this.writeByte(OPEN);
    this.writeInteger(rowOf(packed));
    this.writeByte(COMMA);
    this.writeInteger(columnOf(packed));
    this.writeByte(CLOSE);
  }

  private writeCell(packed: number): void {
    this.writeByte(OPEN);
    this.writeInteger(colorOf(packed));
    this.writeByte(COMMA);
    this.writeLocation(packed);
    this.writeByte(CLOSE);
  }

  private writeInteger(n: number): void {
    if (n < 0) this.writeByte(MINUS);
    this.writeDigits(Math.abs(n));
  }

  private writeDigits(n: number): void {
    if (n > 9) this.writeDigits(Math.floor(n / 10));
    this.writeByte(ZERO + n % 10);
  }

  private writeText(text: string): void {
    this.reserve(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  private writeByte(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Gives what was written since then by its md5, if it is long. */
  private shortenFrom(start: number): void {
    if (this.length - start <= LONGEST) return;
    const digest = md5(this.bytes.subarray(start, this.length));
    this.cut += this.length - start;
    this.length = start;
    this.writeText(`md5:${digest}`);
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + bytes));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
