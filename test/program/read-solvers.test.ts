import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSolvers } from '../../src/program/read-solvers.js';
import { MIRRORED, MIRRORED_TWICE } from './programs.js';

const ANONYMOUS = 'from dsl import *\nfrom constants import *\n\ndef solve(S, I, C):\n    O = vmirror(I)\n    return O\n';
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readSolvers', () => {
  it('readSolvers(folder) reads its .py files in order of their names; a function solve gets the name of its file', () => {
    writeFileSync(join(folder, 'b.py'), MIRRORED + MIRRORED_TWICE);
    writeFileSync(join(folder, '00ff.py'), ANONYMOUS);
    writeFileSync(join(folder, 'README'), 'no solver');
    expect(readSolvers(folder).map(({ name }) => name)).toEqual(['solve_00ff', 'solve_aaaaaaaa', 'solve_bbbbbbbb']);
    expect(readSolvers(join(folder, 'b.py'))).toHaveLength(2);
  });

  it('readSolvers(path) refuses what is missing, empty or defined twice', () => {
    expect(() => readSolvers(join(folder, 'no.py'))).toThrow('no.py: no such file or folder; check the path');
    expect(() => readSolvers(folder)).toThrow('holds no solvers; give a file with "def solve_<id>(I):"');
    writeFileSync(join(folder, 'a.py'), MIRRORED);
    writeFileSync(join(folder, 'b.py'), MIRRORED);
    expect(() => readSolvers(folder)).toThrow(/b\.py: solve_aaaaaaaa is in .*a\.py as well; give each solver a name of its own/);
  });

  it('readSolvers(path, {unknown}) refuses names known to nobody, or keeps them', () => {
    writeFileSync(join(folder, 'a.py'), MIRRORED.replace('vmirror', 'vmiror'));
    expect(() => readSolvers(folder)).toThrow('a.py:2:10: vmiror is not a known name; did you mean vmirror?');
    expect(readSolvers(folder, { unknown: 'default' })[0]!.steps[0]!.callee).toEqual({ kind: 'unknown', name: 'vmiror' });
  });
});
