import { ArcError } from '../values/error.js';
import { FrozenSet, GridObject, Indices } from '../values/frozen-set.js';
import { Grid } from '../values/grid.js';
import { colorOf, columnOf, rowOf } from '../values/packing.js';
import { frozenSet } from '../values/set-building.js';
import { Tuple } from '../values/tuple.js';
import type { Callable, Integer, Value } from '../values/value.js';

/** JSON data, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The primitives whose application the notation can write: those that make functions. */
const COMBINATORS = ['rbind', 'lbind', 'compose', 'chain', 'fork', 'matcher', 'power'];

/**
 * A value in the notation of the golden vectors; equal texts mean equal values (`true` and 1 differ).
 *
 * @param value anything but a function that a combinator made
 * @returns numbers, booleans and `null` as they are; `{g}` grid, `{t}` tuple, `{ij}` locations, `{obj}` cells, `{s}` set,
 *   `{f}` primitive; an integer that no JavaScript number holds exactly is `{int: 'digits'}`
 * @throws ArcError `dsl.notation` for a function without a name and for values nested thousands deep
 * @example encodeValue(tuple(1, tuple(2, 3))) // => {"t":[1,{"t":[2,3]}]}
 */
export function encodeValue(value: Value): Json {
  return guardDepth(() => encode(value));
}

/**
 * The value that a JSON text of the notation stands for; `encodeValue` gives the canonical text back.
 *
 * @param json what `encodeValue` gives, or `{call: combinator, args}`; sets in any order, an empty list of any kind
 * @param resolve the function of a primitive's name, `undefined` if there is none
 * @throws ArcError `dsl.notation` that says what is wrong and where; whatever a `call` fails with
 */
export function decodeValue(json: Json, resolve: (name: string) => Callable | undefined): Value {
  return guardDepth(() => new Decoder(resolve).decode(json, 'value'));
}

function encode(value: Value): Json {
  if (typeof value === 'bigint') return encodeInteger(value);
  if (typeof value === 'function') return encodeFunction(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Tuple) return encodeTuple(value);
  return value instanceof FrozenSet ? encodeSet(value) : malformed(value as Json, 'value', 'make one with grid, tuple or frozenSet');
}

function encodeTuple(tuple: Tuple): Json {
  const isGrid = tuple instanceof Grid
    ? tuple.width > 0 && tuple.cells.every(isDigit)
    : tuple.length > 0 && tuple.items.every((row) => isRow(row, tuple.items[0]!));
  return isGrid ? { g: tuple.items.map((row) => (row as Tuple).items.join('')) } : { t: tuple.items.map(encode) };
}

function isRow(row: Value, firstRow: Value): boolean {
  return row instanceof Tuple && row.length > 0 && row.length === (firstRow as Tuple).length && row.items.every(isDigit);
}

function isDigit(cell: Value): boolean {
  return typeof cell === 'number' && cell >= 0 && cell <= 9;
}

function encodeSet(set: FrozenSet): Json {
  if (set.size === 0) return { s: [] };
  if (set instanceof Indices) return { ij: set.packed.map((p) => [rowOf(p), columnOf(p)]) };
  if (set instanceof GridObject) return { obj: set.packed.map((p) => [colorOf(p), rowOf(p), columnOf(p)]) };
  const { items } = set;
  if (items.every(isInteger)) return { s: items.map(encodeInteger) };
  const locations = items.map(componentsOfLocation);
  if (locations.every((integers) => integers !== undefined)) return { ij: locations.map((pair) => pair.map(encodeInteger)) };
  const cells = items.map(componentsOfCell);
  if (cells.every((integers) => integers !== undefined)) return { obj: cells.map((triple) => triple.map(encodeInteger)) };
  const texts = items.map((item) => JSON.stringify(encode(item))).sort();
  return { s: texts.map((text) => JSON.parse(text) as Json) };
}

function componentsOfLocation(value: Value): readonly Integer[] | undefined {
  return value instanceof Tuple && value.length === 2 && value.items.every(isInteger) ? value.items : undefined;
}

function componentsOfCell(value: Value): readonly Integer[] | undefined {
  if (!(value instanceof Tuple) || value.length !== 2) return undefined;
  const [color, location] = value.items as [Value, Value], place = componentsOfLocation(location);
  return isInteger(color) && place !== undefined ? [color, ...place] : undefined;
}

function isInteger(value: Value): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint';
}

function encodeInteger(n: Integer): Json {
  return BigInt(Number(n)) === BigInt(n) ? Number(n) : { int: String(n) };
}

function encodeFunction(callable: Callable): Json {
  // JavaScript reserves the word `switch`, so that primitive's function is called otherwise.
  if (callable.name !== '') return { f: callable.name === 'switchColors' ? 'switch' : callable.name };
  throw new ArcError('dsl.notation', 'value: a function made by a combinator has no notation; encode what it returns');
}

class Decoder {
  constructor(private readonly resolve: (name: string) => Callable | undefined) {}

