import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFacts, readGitCommit } from '../../src/pipeline/package.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('readGitCommit', () => {
  it('readGitCommit(folder) follows HEAD to its branch', () => {
    write('.git/HEAD', 'ref: refs/heads/main\n');
    write('.git/refs/heads/main', `${COMMIT}\n`);
    expect(readGitCommit(folder)).toBe(COMMIT);
  });

  it('readGitCommit(folder) finds a branch among the packed ones', () => {
    write('.git/HEAD', 'ref: refs/heads/main\n');
    write('.git/packed-refs', `# pack-refs with: peeled fully-peeled sorted\n${COMMIT.replaceAll('0', 'f')} refs/heads/domain\n${COMMIT} refs/heads/main\n`);
    expect(readGitCommit(folder)).toBe(COMMIT);
  });

  it('readGitCommit(folder) reads a detached HEAD', () => {
    write('.git/HEAD', `${COMMIT}\n`);
    expect(readGitCommit(folder)).toBe(COMMIT);
  });

  it('readGitCommit(folder) follows a linked worktree to its own HEAD and the common branches', () => {
    write('linked/.git', `gitdir: ${join(folder, 'main', '.git', 'worktrees', 'linked')}\n`);
    write('main/.git/worktrees/linked/HEAD', 'ref: refs/heads/topic\n');
    write('main/.git/worktrees/linked/commondir', '../..\n');
    write('main/.git/refs/heads/topic', `${COMMIT}\n`);
    expect(readGitCommit(join(folder, 'linked'))).toBe(COMMIT);
  });

  it('readGitCommit(folder) is null without a checkout, without a commit and with other refs', () => {
    expect(readGitCommit(folder)).toBeNull();
    write('.git/HEAD', 'ref: refs/heads/main\n');
    expect(readGitCommit(folder)).toBeNull();
    write('.git/HEAD', 'ref: refs/heads/.invalid\n');
    expect(readGitCommit(folder)).toBeNull();
  });
});

describe('packageFacts', () => {
  it('packageFacts() has the version of package.json', () => {
    expect(packageFacts().packageVersion).toMatch(/^\d+\.\d+\.\d+/);
  });
});
