import { deserialize, serialize } from 'node:v8';
import { ArcError } from '../values/error.js';
import type { Verdict } from './attempt.js';
import type { WorkModule } from './executor.js';

/** What all jobs of one run have in common. */
export interface RunMessage extends WorkModule {
  /** Unique among the runs of an executor. */
  readonly id: number;
  readonly context: SharedContext;
}

/** A context that all threads see: every job's message refers to it, none copies it. */
export interface SharedContext {
  /** Unique among the contexts of an executor. */
  readonly id: number;
  readonly memory: SharedArrayBuffer;
}

/** What a worker gets: some jobs of a run, to be done one after the other. */
export interface JobsMessage {
  readonly run: RunMessage;
  readonly jobs: readonly unknown[];
  /** Of each job. */
  readonly timeoutMs: number | undefined;
  /** Of the batch, on the clock of all threads. */
  readonly originMs: number;
  readonly seat: SharedArrayBuffer;
}

/** What a worker answers, job by job. Times are on the batch's clock. */
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

/** Writes contexts into memory that all threads see; the same object once, however many runs have it. */
export class ContextWriter {
  readonly #written = new WeakMap<object, SharedContext>();
  #lastId = 0;

  /** @throws ArcError `executor.context` for a context that is not plain data */
  write(context: unknown): SharedContext {
    const isObject = typeof context === 'object' && context !== null;
    const before = isObject ? this.#written.get(context) : undefined;
    if (before !== undefined) return before;
    const written = { id: ++this.#lastId, memory: shared(context) };
    if (isObject) this.#written.set(context, written);
    return written;
  }
}

/** Reads a thread's own copies of contexts; remembers the last one, since the stages of a pipeline share theirs. */
export class ContextReader {
  #last: { readonly id: number; readonly context: unknown } | undefined;

  read({ id, memory }: SharedContext): unknown {
    if (this.#last?.id !== id) this.#last = { id, context: decode(new Uint8Array(memory).slice()) };
    return this.#last.context;
  }
}

function shared(context: unknown): SharedArrayBuffer {
  try {
    const bytes = encode(context);
    const memory = new SharedArrayBuffer(bytes.byteLength);
    new Uint8Array(memory).set(bytes);
    return memory;
  } catch (cause) {
    throw new ArcError('executor.context', notPlainMessage('the context of a run', cause), { cause });
  }
}

/** The line for something that can't be sent between threads. */
export function notPlainMessage(what: string, fault: unknown): string {
  return `${what} can't be sent between threads (${fault instanceof Error ? fault.message : String(fault)}); make it plain data`;
}
