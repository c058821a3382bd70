import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Json } from '../dsl/notation.js';
import type { Primitive } from '../dsl/primitive.js';
import { decodeNotation } from '../dsl/public-notation.js';
import { PRIMITIVES } from '../dsl/registry.js';
import { systemClock } from '../timing/clock.js';
import { ArcError } from '../values/error.js';
import type { Value } from '../values/value.js';
import { benchRow, totalRow, type BenchGroup, type BenchGroupOptions } from './bench-report.js';

/** A golden vector as far as its time matters. */
interface Vector {
  readonly args: readonly Json[];
  readonly then?: readonly Json[];
}

/** A vector's arguments as values. */
interface Case {
  readonly args: readonly Value[];
  readonly then: readonly Value[] | undefined;
}

/** A primitive with its vectors. */
interface Subject {
  readonly primitive: Primitive;
  readonly vectors: readonly Vector[];
  /** The same arguments for every pass. */
  readonly cases: readonly Case[];
  /** Passes that are timed together, so that they last long enough for the clock. */
  copies: number;
  readonly samplesMs: number[];
}

/** A primitive is warm when it has been at work this long. */
const WARM_UP_MS = 20;
/** Passes are timed together up to this time and number. */
const SAMPLE_MS = 0.5;
const MAX_COPIES = 64;
/** Of fresh arguments fewer, since those that wait for their pass burden the garbage collector within the timed stretch. */
const MAX_FRESH_COPIES = 4;

/**
 * Times every primitive over its golden vectors: those that give a value and have arguments of the declared types, booleans for
 * integers, or tuples for sets.
 *
 * With `isFresh`, arguments are decoded anew for every pass, outside the timed stretch, so that nothing a value remembers of one pass
 * helps the next.
 *
 * @param folder where `vectors/` and `cpython-us.json` lie
 * @returns `skipped` when there are no vectors
 */
export async function benchPrimitives(folder: string, { rounds, names, isFresh, signal, onRound }: BenchGroupOptions): Promise<BenchGroup> {
  if (!existsSync(join(folder, 'vectors'))) {
    return { name: 'primitives', status: 'skipped', note: `${join(folder, 'vectors')} does not exist; name the folder of the golden vectors with --vectors`, rows: [], total: null };
  }
  const subjects = PRIMITIVES.filter(({ name }) => names.length === 0 || names.includes(name))
    .map((primitive) => ({ primitive, vectors: readVectors(folder, primitive.name) }))
    .filter(({ vectors }) => vectors.length > 0)
    .map((work): Subject => ({ ...work, cases: decodeCases(work.vectors), copies: 1, samplesMs: [] }));
  for (const subject of subjects) {
    warmUp(subject, isFresh);
    await setImmediate();
    if (signal?.aborted) break;
  }
  let done = 0;
  while (done < rounds && !signal?.aborted) {
    for (const subject of subjects) subject.samplesMs.push(samplePass(subject, isFresh));
    await setImmediate();
    onRound?.(++done, rounds);
  }
  const cpython = readCpythonTimes(folder);
  const rows = done === 0 ? [] : subjects.map(({ primitive: { name }, vectors, samplesMs }) => {
    const reference = cpython.get(name);
    // Another number of cases is other work.
    return benchRow(name, vectors.length, samplesMs, reference?.cases === vectors.length ? { name: 'CPython 3.11', ms: reference.us / 1000 } : undefined);
  });
  return {
    name: 'primitives', status: done < rounds ? 'cancelled' : 'done', rows, total: rows.length === 0 ? null : totalRow(rows),
    note: `a pass calls a primitive with each of its golden vectors, ${isFresh ? 'decoded anew for every pass' : 'the same values in every pass'}; `
      + 'CPython\'s times are from cpython-us.json, taken on its machine',
  };
}

function warmUp(subject: Subject, isFresh: boolean): void {
  let passMs = Infinity;
  for (const startMs = systemClock.nowMs(); systemClock.nowMs() - startMs < WARM_UP_MS;) passMs = Math.min(passMs, samplePass(subject, false));
  subject.copies = Math.max(1, Math.min(isFresh ? MAX_FRESH_COPIES : MAX_COPIES, Math.ceil(SAMPLE_MS / passMs)));
  samplePass(subject, isFresh);
}

/** The time of one pass over all cases. */
function samplePass({ primitive, vectors, cases, copies }: Subject, isFresh: boolean): number {
  const passes = Array.from({ length: copies }, () => (isFresh ? decodeCases(vectors) : cases));
  const startMs = systemClock.nowMs();
  for (const pass of passes) callAll(primitive, pass);
  return (systemClock.nowMs() - startMs) / copies;
}

function callAll(primitive: Primitive, cases: readonly Case[]): void {
  for (const { args, then } of cases) {
    const result = call(primitive.call, args);
    if (then !== undefined) call(result as Primitive['call'], then);
  }
}

/** A call without spreading, which costs more than many a primitive. */
function call(callee: Primitive['call'], args: readonly Value[]): Value {
  switch (args.length) {
    case 1: return callee(args[0]!);
    case 2: return callee(args[0]!, args[1]!);
    case 3: return callee(args[0]!, args[1]!, args[2]!);
    default: return callee(...args);
  }
}

function decodeCases(vectors: readonly Vector[]): Case[] {
  return vectors.map(({ args, then }) => ({ args: args.map(decodeNotation), then: then?.map(decodeNotation) }));
}

// `decodeNotation` says what is wrong inside.
const JSON_VALUES = z.array(z.unknown());
const VECTOR = z.looseObject({ args: JSON_VALUES, then: JSON_VALUES.optional(), error: z.string().optional(), loose: z.string().optional() });

function readVectors(folder: string, name: string): Vector[] {
  const path = join(folder, 'vectors', `${name}.jsonl`);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const vector = parse(VECTOR, line, `${path}: line ${at + 1}`);
    return vector.error === undefined && vector.loose !== 'ragged' && vector.loose !== 'other' ? [vector as Vector] : [];
  });
}

const CPYTHON_TIMES = z.looseObject({ primitives: z.record(z.string(), z.object({ cases: z.int(), us: z.number().positive() })) });

function readCpythonTimes(folder: string): Map<string, { readonly cases: number; readonly us: number }> {
  const path = join(folder, 'cpython-us.json');
  if (!existsSync(path)) return new Map();
  return new Map(Object.entries(parse(CPYTHON_TIMES, readFileSync(path, 'utf8'), path).primitives));
}

function parse<T>(schema: z.ZodType<T>, text: string, place: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const message = cause instanceof z.ZodError ? cause.issues[0]!.message : (cause as Error).message;
    throw new ArcError('pipeline.vectors', `${place}: ${message}; give a folder of golden vectors`, { cause });
  }
}
