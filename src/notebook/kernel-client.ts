import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ArcError } from '../values/error.js';
import type { Channels } from './channels.js';
import { readOutput } from './kernel-output.js';
import type { KernelOutput } from './kernel-output.js';
import type { KernelProcess } from './kernel-process.js';
import { watchForStop } from './stop.js';
import type { StopReason } from './stop.js';
import { createMessage } from './wire.js';
import type { KernelMessage } from './wire.js';

/** How one piece of code is executed. */
export interface ExecuteOptions {
  /** Called with each output in order, also with what asynchronous code shows after its cell has ended. */
  readonly onOutput?: (output: KernelOutput) => void;
  /** When the code is interrupted, in ms; never when left out. */
  readonly timeoutMs?: number;
  /** Interrupts the code. */
  readonly signal?: AbortSignal;
  /** Metadata of the request, for example `{ cellId }`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What became of one execution. */
export interface ExecuteResult {
  readonly status: 'ok' | 'failed' | 'timeout' | 'cancelled';
  /** The kernel's count of executions, `null` when it gave none. */
  readonly executionCount: number | null;
  /** False when the kernel did not heed an interrupt: it can only be shut down. */
  readonly isResponsive: boolean;
}

/** Completions for a place in code. */
export interface Completion {
  readonly matches: readonly string[];
  /** The part of the code, in UTF-16 units, that a match replaces. */
  readonly cursorStart: number;
  readonly cursorEnd: number;
}

/** What the kernel knows about a name in code. */
export interface Inspection {
  readonly isFound: boolean;
  /** Signature and docstring; empty when nothing was found. */
  readonly text: string;
}

/**
 * How long a kernel may take to answer each of several interrupts: the first lets a cell end by itself with what it has, the next
 * ends it; and tslab loses one that comes while it type-checks.
 */
const INTERRUPT_GRACES_MS = [450, 200, 200];
const SHUTDOWN_GRACE_MS = 1500;
/** How often a starting kernel is asked whether it is there: broadcasts before the subscription has arrived are lost. */
const NUDGE_MS = 250;
/** tslab turns executions away for 200 ms after a failed one. */
const TURNED_AWAY_MS = 60;

/** A running kernel and the one client that talks to it. */
export class KernelClient {
  /** The kernel's process id. */
  readonly pid: number;
  readonly #process: KernelProcess;
  readonly #channels: Channels;
  readonly #broadcasts: Map<string, (message: KernelMessage) => void>;
  readonly #session = randomUUID();
  readonly #death: Promise<never>;
  #isResponsive = true;
  #ending?: Promise<void>;

  /** @internal Made by {@link startKernel}. */
  constructor(kernel: KernelProcess, channels: Channels, broadcasts: Map<string, (message: KernelMessage) => void>) {
    this.pid = kernel.pid;
    this.#process = kernel;
    this.#channels = channels;
    this.#broadcasts = broadcasts;
    this.#death = kernel.ended.then(how => { throw died(how, kernel); });
    this.#death.catch(() => undefined); // told to whoever waits for an answer, and to nobody when nobody does
  }

