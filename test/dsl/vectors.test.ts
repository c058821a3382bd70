import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFunction } from '../../src/dsl/arguments.js';
import { exceptionOf } from '../../src/dsl/failure.js';
import { decodeValue, encodeValue, type Json } from '../../src/dsl/notation.js';
import { callPrimitive, findPrimitive } from '../../src/dsl/registry.js';
import { ArcError } from '../../src/values/error.js';
import type { Value } from '../../src/values/value.js';

interface Vector {
  readonly fn: string;
  readonly args: readonly Json[];
  readonly then?: readonly Json[];
  readonly out?: Json;
  readonly error?: string;
  readonly stage?: 'then';
  readonly order?: boolean;
  readonly asc?: Json;
  readonly loose?: 'bool' | 'tuple-for-set' | 'ragged' | 'other';
}

const FOLDER = fileURLToPath(new URL('../../../shared/dsl/vectors/', import.meta.url));
const NAMES = existsSync(FOLDER) ? readdirSync(FOLDER).map((file) => basename(file, '.jsonl')) : [];

const decode = (json: Json): Value => decodeValue(json, (name) => findPrimitive(name)?.call);

/** What a vector comes to: its value, or `{error, stage}`, in the notation. Throws only what is no ArcError. */
function outcomeOf(vector: Vector, args: readonly Value[]): Json {
  let stage = 'call';
  try {
    const result = callPrimitive(vector.fn, args);
    if (vector.then === undefined) return encodeValue(result);
    const second = vector.then.map(decode);
    stage = 'then';
    return encodeValue((readFunction(result, second.length as 1, 'then') as (...args: Value[]) => Value)(...second));
  } catch (error) {
    if (!(error instanceof ArcError)) throw error;
    return { error: exceptionOf(error) ?? error.message, stage };
  }
}

/** The outcome that is due: the one under ascending order where order matters. */
function dueOutcome(vector: Vector): Json {
  const { asc, out } = vector;
  const error = vector.order === true
    ? (asc instanceof Object && 'error' in asc ? (asc.error as string) : undefined)
    : vector.error;
  if (error !== undefined) return { error, stage: vector.stage ?? 'call' };
  return (vector.order === true ? asc : out)!;
}

/** What is wrong with a vector's outcome; `undefined` if nothing is. */
function faultOf(vector: Vector): string | undefined {
  const args = vector.args.map(decode);
  let outcome: string;
  try {
    outcome = JSON.stringify(outcomeOf(vector, args));
  } catch (error) {
    return `crashed: ${String(error)}`;
  }
  const before = JSON.stringify(vector.args);
  if (!/"(f|call)":/.test(before) && JSON.stringify(args.map(encodeValue)) !== before) return 'changed its arguments';
  if (vector.loose === 'ragged' || vector.loose === 'other') return undefined;
  const due = JSON.stringify(dueOutcome(vector));
  return outcome === due ? undefined : `gave ${outcome}, due is ${due}`;
}

describe.skipIf(NAMES.length === 0)('golden vectors (skipped where ../shared/dsl is absent)', () => {
  for (const name of NAMES) {
    // A primitive that the registry lacks is a failure of the registry's own test.
    it.skipIf(findPrimitive(name) === undefined)(`${name}(...) gives the outcome of every golden vector`, () => {
      const vectors = readFileSync(`${FOLDER}${name}.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Vector);
      const faults = vectors.flatMap((vector) => {
        const fault = faultOf(vector);
        return fault === undefined ? [] : [`${JSON.stringify(vector)}\n  ${fault}`];
      });
      expect(faults).toEqual([]);
    });
  }
});
