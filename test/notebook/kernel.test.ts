import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectionFile } from '../../src/notebook/connection.js';
import { startKernel } from '../../src/notebook/kernel.js';
import type { ExecuteOptions, KernelClient } from '../../src/notebook/kernel-client.js';
import type { KernelOutput } from '../../src/notebook/kernel-output.js';

let folder = '';
let kernel: KernelClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phaselab-cwd-'));
  process.env.TMPDIR = folder; // other tests have kernels of their own
  kernel = await startKernel({ directory: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  await rm(folder, { recursive: true });
});

async function execute(code: string, options: ExecuteOptions = {}, on = kernel) {
  const outputs: KernelOutput[] = [];
  const result = await on.execute(code, { ...options, onOutput: output => outputs.push(output) });
  const text = outputs.map(output => output.type === 'stream' ? output.text : '').join('');
  return { ...result, outputs, text };
}

const connectionFolders = async () => (await readdir(tmpdir())).filter(name => name.startsWith('phaselab-kernel-'));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const state = `/proc/${pid}/stat`;
    return !(existsSync(state) && /\) Z /.test(readFileSync(state, 'utf8'))); // a zombie waits for nothing but its parent
  } catch {
    return false;
  }
}

describe('createConnectionFile', () => {
  it('createConnectionFile gives five ports on loopback and a new key, in a file only the owner can read', async () => {
    const [one, two] = [await createConnectionFile(), await createConnectionFile()];
    const { ip, transport, key, signature_scheme, ...ports } = one.info;
    expect([ip, transport, signature_scheme]).toEqual(['127.0.0.1', 'tcp', 'hmac-sha256']);
    expect(new Set(Object.values(ports)).size).toBe(5);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(two.info.key).not.toBe(key);
    expect((await stat(one.path)).mode & 0o777).toBe(0o600);
    await one.remove();
    await one.remove();
    await two.remove();
    expect(existsSync(one.path)).toBe(false);
  });
});

describe('KernelClient.execute', () => {
  it('execute gives outputs in order and counts executions', async () => {
    const { status, executionCount, outputs } = await execute('import { display } from "tslab";\nconsole.log("a"); display.html("<b>b</b>"); console.error("c")');
    expect(status).toBe('ok');
    expect(executionCount).toBeGreaterThan(0);
    expect(outputs).toEqual([
      { type: 'stream', name: 'stdout', text: 'a\n' },
      { type: 'display_data', data: { 'text/html': '<b>b</b>' }, metadata: {} },
      { type: 'stream', name: 'stderr', text: 'c\n' },
    ]);
  });

  it('execute works in the directory that it was given', async () => {
    expect((await execute('process.cwd()')).text).toBe(`${folder}\n`);
  });

  it('execute of code that does not type-check is failed, although the kernel broadcasts no error', async () => {
    expect(await execute('const n: number = "one"')).toMatchObject({ status: 'failed', text: "1:7 - Type 'string' is not assignable to type 'number'.\n" });
  });

  it('execute right after a failure is not turned away', async () => {
    expect((await execute('throw new Error("first")')).status).toBe('failed');
    expect(await execute('console.log("second")')).toMatchObject({ status: 'ok', text: 'second\n' });
  });

  it('execute keeps what asynchronous code shows after its cell has ended', async () => {
    const outputs: KernelOutput[] = [];
    await kernel.execute('setTimeout(() => console.log("late"), 30)', { onOutput: output => outputs.push(output) });
    for (let wait = 0; wait < 100 && !JSON.stringify(outputs).includes('late'); wait++) await sleep(10);
    expect(outputs).toContainEqual({ type: 'stream', name: 'stdout', text: 'late\n' });
  });

  it('execute with a time limit interrupts an endless loop, and the kernel goes on', async () => {
    expect(await execute('while (true);', { timeoutMs: 50 })).toMatchObject({ status: 'timeout', isResponsive: true });
    expect((await execute('console.log(1)')).text).toBe('1\n');
  });

  it('execute with a time limit interrupts a cell that waits', async () => {
    expect(await execute('await new Promise(() => undefined)', { timeoutMs: 50 })).toMatchObject({ status: 'timeout', isResponsive: true });
  });

  it('execute with a signal interrupts, and with one that is aborted does not begin', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect((await execute('let ran = 1; while (true);', { signal: controller.signal })).status).toBe('cancelled');
    expect(await execute('console.log("no")', { signal: controller.signal })).toMatchObject({ status: 'cancelled', outputs: [] });
  });
});

