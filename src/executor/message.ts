import { deserialize, serialize } from 'node:v8';
import { ArcError } from '../values/error.js';
import type { Verdict } from './attempt.js';
import type { WorkModule } from './executor.js';

/** What all jobs of one run have in common. */
export interface RunMessage extends WorkModule {
  /** Unique among the runs of an executor. */
  readonly id: number;
  /** The context, written once by {@link shareContext}: every job's message refers to it, none copies it. */
  readonly context: SharedArrayBuffer;
}

/** What a worker gets with each job. */
export interface JobMessage {
  readonly run: RunMessage;
  readonly job: unknown;
  readonly timeoutMs: number | undefined;
  /** Of the batch, on the clock of all threads. */
  readonly originMs: number;
  readonly seat: SharedArrayBuffer;
}

/** What a worker answers. Times are on the batch's clock. */
export interface JobReply {
  /** A result is {@link encode}d: the worker finds out itself when it can't be, and bytes cost no more than cloning. */
  readonly verdict: Verdict<Uint8Array>;
  readonly startMs: number;
  readonly endMs: number;
  readonly computeMs: number;
  /** Of the run, when this job was the first of it on its thread. */
  readonly preparation: { readonly startMs: number; readonly endMs: number } | undefined;
}

/** What a worker is started with. */
export interface WorkerSettings {
  /** The broadcast channel on which ids of runs that have ended are told. */
  readonly endedRuns: string;
}

/** A plain value as bytes. Throws for what structured cloning can't take, such as functions. */
export function encode(value: unknown): Uint8Array {
  return serialize(value);
}

export function decode(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}

/**
 * Writes a context into memory that all threads see.
 *
 * @throws ArcError `executor.context` for a context that is not plain data
 */
export function shareContext(context: unknown): SharedArrayBuffer {
  try {
    const bytes = encode(context);
    const memory = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(memory).set(bytes);
    return memory;
  } catch (cause) {
    throw new ArcError('executor.context', notPlainMessage('the context of a run', cause), { cause });
  }
}

/** A thread's own copy of a shared context. */
export function readContext(memory: SharedArrayBuffer): unknown {
  return decode(new Uint8Array(memory).slice());
}

/** The line for something that can't be sent between threads. */
export function notPlainMessage(what: string, fault: unknown): string {
  return `${what} can't be sent between threads (${fault instanceof Error ? fault.message : String(fault)}); make it plain data`;
}
