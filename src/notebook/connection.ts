import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a Jupyter connection file holds: where a kernel listens and the key that its messages are signed with. */
export interface ConnectionInfo {
  readonly transport: 'tcp';
  /** Always loopback: nothing outside this machine can reach the kernel. */
  readonly ip: '127.0.0.1';
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: 'hmac-sha256';
}

/** A connection file on disk and what it says. */
export interface ConnectionFile {
  readonly path: string;
  readonly info: ConnectionInfo;
  /** Removes the file and its folder; doing it twice is harmless. */
  remove(): Promise<void>;
}

/** Writes a connection file (mode 0600, in a new temporary folder) with free loopback ports and a random key. */
export async function createConnectionFile(): Promise<ConnectionFile> {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  const info: ConnectionInfo = {
    transport: 'tcp', ip: '127.0.0.1', shell_port, iopub_port, stdin_port, control_port, hb_port,
    key: randomBytes(32).toString('hex'), signature_scheme: 'hmac-sha256',
  };
  const folder = await mkdtemp(join(tmpdir(), 'phaselab-kernel-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'connection.json');
  try {
    await writeFile(path, JSON.stringify(info), { mode: 0o600 });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, info, remove };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map(server => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
