import { vi } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.js';

/** Runs a command line in this process and gathers what it writes. */
export async function phaselab(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '', stderr = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => { stdout += String(text); return true; });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => { stderr += String(text); return true; });
  try {
    return { code: await runCommandLine(args), stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