describe('tslab', () => {
  it('lets a later cell declare a const or a let again, which is what injected parameters do', async () => {
    await execute('let width: "narrow" | "wide" = "narrow"; const depth = 1;');
    expect((await execute('let width: "narrow" | "wide" = "wide"; const depth = 2;')).status).toBe('ok');
    expect((await execute('const both: ["narrow" | "wide", number] = [width, depth]; both')).text).toBe("[ 'wide', 2 ]\n");
    expect((await execute('let width: "narrow" | "wide" = "huge"')).text).toContain(`Type '"huge"' is not assignable`);
  });
});

describe('KernelClient.complete and inspect', () => {
  it('complete lists what fits and which part it replaces', async () => {
    expect(await kernel.complete('Math.cb')).toEqual({ matches: ['cbrt'], cursorStart: 5, cursorEnd: 7 });
  });

  it('inspect shows signature and docstring, and says when it knows nothing', async () => {
    expect((await kernel.inspect('Math.abs', 7)).text).toMatch(/^\(method\) Math\.abs\(x: number\): number\n\nReturns the absolute value/);
    expect(await kernel.inspect('   ', 1)).toEqual({ isFound: false, text: '' });
  });
});

describe('startKernel', () => {
  it('startKernel leaves no connection file once the kernel runs', async () => {
    expect(await connectionFolders()).toEqual([]);
  });

  it.each([
    ['a program that does not exist', ['/no/such/program'], 'kernel /no/such/program in '],
    ['a kernel that ends at once', [process.execPath, '-e', 'console.error("broken: no kernel here"); process.exit(3)', '--'], 'ended with exit code 3 (broken: no kernel here)'],
    ['a kernel that never answers', [process.execPath, '-e', 'setInterval(() => {}, 1000)', '--'], 'the kernel did not answer in time'],
  ])('startKernel with %s fails in one line and leaves nothing behind', async (_, command, line) => {
    const error = await startKernel({ directory: folder, command, startTimeoutMs: 800 }).catch((reason: Error) => reason);
    expect((error as Error).message).toContain(line);
    expect((error as Error).message).not.toContain('\n');
    expect(await connectionFolders()).toEqual([]);
  });

  it('startKernel with a signal that aborts ends the half-started kernel', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(startKernel({ directory: folder, signal: controller.signal })).rejects.toMatchObject({ code: 'notebook.cancelled' });
    expect(await connectionFolders()).toEqual([]);
  });
});

describe('a kernel that ends', () => {
  it('execute tells how the kernel died, and shutdown ends what its cells started', async () => {
    const doomed = await startKernel({ directory: folder, environment: { ...process.env, PHASELAB_TEST: 'given' } });
    const child = await execute('import { spawn } from "child_process";\nconsole.log(process.env.PHASELAB_TEST, spawn("sleep", ["600"]).pid)', {}, doomed);
    const [given, pid] = child.text.trim().split(' ');
    expect(given).toBe('given');
    expect(isAlive(Number(pid))).toBe(true);
    await expect(execute('process.kill(process.pid, "SIGKILL"); while (true);', {}, doomed)).rejects.toThrow(
      `the kernel (process ${doomed.pid}) was ended by SIGKILL; start it again, with less work or more memory for the cell`);
    await expect(execute('1', {}, doomed)).rejects.toMatchObject({ code: 'notebook.kernel-died' });
    await doomed.shutdown();
    await doomed.shutdown();
    for (let wait = 0; wait < 100 && isAlive(Number(pid)); wait++) await sleep(10);
    expect(isAlive(Number(pid))).toBe(false);
  });
});