  decode(json: Json, place: string): Value {
    if (json === null || typeof json === 'boolean') return json;
    if (typeof json === 'number') return decodeNumber(json, place);
    if (typeof json !== 'object' || json instanceof Array) return malformed(json, place, 'write a value, such as {"t":[1,2]} for a tuple');
    const [kind, ...others] = Object.keys(json);
    if (kind === 'call' || others.includes('call')) return this.decodeCall(json, place);
    if (kind === undefined || others.length > 0) return malformed(json, place, 'give exactly one of the keys g, t, ij, obj, s, f, int');
    const content = json[kind]!, at = `${place}.${kind}`;
    switch (kind) {
      case 'g': return decodeGrid(content, at);
      case 't': return new Tuple(this.decodeList(content, at));
      case 's': return frozenSet(this.decodeList(content, at));
      case 'ij': return frozenSet(readRows(content, 2, at).map(([i, j]) => new Tuple([i!, j!])));
      case 'obj': return frozenSet(readRows(content, 3, at).map(([color, i, j]) => new Tuple([color!, new Tuple([i!, j!])])));
      case 'f': return this.decodeFunction(content, at);
      case 'int': return decodeDigits(content, at);
      default: return malformed(json, place, 'the keys are g, t, ij, obj, s, f, int, and call with args');
    }
  }

  private decodeList(json: Json, place: string): Value[] {
    return readList(json, place).map((item, k) => this.decode(item, `${place}[${k}]`));
  }

  private decodeFunction(json: Json, place: string): Callable {
    const callable = typeof json === 'string' ? this.resolve(json) : undefined;
    return callable ?? malformed(json, place, 'give the name of a primitive');
  }

  private decodeCall(json: { readonly [key: string]: Json }, place: string): Value {
    const { call, args, ...rest } = json;
    if (typeof call !== 'string' || !COMBINATORS.includes(call)) {
      return malformed(call!, `${place}.call`, `give one of ${COMBINATORS.join(', ')}`);
    }
    if (args === undefined || Object.keys(rest).length > 0) return malformed(json, place, 'give exactly the keys call and args');
    const combinator = this.decodeFunction(call, `${place}.call`);
    const values = this.decodeList(args, `${place}.args`);
    if (values.length !== combinator.length) return malformed(args, `${place}.args`, `${call} takes ${combinator.length} arguments`);
    return (combinator as (...args: Value[]) => Value)(...values);
  }
}

function decodeNumber(n: number, place: string): Integer {
  if (!Number.isInteger(n)) return malformed(n, place, 'numbers are whole');
  return Number.isSafeInteger(n) ? n + 0 : BigInt(n);
}

function decodeDigits(json: Json, place: string): Integer {
  if (typeof json !== 'string' || !/^-?\d{1,300000}$/.test(json)) return malformed(json, place, 'give digits in quotes');
  const n = BigInt(json);
  return Number.isSafeInteger(Number(n)) ? Number(n) : n;
}

function decodeGrid(json: Json, place: string): Grid {
  const rows = readList(json, place), width = typeof rows[0] === 'string' ? rows[0].length : 0;
  const cells = new Array<number>(rows.length * width);
  rows.forEach((row, i) => {
    if (typeof row !== 'string' || !/^[0-9]+$/.test(row)) malformed(row, `${place}[${i}]`, 'a row is a string of digits');
    else if (row.length !== width) malformed(row, `${place}[${i}]`, `row 0 has ${width} cells; make every row equally long`);
    else for (let j = 0; j < width; j++) cells[i * width + j] = Number(row[j]);
  });
  return new Grid(rows.length, width, cells);
}

/** Lists of that many integers. */
function readRows(json: Json, length: number, place: string): Integer[][] {
  return readList(json, place).map((row, k) => {
    const at = `${place}[${k}]`, numbers = readList(row, at);
    if (numbers.length !== length) malformed(row, at, `give ${length} integers`);
    return numbers.map((n, m) => decodeInteger(n, `${at}[${m}]`));
  });
}

function decodeInteger(json: Json, place: string): Integer {
  if (typeof json === 'number') return decodeNumber(json, place);
  const digits = json !== null && typeof json === 'object' && 'int' in json ? json.int : undefined;
  return digits === undefined ? malformed(json, place, 'give an integer') : decodeDigits(digits, `${place}.int`);
}

function readList(json: Json, place: string): readonly Json[] {
  return json instanceof Array ? json : malformed(json, place, 'give a list');
}

function malformed(json: Json, place: string, remedy: string): never {
  const text = JSON.stringify(json) ?? 'nothing';
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw new ArcError('dsl.notation', `${place}: ${shown} is not a value in the notation; ${remedy}`, { details: { place } });
}

/** Recursion is as deep as the value; where the stack ends, an error says so. */
function guardDepth<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ArcError('dsl.notation', 'value: nested too deep for the notation; give fewer levels', { cause: error });
  }
}
