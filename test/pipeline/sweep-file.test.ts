import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSweepFile, readSweepRuns } from '../../src/pipeline/sweep-file.js';

let folder: string, path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  path = join(folder, 'below', 'sweep.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (round: number) => ({ schema: 'phaselab.run/1', sweep: { id: 'a', point: { concurrency: 2 }, round } });
const COMPARISON = { schema: 'phaselab.comparison/1', baseline: 'concurrency=1' };

describe('openSweepFile(path)', () => {
  it('makes the file and its folder, and adds a line for each run', () => {
    const file = openSweepFile(path);
    expect(file.runs).toEqual([]);
    file.append(run(1));
    file.append(run(2));
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(run(1))}\n${JSON.stringify(run(2))}\n`);
  });

  it('reads the runs that are there and leaves comparisons out', () => {
    const file = openSweepFile(path);
    for (const line of [run(1), COMPARISON, run(2)]) file.append(line);
    expect(openSweepFile(path).runs).toEqual([run(1), run(2)]);
  });

  it('cuts off what an interrupted session left of its last line, and goes on', () => {
    openSweepFile(path).append(run(1));
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole + JSON.stringify(run(2)).slice(0, -9));
    const file = openSweepFile(path);
    expect(file.runs).toEqual([run(1)]);
    file.append(run(2));
    expect(openSweepFile(path).runs).toEqual([run(1), run(2)]);
  });

  it.each([['notes without a line end', 'its last line is no run of a sweep'], ['some\nnotes\n', 'line 1 is no JSON']])('does not touch a file that is none of a sweep: %j', (text, message) => {
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, text);
    expect(() => openSweepFile(notes)).toThrow(message);
    expect(readFileSync(notes, 'utf8')).toBe(text);
  });

  it('says when it cannot write', () => {
    writeFileSync(join(folder, 'below'), '');
    expect(() => openSweepFile(path)).toThrow(expect.objectContaining({ code: 'pipeline.unwritable' }));
  });
});

describe('readSweepRuns(text, place)', () => {
  it('names the line that is no JSON', () => {
    expect(() => readSweepRuns(`${JSON.stringify(run(1))}\n{"schema"\n`, 'sweep.jsonl')).toThrow(/^sweep\.jsonl: line 2 is no JSON \(.*\); name another file, or remove the line$/);
  });
});
