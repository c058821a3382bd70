import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSweepFile, readSweepRuns } from '../../src/pipeline/sweep-file.js';
import { sweepRuns } from './sweep-runs.js';

let folder: string, path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaselab-test-'));
  path = join(folder, 'below', 'sweep.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const RUNS = sweepRuns({ concurrency: 2 }, [10, 12]), run = (round: number) => RUNS[round - 1]!;
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

  it.each([1, 6, 22, 200])('cuts off the %i signs that an interrupted session left of its last line, and goes on', (signs) => {
    openSweepFile(path).append(run(1));
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole + JSON.stringify(run(2)).slice(0, signs));
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

  it('says when it cannot read or write', () => {
    expect(() => openSweepFile(folder)).toThrow(expect.objectContaining({ code: 'pipeline.unreadable', message: `${folder}: cannot be read (EISDIR); choose a file that can` }));
    writeFileSync(join(folder, 'below'), '');
    expect(() => openSweepFile(path)).toThrow(expect.objectContaining({ code: 'pipeline.unwritable' }));
  });
});

describe('readSweepRuns(text, place)', () => {
  it('names the line that is no JSON', () => {
    expect(() => readSweepRuns(`${JSON.stringify(run(1))}\n{"schema"\n`, 'sweep.jsonl')).toThrow(/^sweep\.jsonl: line 2 is no JSON \(.*\); name another file, or remove the line$/);
  });

  it('leaves out lines that are no run of a sweep', () => {
    const { sweep: _, ...alone } = run(1);
    expect(readSweepRuns([alone, COMPARISON, null, 5].map((line) => JSON.stringify(line)).join('\n'))).toEqual([]);
  });

  it.each([
    ['sweep', null], ['sweep.point', { id: 'x', round: 1 }], ['sweep.round', { ...run(1).sweep, round: 0.5 }],
    ['config.executor', {}], ['environment.nodeVersion', {}], ['digests', undefined], ['stages', undefined], ['spans', undefined], ['wallMs', null],
  ])('names what a run of a sweep lacks: %s', (place, value) => {
    const line = { ...run(1), [place.split('.')[0]!]: value };
    expect(() => readSweepRuns(JSON.stringify(line), 'sweep.jsonl')).toThrow(expect.objectContaining({ code: 'pipeline.sweep-file', message: expect.stringMatching(`^sweep.jsonl: line 1: ${place}: .*; name another file, or remove the line$`) }));
  });
});
