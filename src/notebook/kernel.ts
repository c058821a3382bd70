import { openChannels } from './channels.js';
import { createConnectionFile } from './connection.js';
import { KernelClient } from './kernel-client.js';
import { startKernelProcess, tslabCommand } from './kernel-process.js';
import { watchForStop } from './stop.js';
import type { KernelMessage } from './wire.js';

/** How a kernel is started. */
export interface KernelOptions {
  /** The kernel's working directory: imports in cells resolve from here. */
  readonly directory: string;
  /** Program and arguments, to which `--config-path=FILE` is added. @defaultValue the tslab that PhaseLab depends on */
  readonly command?: readonly string[];
  /** The kernel's whole environment. @defaultValue this process's own */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long the kernel may take to answer for the first time, in ms. @defaultValue 60000 */
  readonly startTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Starts a kernel and waits until it answers.
 *
 * @throws ArcError `notebook.kernel-start` when it can't be started, ends before it answers, or does not answer in time;
 * `notebook.cancelled` when the signal aborts; nothing is left behind then
 */
export async function startKernel(options: KernelOptions): Promise<KernelClient> {
  const connection = await createConnectionFile();
  const stop = watchForStop(options.signal, options.startTimeoutMs ?? 60_000);
  try {
    const kernel = await startKernelProcess(
      options.command ?? tslabCommand({ endsWithParent: true }), connection.path, options.directory, options.environment);
    let client: KernelClient | undefined;
    try {
      const broadcasts = new Map<string, (message: KernelMessage) => void>();
      const channels = await openChannels(connection.info, message => broadcasts.get(message.parentHeader.msg_id ?? '')?.(message));
      client = new KernelClient(kernel, channels, broadcasts);
      await client.waitUntilReady(stop.stopped);
      return client;
    } catch (error) {
      kernel.kill();
      await (client?.shutdown() ?? kernel.ended);
      throw error;
    }
  } finally {
    stop.dispose();
    await connection.remove(); // the kernel has read it, or never will
  }
}
