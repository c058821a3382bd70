import { Marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { compareMeasured } from '../../src/timing/comparison.js';
import type { Measurement } from '../../src/timing/measurement.js';
import { findingsTable, roundsTable, samplesTable, toCsv, toMarkdown } from '../../src/timing/table.js';

const MEASURED: Measurement = {
  status: 'done', rounds: 2, order: [[0, 1], [1, 0]], clockResolutionMs: 0, elapsedMs: 50, seed: 1,
  alternatives: [
    { name: 'baseline', samplesMs: [20, 20], cpuMs: [19, 18], stages: { score: [15, 15], save: [5, 5] }, warmupMs: [], batch: 1, resultsEqual: true },
    { name: 'fast', samplesMs: [8, 8], cpuMs: [7, 6], stages: { score: [5, 5] }, warmupMs: [], batch: 1, resultsEqual: true },
  ],
};

describe('samplesTable', () => {
  test('samplesTable(measurement) has a row per round and alternative, empty where a stage is not named', () => {
    expect(samplesTable(MEASURED)).toEqual({
      columns: ['round', 'name', 'wallMs', 'cpuMs', 'isOutlier', 'score ms', 'save ms'],
      rows: [
        [1, 'baseline', 20, 19, false, 15, 5], [1, 'fast', 8, 7, false, 5, null],
        [2, 'baseline', 20, 18, false, 15, 5], [2, 'fast', 8, 6, false, 5, null],
      ],
    });
  });
});

describe('roundsTable', () => {
  test('roundsTable(comparison) has a row per round with both times and their ratio', () => {
    expect(roundsTable(compareMeasured(MEASURED, 'baseline', 'fast'))).toEqual({
      columns: ['round', 'baselineMs', 'candidateMs', 'ratio', 'baselineIsOutlier', 'candidateIsOutlier'],
      rows: [[1, 20, 8, 2.5, false, false], [2, 20, 8, 2.5, false, false]],
    });
  });
});

describe('findingsTable', () => {
  test('findingsTable(comparison) has a row for the whole and one per stage, empty where there is no speedup', () => {
    expect(findingsTable(compareMeasured(MEASURED, 'baseline', 'fast'))).toEqual({
      columns: ['part', 'baselineMs', 'candidateMs', 'speedup', 'low', 'high', 'verdict', 'results'],
      rows: [
        ['all', 20, 8, 2.5, 2.5, 2.5, 'no detectable change', 'equal'],
        ['score', 15, 5, 3, 3, 3, 'no detectable change', 'equal'],
        ['save', 5, 0, null, null, null, 'no detectable change', 'equal'],
      ],
    });
  });

  test('findingsTable(comparison) tells no speedup without the word on the results', () => {
    const words = (resultsEqual: boolean | null) =>
      findingsTable({ ...compareMeasured(MEASURED, 'baseline', 'fast'), resultsEqual }).rows.map((row) => row.at(-1));
    expect([true, false, null].map(words)).toEqual(['equal', 'differ', 'not compared'].map((word) => [word, word, word]));
  });

  test('findingsTable(comparison) of one round tells the speedup without an interval', () => {
    const one = { ...MEASURED, rounds: 1, alternatives: MEASURED.alternatives.map((side) => ({ ...side, samplesMs: [side.samplesMs[0]!], stages: {} })) };
    expect(findingsTable(compareMeasured(one, 'baseline', 'fast')).rows).toEqual([['all', 20, 8, 2.5, null, null, 'no detectable change', 'equal']]);
  });
});

describe('toCsv', () => {
  test('toCsv(table) ends every line in CR LF and quotes what needs it', () => {
    const rows = [['plain', 1.5], ['with, comma', null], ['a "word"', true], ['two\nlines', 0.1 + 0.2]];
    expect(toCsv({ columns: ['name', 'x,y'], rows })).toBe(
      'name,"x,y"\r\nplain,1.5\r\n"with, comma",\r\n"a ""word""",true\r\n"two\nlines",0.30000000000000004\r\n');
  });

  test('toCsv(table) without rows is its columns', () => {
    expect(toCsv({ columns: ['a', 'b'], rows: [] })).toBe('a,b\r\n');
  });
});

describe('toMarkdown', () => {
  test('toMarkdown(table) shows texts as they are, whatever marks of HTML and Markdown they contain', () => {
    const texts = [
      'x</script><script>alert(3)</script><img src=x onerror=alert(4)>', '&lt;b&gt;', '`code` *a* **b** _c_ __d__ ~~e~~', '[a](javascript:alert(1))',
      '![a](b.png)', 'a \\| b \\\\| c', '\\[x\\] \\(y\\) $z$ $$z$$', '#!+-1.5', 'solve_007bbfb7_mirror',
    ];
    const html = new Marked({ gfm: true }).parse(toMarkdown({ columns: ['name'], rows: texts.map((text) => [text]) }), { async: false });
    const cells = [...html.matchAll(/<td>(.*)<\/td>/g)].map(([, cell]) => cell!);
    expect(cells.filter((cell) => cell.includes('<'))).toEqual([]);
    const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
    const shown = (cell: string) => cell.replaceAll(/&#(\d+);/g, (entity, code) => signs[entity] ?? String.fromCharCode(Number(code))).replaceAll(/&\w+;/g, (entity) => signs[entity]!);
    expect(cells.map(shown)).toEqual(texts);
  });

  test('toMarkdown(table) leaves names of phases and solvers readable', () => {
    expect(toMarkdown({ columns: ['phase'], rows: [['match-only-differs'], ['solve_007bbfb7'], ['score demo (2.5×)!']] }))
      .toBe('| phase |\n| --- |\n| match-only-differs |\n| solve_007bbfb7 |\n| score demo (2.5×)! |\n');
  });

  test('toMarkdown(table) aligns numbers, shortens fractions and escapes bars', () => {
    const rows = [['a|b', 12345, 2.345678], ['two\nlines', null, 0.00001]];
    expect(toMarkdown({ columns: ['name', 'items', 'ms'], rows })).toBe([
      '| name | items | ms |', '| --- | ---: | ---: |', '| a\\|b | 12345 | 2.346 |', '| two lines | – | 0.00001 |', '',
    ].join('\n'));
  });
});
