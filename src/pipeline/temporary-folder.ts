import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Those that are lent now. */
const folders = new Set<string>();

/** Lends a folder, which is gone afterwards, also where the process is made to exit meanwhile. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'phaselab-pool-'));
  if (folders.size === 0) process.on('exit', removeAll);
  folders.add(folder);
  try {
    return await work(folder);
  } finally {
    remove(folder);
    if (folders.size === 0) process.off('exit', removeAll);
  }
}

function removeAll(): void {
  folders.forEach(remove);
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}
