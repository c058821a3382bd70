import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeCard, encodeCard, printCard, type CardData } from '../../src/program/card-json.js';
import { readCard } from '../../src/program/read-card.js';
import { wildCard } from '../program/wild-card.js';
import { phaselab } from './phaselab.js';

const SOLVERS = join(import.meta.dirname, '..', '..', 'data', 'solvers');
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
const cardIn = (path: string) => decodeCard(JSON.parse(readFileSync(path, 'utf8')), path);

describe('phaselab card', () => {
  it('card build --task-ids merges those solvers in that order, each once', async () => {
    const path = join(folder, 'card.json');
    const { code, stdout } = await phaselab('card', 'build', '--solvers', SOLVERS, '-i', '0412f203', '007bbfb7', '0412f203', '-o', path);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${path}\n` });
    const card = cardIn(path);
    expect(card.outputs.map(({ solverId }) => solverId).sort()).toEqual(['007bbfb7', '0412f203']);
    expect(card.differRows).toHaveLength(4 * 3);
  });

  it('card build --json prints the card in one line; without -o it is printed row by row', async () => {
    const lines = await phaselab('card', 'build', '--solvers', SOLVERS, '-i', '007bbfb7');
    const json = await phaselab('card', 'build', '--solvers', SOLVERS, '-i', '007bbfb7', '--json');
    expect(json.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(lines.stdout));
  });

  it('card build --differs merges differs of your own beside the built-in ones, each once', async () => {
    const differs = file('differs.py', 'def differ(S, I, C):\n    x1 = size(C)\n    O = astuple(x1, I)\n    return O\n\n\ndef again(S, I, C):\n    x1 = p_g(I)\n    x2 = p_g(C)\n    x3 = difference_tuple(x1, x2)\n    x4 = size(x3)\n    x5 = get_nth_t(x3, F0)\n    O = astuple(x4, x5)\n    return O\n');
    const { stdout } = await phaselab('card', 'build', '--solvers', SOLVERS, '-i', '007bbfb7', '--differs', differs, '--json');
    expect(new Set((JSON.parse(stdout) as CardData).differs.map(([, , name]) => name)).size).toBe(5);
  });

  it('card build reads the files of a pool; a function solve is called as its file', async () => {
    const path = file('0123456789abcdef0123456789abcdef.py', 'from dsl import *\nfrom constants import *\n\ndef solve(S, I, C):\n    O = mir_rot_t(I, R2)\n    return O\n');
    const { stdout } = await phaselab('card', 'build', '--solvers', path, '--json');
    expect((JSON.parse(stdout) as CardData).outputs).toMatchObject([[expect.any(Number), false, '0123456789abcdef0123456789abcdef']]);
  });

  it('card build refuses names known to nobody, or with --unknown default keeps failing steps and says how many', async () => {
    const solvers = file('s.py', 'def solve_a(I):\n    x1 = vmiror(I)\n    x2 = fill(BLAK, I, x1)\n    O = vmiror(x2)\n    return O\n');
    const refused = await phaselab('card', 'build', '--solvers', solvers);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('s.py:2:10: 2 names are known to nobody: vmiror (2:10, near vmirror), BLAK (3:15, near BLACK); correct them') });
    const kept = await phaselab('card', 'build', '--solvers', solvers, '--unknown', 'default', '-o', join(folder, 'c.json'));
    expect(kept).toMatchObject({ code: 0, stderr: expect.stringMatching(/^phaselab: 3 of \d+ steps use names known to nobody and will fail: BLAK, vmiror\n$/) });
    expect((await phaselab('run', '-b', join(folder, 'c.json'), '--set', 'differs=distinct')).code).toBe(0);
  });

  it('card import reads the form of the wild and card show tells what is in it', async () => {
    const card = readCard('onerun'), { calls, module } = wildCard(card, 'f, a, b');
    const path = join(folder, 'imported.json');
    const { code, stderr } = await phaselab('card', 'import', file('call.py', calls.text), file('batt.py', module.text), '--name', 'onerun', '-o', path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(printCard(card));
    const shown = (await phaselab('card', 'show', path)).stdout;
    expect(shown).toContain(`card onerun: ${card.steps.length} steps, 32 outputs, 132 differ rows`);
    expect(shown).toMatch(/\d+ calls before merging, \d+ after: each step serves \d+\.\d times on average; the longest chain has \d+/);
    expect(shown.trim().split('\n')).toHaveLength(2 + 1 + 32);
    expect(JSON.parse((await phaselab('card', 'show', path, '--json')).stdout)).toEqual(encodeCard(card));
  });

  it('card import of a file without the rows, or with unknown names, says what to do', async () => {
    expect(await phaselab('card', 'import', file('alone.py', "t_call = {1: 'vmirror, I'}"))).toMatchObject({ code: 2, stderr: expect.stringContaining('give the generated module that holds them as well') });
    const calls = file('call.py', "t_call = {1: 'vmiror, I', 2: 'paint, t1, BLAK'}\n"), rows = file('batt.py', "o.append((2, False, 'a', t2))\n");
    expect(await phaselab('card', 'import', calls, rows)).toMatchObject({ code: 2, stderr: expect.stringContaining('2 names are known to nobody: vmiror (t1, near vmirror), BLAK (t2, near BLACK); correct them, or import with --unknown default') });
    expect(await phaselab('card', 'import', calls, rows, '--unknown', 'default', '--json')).toMatchObject({ code: 0, stderr: 'phaselab: 2 of 2 steps use names known to nobody and will fail: BLAK, vmiror\n' });
  });

  it('card import of one of the two files reads its only fitting neighbor with it, and says so', async () => {
    const calls = file('x_call.py', "t_call = {1: 'vmirror, I'}\n"), rows = file('x.py', "def batt(I):\n    o.append((1, False, 'a', t1))\n");
    file('other.py', 'import os\n');
    expect(await phaselab('card', 'import', calls, '--json')).toMatchObject({ code: 0, stderr: `phaselab: ${rows} is read as well: the other part of the card is in it\n` });
    expect(await phaselab('card', 'import', rows, '--json')).toMatchObject({ code: 0, stderr: `phaselab: ${calls} is read as well: the other part of the card is in it\n` });
    file('y.py', "o.append((1, False, 'b', t1))\n");
    expect((await phaselab('card', 'import', calls)).code).toBe(2);
  });

  it('card mutate --rate 0.01 --seed 7 --copies 3 gives the same card each time', async () => {
    const make = async () => (await phaselab('card', 'mutate', 'onerun', '--rate', '0.01', '--seed', '7', '--copies', '3', '--json')).stdout;
    const once = await make();
    expect(await make()).toBe(once);
    expect((JSON.parse(once) as CardData).outputs.filter(([, isMutated]) => isMutated)).toHaveLength(96);
  });
});
