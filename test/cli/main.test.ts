import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const FULL = '/dev/full';

describe('main', () => {
  it.skipIf(!existsSync(FULL))(`main of an output that cannot be written says so in one line (skipped without ${FULL})`, () => {
    const full = openSync(FULL, 'w');
    const { status, stderr } = spawnSync(process.execPath, [MAIN, 'dsl', 'show', 'vmirror'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'phaselab: the output cannot be written (ENOSPC); check where it goes\n' });
  });

  it('main of a reader that closes the pipe early ends well', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ "${process.execPath}" "${MAIN}" card show onerun --json; echo "ended with $?" >&2; } | true`], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'ended with 0\n' });
  });
});
