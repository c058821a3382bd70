import { systemClock, type Clock } from './clock.js';
import type { Span, SpanAttributes } from './span.js';

/** How a recorder is made. */
export interface RecorderOptions {
  /** @defaultValue the clock of this process */
  readonly clock?: Clock;
}

/** What a span may be started with. */
export interface SpanOptions {
  /** The span that this one belongs to. @defaultValue `null`: a root */
  readonly parentId?: number | null;
  readonly attributes?: Readonly<SpanAttributes>;
}

/** A span that has begun. */
export interface OpenSpan {
  /** For `parentId` of the spans below it. */
  readonly id: number;
  /** Adds or replaces an attribute; without effect once the span has ended. */
  set(name: string, value: string | number | boolean): void;
  /** Ends and keeps the span; `undefined` when it had ended before. */
  end(): Span | undefined;
}

/** Where spans of another recorder go. */
export interface AddOptions {
  /** The span that their roots belong to. @defaultValue `null` */
  readonly parentId?: number | null;
  /** Added to their times: the other recorder's origin on this recorder's clock. @defaultValue 0 */
  readonly offsetMs?: number;
}

/**
 * Records spans: what ran when, below what, where.
 *
 * Times are ms since the recorder was made (its origin); ids count from 1 in order of starting; `spans` holds the ended
 * spans in order of ending.
 *
 * @example
 * new Recorder().record('add', {}, () => 1 + 2)
 * // => 3
 */
export class Recorder {
  readonly spans: Span[] = [];
  readonly #clock: Clock;
  readonly #originMs: number;
  #lastId = 0;

  constructor(options: RecorderOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#originMs = this.#clock.nowMs();
  }

  /** The time since the origin, in ms. */
  nowMs(): number {
    return this.#clock.nowMs() - this.#originMs;
  }

  /** Starts a span on the lane `main`; it is kept when `end` is called. */
  start(name: string, options: SpanOptions = {}): OpenSpan {
    return new RunningSpan(this, ++this.#lastId, name, options);
  }

  /**
   * Runs a function within a span, which ends when the function returns or its promise settles.
   *
   * What the function throws or rejects with passes through; the span then carries `failed: true`.
   *
   * @returns what the function returns
   */
  record<T>(name: string, options: SpanOptions, run: (span: OpenSpan) => T): T {
    const span = this.start(name, options);
    let result: T;
    try {
      result = run(span);
    } catch (error) {
      fail(span);
      throw error;
    }
    if (!isThenable(result)) {
      span.end();
      return result;
    }
    return result.then(
      (value) => {
        span.end();
        return value;
      },
      (error: unknown) => {
        fail(span);
        throw error;
      },
    ) as T;
  }

  /**
   * Takes in spans of another recorder (of a worker thread): ids are renumbered, times shifted, roots hung below `parentId`; each keeps its lane.
   *
   * @returns the spans as they were added
   */
  add(spans: readonly Span[], options: AddOptions = {}): Span[] {
    const { parentId = null, offsetMs = 0 } = options;
    const ids = new Map(spans.map((span) => [span.id, ++this.#lastId]));
    const added = spans.map((span) => ({
      ...span,
      id: ids.get(span.id)!,
      parentId: (span.parentId === null ? undefined : ids.get(span.parentId)) ?? parentId,
      startMs: span.startMs + offsetMs,
      endMs: span.endMs + offsetMs,
    }));
    for (const span of added) this.spans.push(span);
    return added;
  }
}

/** A span under way; a class, since a run may start one for every evaluation. */
class RunningSpan implements OpenSpan {
  readonly #recorder: Recorder;
  readonly #name: string;
  readonly #parentId: number | null;
  readonly #attributes: SpanAttributes;
  readonly #startMs: number;
  #isOpen = true;

  constructor(recorder: Recorder, readonly id: number, name: string, options: SpanOptions) {
    this.#recorder = recorder;
    this.#name = name;
    this.#parentId = options.parentId ?? null;
    this.#attributes = { ...options.attributes };
    this.#startMs = recorder.nowMs();
  }

  set(name: string, value: string | number | boolean): void {
    if (this.#isOpen) this.#attributes[name] = value;
  }

  end(): Span | undefined {
    if (!this.#isOpen) return undefined;
    this.#isOpen = false;
    const endMs = this.#recorder.nowMs();
    const span = { id: this.id, parentId: this.#parentId, name: this.#name, lane: 'main', startMs: this.#startMs, endMs, attributes: this.#attributes };
    this.#recorder.spans.push(span);
    return span;
  }
}

function fail(span: OpenSpan): void {
  span.set('failed', true);
  span.end();
}

function isThenable(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
