import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ArcError } from '../values/error.js';

const STDERR_TAIL_CHARACTERS = 4000;
/** How long the pipes of an ended process may take to hand over what is in them. */
const LAST_WORDS_MS = 20;

// Ends the kernel when its standard input ends, which happens however this process dies; workers have no say in it.
const ORPHAN_GUARD = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.stdin.on('end', () => process.exit(1)).resume().unref?.();
`)}`;

/** A kernel's operating-system process. */
export interface KernelProcess {
  readonly pid: number;
  /** Settles, never rejects, when the process has ended: how it ended, in words. */
  readonly ended: Promise<string>;
  /** The last words on the process's own standard error. */
  stderrTail(): string;
  /** SIGINT to the kernel alone. */
  interrupt(): void;
  /** SIGKILL to the kernel and every process that it started. */
  kill(): void;
}

/**
 * How the tslab that PhaseLab depends on is started; the connection file's path goes after it, as `--config-path`.
 *
 * @param options.endsWithParent the kernel ends when its standard input does
 */
export function tslabCommand({ endsWithParent }: { readonly endsWithParent: boolean }): string[] {
  const manifest = createRequire(import.meta.url).resolve('tslab/package.json');
  return [
    process.execPath, '--stack-trace-limit=30',
    '--disable-warning=ExperimentalWarning', // Node 20 warns when a cell (CommonJS) loads PhaseLab (an ES module)
    ...(endsWithParent ? [`--import=${ORPHAN_GUARD}`] : []), join(dirname(manifest), 'bin', 'tslab'), 'kernel',
  ];
}

/**
 * Starts a kernel in a process group of its own, so that Ctrl-C in the terminal does not reach it by itself.
 *
 * @param command program and arguments, without `--config-path`
 * @param environment the kernel's whole environment; this process's own when left out
 * @throws ArcError `notebook.kernel-start` when the program can't be started
 */
export async function startKernelProcess(
  command: readonly string[], connectionPath: string, directory: string, environment?: Readonly<Record<string, string | undefined>>,
): Promise<KernelProcess> {
  const [program, ...rest] = command;
  const child = spawn(program, [...rest, `--config-path=${connectionPath}`], {
    cwd: directory, env: environment, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true,
  });
  let tail = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => { tail = (tail + text).slice(-STDERR_TAIL_CHARACTERS); });
  child.stdin.on('error', () => undefined); // the pipe only tells the kernel that we live; it breaks when the kernel ends first
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', cause => reject(new ArcError('notebook.kernel-start',
      `kernel ${program} in ${directory} did not start: ${cause.message}; check that both exist`, { cause })));
  });
  const pid = child.pid!;
  let hasEnded = false;
  const kill = () => process.platform === 'win32' ? void child.kill('SIGKILL') : killGroup(pid);
  const ended = new Promise<string>(resolve => child.once('exit', (code, signal) => {
    hasEnded = true;
    kill(); // what its cells started ends with it
    setTimeout(resolve, LAST_WORDS_MS, signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
  }));
  return {
    pid, ended,
    stderrTail: () => tail.trim(),
    interrupt: () => { child.kill('SIGINT'); },
    kill: () => { if (!hasEnded) kill(); },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in this very moment
  }
}
