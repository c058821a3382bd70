import type { Dealer } from 'zeromq';
import { ArcError } from '../values/error.js';
import type { ConnectionInfo } from './connection.js';
import { parseMessage, serializeMessage } from './wire.js';
import type { KernelMessage } from './wire.js';

/** The sockets of one client of a kernel. */
export interface Channels {
  /** Sends a request and waits for its reply, however long it takes. Rejects when the channels are closed or hear something unsigned. */
  request(channel: 'shell' | 'control', message: KernelMessage): Promise<KernelMessage>;
  close(): void;
}

interface Waiting {
  resolve(reply: KernelMessage): void;
  reject(error: unknown): void;
}

/**
 * Connects to a kernel's shell, control and iopub sockets.
 *
 * The stdin channel is not opened, because requests say `allow_stdin: false`; nor is the heartbeat, because the kernel is a
 * child process, whose end is seen at once.
 *
 * @param onBroadcast called with every message on iopub, in order
 */
export async function openChannels(info: ConnectionInfo, onBroadcast: (message: KernelMessage) => void): Promise<Channels> {
  const { Dealer, Subscriber } = await import('zeromq'); // a native library: loaded when a kernel is wanted, not with PhaseLab
  const shell = new Dealer({ linger: 0 }), control = new Dealer({ linger: 0 }), iopub = new Subscriber({ linger: 0 });
  const waiting = new Map<string, Waiting>();
  const sending = { shell: Promise.resolve(), control: Promise.resolve() };
  let fault: unknown;

  const close = (cause: unknown = new ArcError('notebook.kernel-closed', 'the kernel\'s channels are closed; start a new kernel')) => {
    fault ??= cause;
    for (const socket of [shell, control, iopub]) socket.close();
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
  };
  const listen = async (socket: AsyncIterable<Buffer[]>, onMessage: (message: KernelMessage) => void) => {
    try {
      for await (const frames of socket) onMessage(parseMessage(frames, info.key));
    } catch (error) {
      close(error);
    }
  };
  const onReply = (reply: KernelMessage) => {
    const id = reply.parentHeader.msg_id ?? '';
    waiting.get(id)?.resolve(reply);
    waiting.delete(id);
  };

  const address = (port: number) => `${info.transport}://${info.ip}:${port}`;
  shell.connect(address(info.shell_port));
  control.connect(address(info.control_port));
  iopub.connect(address(info.iopub_port));
  iopub.subscribe();
  void listen(shell, onReply);
  void listen(control, onReply);
  void listen(iopub, onBroadcast);

  const sockets: Record<'shell' | 'control', Dealer> = { shell, control };
  return {
    request(channel, message) {
      return new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(fault);
        waiting.set(message.header.msg_id, { resolve, reject });
        // ZeroMQ allows one unfinished send per socket.
        sending[channel] = sending[channel].then(() => sockets[channel].send(serializeMessage(message, info.key))).catch(error => {
          waiting.delete(message.header.msg_id);
          reject(fault ?? error);
        });
      });
    },
    close: () => close(),
  };
}
