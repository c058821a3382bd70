import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { withTemporaryFolder } from '../../src/pipeline/temporary-folder.js';

const BUILT = pathToFileURL(join(import.meta.dirname, '../../dist/pipeline/temporary-folder.js')).href;

test('withTemporaryFolder(work) lends each work a folder of its own, which is gone when it ends or fails', async () => {
  const lent: string[] = [];
  const use = (folder: string) => {
    lent.push(folder);
    expect(existsSync(folder)).toBe(true);
  };
  await Promise.all([withTemporaryFolder(async (folder) => use(folder)), withTemporaryFolder(async (folder) => use(folder))]);
  await expect(withTemporaryFolder(async (folder) => { use(folder); throw new Error('broken'); })).rejects.toThrow('broken');
  expect(new Set(lent).size).toBe(3);
  expect(lent.filter((folder) => existsSync(folder))).toEqual([]);
});

test('withTemporaryFolder(work) leaves nothing where the process exits in the midst of the work', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  const code = `import { withTemporaryFolder } from '${BUILT}'; import { readdirSync } from 'node:fs';
    await withTemporaryFolder(async (folder) => { console.log(readdirSync('${temporary}').length); process.exit(0); });`;
  const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', env: { ...process.env, TMPDIR: temporary } });
  expect([stdout.trim(), readdirSync(temporary)]).toEqual(['1', []]);
  rmSync(temporary, { recursive: true });
});
