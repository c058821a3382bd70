import type { FrozenSet } from '../values/frozen-set.js';
import type { Tuple } from '../values/tuple.js';
import type { Callable, Integer as WholeNumber, Value } from '../values/value.js';

/**
 * The specification's type names as TypeScript types of parameters and results.
 *
 * They are as wide as what programs really pass: booleans are integers, any tuple is taken for a grid, and a tuple
 * of cells or locations is taken for a patch where only its elements matter.
 */
export type Any = Value;
export type Integer = WholeNumber | boolean;
export type IntegerTuple = Tuple;
export type Numerical = Integer | Tuple;
export type IntegerSet = FrozenSet;
export type Container = Tuple | FrozenSet;
export type ContainerContainer = Container;
export type Patch = Tuple | FrozenSet;
export type Piece = Tuple | FrozenSet;
export type Element = Tuple | FrozenSet;
export type Objects = Container;
export type { Callable, FrozenSet, Tuple };
