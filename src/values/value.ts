import type { FrozenSet } from './frozen-set.js';
import type { Tuple } from './tuple.js';

/** A whole number of any size: `number` while it is a safe integer, `bigint` beyond that, never `-0`. */
export type Integer = number | bigint;

/** A function value: a primitive, or what a combinator made; its `length` is its number of parameters. */
export type Callable = (...args: never[]) => Value;

/**
 * Everything that a DSL program can hold.
 *
 * Values are immutable. `true` equals 1 and `false` equals 0, as in Python; `null` is Python's `None`.
 */
export type Value = Integer | boolean | null | Tuple | FrozenSet | Callable;
