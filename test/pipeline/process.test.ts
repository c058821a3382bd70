import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

// Whole processes: they end by themselves, leave no temporary folder and say nothing on stderr. Needs dist/, which
// `node setup.mjs` builds before the tests.

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let temporary: string;
// In memory where there is such a folder: hundreds of runs write and remove thousands of small files.
beforeEach(() => temporary = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'phaselab-test-')));
afterEach(() => {
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect(left).toEqual([]);
});

async function run(script: string, args: readonly string[], options: { flags?: string[]; interruptAfter?: string } = {}): Promise<Ended> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [...options.flags ?? [], path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000, env: { ...process.env, TMPDIR: temporary, TEMP: temporary },
  });
  let stdout = '', stderr = '', isInterrupted = false;
  child.stderr.on('data', (chunk: Buffer) => stderr += chunk);
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
    if (isInterrupted || options.interruptAfter === undefined || !stdout.includes(options.interruptAfter)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  });
  const [code] = await once(child, 'close') as [number | null];
  return { code, stdout, stderr };
}

// SIGINT cannot be sent to a process on Windows without ending it.
test.skipIf(process.platform === 'win32').each(['inline', 'limited', 'threads'])(
  'runPipeline(…, {signal}) under %s that Ctrl-C cancels leaves nothing, and the process ends', async (executor) => {
    expect(await run('interrupted.mjs', [executor], { interruptAfter: 'running' })).toEqual({ code: 0, stdout: 'running\ncancelled\n', stderr: '' });
  }, 70_000);

test('runPipeline(…) 200 times leaves threads, handles, listeners and heap where they were', async () => {
  const { code, stdout, stderr } = await run('leak.mjs', [], { flags: ['--expose-gc'] });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { warm, afterRuns, few, afterOwnPools } = JSON.parse(stdout) as Record<string, Record<string, number>>;
  for (const [before, after] of [[warm!, afterRuns!], [few!, afterOwnPools!]] as const) {
    const { heapBytes, bufferBytes, ...rest } = after;
    expect(before).toMatchObject(rest);
    // 200 reports of some 60 kB are 12 MB; compiled code and caches still grow a little.
    expect(heapBytes! - before.heapBytes!).toBeLessThan(1_500_000);
    expect(bufferBytes! - before.bufferBytes!).toBeLessThan(1_500_000);
  }
}, 90_000);