  /** @internal Asks until an answer has come on the shell and on iopub. */
  async waitUntilReady(stopped: Promise<StopReason>): Promise<void> {
    const answered = this.#askUntilAnswered();
    answered.catch(() => undefined); // ends with the channels when something else was faster
    const reason = await Promise.race([answered, stopped, this.#death]);
    if (reason === 'cancelled') throw new ArcError('notebook.cancelled', 'the kernel\'s start was cancelled');
    if (reason === 'timeout') {
      const words = this.#process.stderrTail();
      throw new ArcError('notebook.kernel-start',
        `the kernel did not answer in time${words ? ` (${lastLine(words)})` : ''}; check that its command starts a Jupyter kernel`);
    }
  }

  async #askUntilAnswered(): Promise<void> {
    let hasReplied = false, hasBroadcast = false;
    while (!hasReplied || !hasBroadcast) {
      const message = createMessage('kernel_info_request', {}, this.#session);
      this.#broadcasts.set(message.header.msg_id, () => { hasBroadcast = true; });
      const reply = this.#channels.request('shell', message).then(() => { hasReplied = true; });
      await Promise.race([reply, sleep(NUDGE_MS)]);
      if (hasReplied && !hasBroadcast) await sleep(5);
    }
  }

  /**
   * Executes one cell's code; executions wait for one another.
   *
   * Code that fails is an outcome, not an exception.
   *
   * @throws ArcError `notebook.kernel-died` when the kernel's process ends meanwhile
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const stop = watchForStop(options.signal, options.timeoutMs);
    try {
      for (;;) {
        if (options.signal?.aborted) return { status: 'cancelled', executionCount: null, isResponsive: true };
        const result = await this.#executeOnce(code, options, stop.stopped);
        if (result !== 'turned-away') return result;
        await sleep(TURNED_AWAY_MS);
      }
    } finally {
      stop.dispose();
    }
  }

  async #executeOnce(
    code: string, options: ExecuteOptions, stopped: Promise<StopReason>,
  ): Promise<ExecuteResult | 'turned-away'> {
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true };
    const message = createMessage('execute_request', content, this.#session, options.metadata);
    const idle = new Promise<void>(resolve => this.#broadcasts.set(message.header.msg_id, broadcast => {
      const output = readOutput(broadcast);
      if (output) options.onOutput?.(output);
      else if (broadcast.content.execution_state === 'idle') resolve();
    }));
    const done = Promise.all([this.#channels.request('shell', message), idle]).then(([reply]) => reply.content);
    const first = await Promise.race([done, stopped, this.#death]);
    if (typeof first !== 'string') {
      if (first.status === 'abort' || first.status === 'aborted') return 'turned-away';
      return { status: first.status === 'ok' ? 'ok' : 'failed', executionCount: executionCount(first), isResponsive: true };
    }
    let late: Readonly<Record<string, unknown>> | undefined;
    for (const graceMs of INTERRUPT_GRACES_MS) {
      this.interrupt();
      late = await Promise.race([done, sleep(graceMs), this.#death]) ?? undefined;
      if (late) break;
    }
    this.#isResponsive = late !== undefined;
    return { status: first, executionCount: late ? executionCount(late) : null, isResponsive: this.#isResponsive };
  }

  /**
   * What could stand at a place in code.
   *
   * @param cursor the place, in UTF-16 units from the code's start
   */
  async complete(code: string, cursor = code.length): Promise<Completion> {
    const { matches, cursor_start, cursor_end } = await this.#ask('complete_request', { code, cursor_pos: cursor });
    return { matches: matches as string[], cursorStart: cursor_start as number, cursorEnd: cursor_end as number };
  }

  /**
   * The signature and docstring of the name at a place in code.
   *
   * @param cursor the place, in UTF-16 units from the code's start
   */
  async inspect(code: string, cursor = code.length): Promise<Inspection> {
    const { found, data } = await this.#ask('inspect_request', { code, cursor_pos: cursor, detail_level: 0 });
    return { isFound: found === true, text: String((data as Record<string, unknown>)['text/plain'] ?? '') };
  }

  async #ask(type: string, content: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const reply = this.#channels.request('shell', createMessage(type, content, this.#session));
    return (await Promise.race([reply, this.#death])).content;
  }

  /** Interrupts the running code with SIGINT, as Jupyter's stop button does. */
  interrupt(): void {
    this.#process.interrupt();
  }

  /** Ends the kernel, by request and then by force, and all that it started; doing it twice is harmless. */
  shutdown(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const ended = this.#process.ended;
    if (this.#isResponsive) {
      const request = this.#channels.request('control', createMessage('shutdown_request', { restart: false }, this.#session));
      request.catch(() => undefined); // a kernel that is gone needs no request
      const grace = new AbortController();
      await Promise.race([ended, sleep(SHUTDOWN_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined)]);
      grace.abort();
    }
    this.#process.kill();
    await ended;
    this.#channels.close();
  }
}

function executionCount(content: Readonly<Record<string, unknown>>): number | null {
  return typeof content.execution_count === 'number' ? content.execution_count : null;
}

function died(how: string, kernel: KernelProcess): ArcError {
  const words = kernel.stderrTail();
  return new ArcError('notebook.kernel-died',
    `the kernel (process ${kernel.pid}) ${how}${words ? ` (${lastLine(words)})` : ''}; start it again, with less work or more memory for the cell`,
    { details: { stderr: words } });
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
