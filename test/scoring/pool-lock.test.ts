import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../src/scoring/pool-lock.js';

/** How the next lock behaves. */
const behavior = vi.hoisted(() => ({ busyFor: 0, fault: '', isLost: false, waits: 0, released: 0 }));

vi.mock('proper-lockfile', () => {
  const refuse = (code: string) => { throw Object.assign(new Error(code), { code }); };
  const release = () => { behavior.released++; };
  return {
    lockSync: (_: string, { onCompromised }: { onCompromised: (error: Error) => void }) => {
      if (behavior.fault !== '') refuse(behavior.fault);
      if (behavior.busyFor > 0) refuse('ELOCKED');
      if (behavior.isLost) setTimeout(() => onCompromised(new Error('touched by another')), 1);
      return release;
    },
    lock: async () => {
      behavior.waits++;
      if (behavior.busyFor === Infinity) refuse('ELOCKED');
      return release;
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  Object.assign(behavior, { busyFor: 0, fault: '', isLost: false, waits: 0, released: 0 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('withLock(folder, work) gives what the work gives and releases, also when the work throws', async () => {
    expect(await withLock(folder, () => 7)).toBe(7);
    await expect(withLock(folder, () => { throw new Error('mine'); })).rejects.toThrow('mine');
    expect(behavior).toMatchObject({ waits: 0, released: 2 });
  });

  it('withLock(folder, work) waits for a folder that is locked, and says so when it stays locked', async () => {
    behavior.busyFor = 1;
    expect(await withLock(folder, () => 'done')).toBe('done');
    expect(behavior).toMatchObject({ waits: 1, released: 1 });
    behavior.busyFor = Infinity;
    await expect(withLock(folder, () => 'never')).rejects.toMatchObject({ code: 'scoring.pool', message: `${folder}: the folder stays locked by another process; end that process or remove ${folder}.lock` });
  });

  it('withLock(folder, work) on a folder that cannot be locked says so', async () => {
    behavior.fault = 'EROFS';
    await expect(withLock(folder, () => 'never')).rejects.toMatchObject({ code: 'scoring.pool', message: expect.stringContaining('cannot be locked (EROFS)') });
  });

  it('withLock(folder, work) that loses its lock during the work is an error, not a crash', async () => {
    behavior.isLost = true;
    await expect(withLock(folder, () => new Promise((resolve) => setTimeout(resolve, 20)))).rejects.toMatchObject({
      code: 'scoring.pool', message: expect.stringContaining('the lock was lost during the work'),
    });
    expect(behavior.released).toBe(0);
  });
});
