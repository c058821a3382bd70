import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { Value } from '../values/value.js';
import { ARITHMETIC } from './arithmetic.js';
import { COLORS } from './colors.js';
import * as constants from './constants.js';
import { CONTAINERS } from './containers.js';
import { EXTENT } from './extent.js';
import { fail } from './failure.js';
import { FUNCTIONS } from './functions.js';
import { GEOMETRY } from './geometry.js';
import { LOGIC } from './logic.js';
import { OBJECTS } from './objects.js';
import { PAINTING } from './painting.js';
import { PATCHES } from './patches.js';
import type { Primitive } from './primitive.js';
import { RELATIONS } from './relations.js';
import { SELECTION } from './selection.js';

/** The 160 primitives of ARC-DSL, family by family. */
export const PRIMITIVES: readonly Primitive[] = [
  ...ARITHMETIC, ...LOGIC, ...CONTAINERS, ...SELECTION, ...FUNCTIONS, ...EXTENT, ...RELATIONS,
  ...COLORS, ...PATCHES, ...OBJECTS, ...GEOMETRY, ...PAINTING,
];

/** The constants of ARC-DSL by name. */
export const CONSTANTS: ReadonlyMap<string, Value> = new Map(Object.entries(constants));

const BY_NAME: ReadonlyMap<string, Primitive> = new Map(PRIMITIVES.map((primitive) => [primitive.name, primitive]));

/** The registry row of a primitive; `undefined` for an unknown name. */
export function findPrimitive(name: string): Primitive | undefined {
  return BY_NAME.get(name);
}

/**
 * Calls a primitive by name.
 *
 * @param args exactly as many as the primitive has parameters
 * @throws ArcError `dsl.unknown-primitive` with the nearest name, `dsl.TypeError` for a wrong number of arguments, and
 *   whatever the primitive fails with
 * @example callPrimitive('add', [2, tuple(3, 4)]) // => tuple(5, 6)
 */
export function callPrimitive(name: string, args: readonly Value[]): Value {
  const primitive = BY_NAME.get(name) ?? refuseUnknown(name);
  if (args.length !== primitive.arity) return refuseCount(primitive, args.length);
  // Spelt out, as spreading costs more than most primitives do.
  switch (args.length) {
    case 1: return primitive.call(args[0]!);
    case 2: return primitive.call(args[0]!, args[1]!);
    case 3: return primitive.call(args[0]!, args[1]!, args[2]!);
    default: return primitive.call(...args);
  }
}

function refuseUnknown(name: string): never {
  const nearest = closest(name, [...BY_NAME.keys()]);
  throw new ArcError('dsl.unknown-primitive', `callPrimitive: there is no primitive "${name}"; did you mean "${nearest}"?`, {
    details: { name, nearest },
  });
}

function refuseCount({ name, arity, parameters }: Primitive, count: number): never {
  const names = parameters.map((parameter) => parameter.name).join(', ');
  return fail('TypeError', `${name}: called with ${count} arguments; it takes ${arity} (${names})`);
}
