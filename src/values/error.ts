/** What an {@link ArcError} carries beside its line. */
export interface ArcErrorOptions {
  /** Machine-readable facts: the values that the line speaks of. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error underneath. */
  readonly cause?: unknown;
}

/**
 * A broken contract or a broken input, told in one line: place, fault with its value, remedy.
 *
 * `code` is `room.fault` (`tasks.ragged-grid`, `dsl.ValueError`); it is stable and meant for programs.
 */
export class ArcError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: ArcErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ArcError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
