import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readComparison, saveComparison, savedComparisons } from '../../src/pipeline/baselines.js';
import { compare, type ComparisonReport } from '../../src/pipeline/compare.js';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bundledSolver } from '../../src/tasks/bundled.js';

let folder: string, report: ComparisonReport;
beforeAll(async () => {
  const card = mergeCard('small', parseSolvers(bundledSolver('007bbfb7')), []);
  report = await compare('baseline', 'filter-batch', { card, rounds: 1, warmupRounds: 0, warmupMs: 0 });
});
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'phaselab-test-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('saveComparison and readComparison', () => {
  it('saveComparison(name, report) keeps what readComparison(name) gives back', () => {
    const path = saveComparison('monday-1', report, join(folder, 'new'));
    expect(path).toBe(join(folder, 'new', 'monday-1.json'));
    const saved = readComparison('monday-1', join(folder, 'new'));
    expect(saved).toMatchObject({ schema: 'phaselab.baseline/1', name: 'monday-1' });
    expect(saved.comparison).toEqual(JSON.parse(JSON.stringify(report)));
    expect(Date.parse(saved.savedAt)).not.toBeNaN();
  });

  it('saveComparison(name, report) replaces what had the name, and savedComparisons() lists all', () => {
    saveComparison('b', report, folder);
    saveComparison('a', report, folder);
    saveComparison('a', { ...report, elapsedMs: 42 }, folder);
    expect(savedComparisons(folder)).toEqual(['a', 'b']);
    expect(readComparison('a', folder).comparison.elapsedMs).toBe(42);
  });

  it.each(['', '.', '..', '../up', 'a/b', 'a\\b', '.hidden', 'x'.repeat(101), 'a b', 'a\n'])('saveComparison(%j, report) refuses the name', (name) => {
    expect(() => saveComparison(name, report, folder)).toThrow(/cannot be a file's/);
    expect(() => readComparison(name, folder)).toThrow(/cannot be a file's/);
    expect(savedComparisons(folder)).toEqual([]);
  });

  it('saveComparison(name, report) refuses a comparison without rounds, and a folder that cannot be written', () => {
    expect(() => saveComparison('a', { ...report, rounds: 0 }, folder)).toThrow(/has 0 rounds/);
    writeFileSync(join(folder, 'file'), '');
    expect(() => saveComparison('a', report, join(folder, 'file'))).toThrow(/a\.json: cannot be written/);
  });

  it('readComparison(name) names the nearest saved name, or says that nothing is saved', () => {
    expect(() => readComparison('monday', folder)).toThrow(/nothing is saved in /);
    saveComparison('mondays', report, folder);
    expect(() => readComparison('monday', folder)).toThrow(/did you mean mondays\? \(mondays\)/);
  });

  it.each([
    ['no JSON', (_: string) => '{', /a\.json: cannot be read/],
    ['another schema', (text: string) => text.replace('phaselab.baseline/1', 'phaselab.baseline/9'), /a\.json: schema: .*save it anew/],
    ['no samples', (text: string) => text.replace(/"samples":\{[^}]*\}/, '"samples":{}'), /a\.json: comparison\.samples\.baseline: /],
    ['one run', (text: string) => JSON.stringify({ ...JSON.parse(text), comparison: { ...JSON.parse(text).comparison, runs: [] } }), /a\.json: comparison\.runs: /],
    ['a list', (_: string) => '[]', /a\.json: file: /],
  ])('readComparison(name) refuses a file with %s', (_, change, message) => {
    const path = saveComparison('a', report, folder);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    expect(() => readComparison('a', folder)).toThrow(message);
  });

  it('readComparison(name) of a folder in the file\'s place is one line', () => {
    mkdirSync(join(folder, 'a.json'));
    expect(() => readComparison('a', folder)).toThrow(/a\.json: cannot be read/);
  });
});
