import { homedir, tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { cleanNotebook } from '../../src/notebook/clean.js';
import { printNotebook } from '../../src/notebook/document-text.js';
import { hasTag } from '../../src/notebook/parameters.js';
import { codeCells, NOTEBOOKS_FOLDER, SERIES, textOf } from './series.js';

const MOST_LINES = 15, LONGEST_LINE = 120, LARGEST_FILE = 300_000;
/** A measured quantity; prose may tell one only where it calls it published. */
const QUANTITY = /\d(?:[.,]\d+)?\s?(?:ms|s|×|%)(?![\w])/;

/** The names that a cell's top level assigns. */
function assignedNames(source: string): string[] {
  const declarations = source.matchAll(/^(?:const|let|var|async function|function|class) (?:\{([^}]*)\}|\[([^\]]*)\]|(\w+))/gm);
  const listed = [...declarations].flatMap(([, object, list, name]) => (object ?? list ?? name)!.split(','));
  const further = [...source.matchAll(/^const \w+ = [^;({]*(?:\([^;]*?\))?, (\w+) =/gm)].map((match) => match[1]!);
  return [...listed.map((part) => part.trim().split(/[:=]/).at(part.includes(':') ? 1 : 0)!.trim().replace('...', '')).filter((name) => name !== '' && name !== '_'), ...further];
}

describe.each(SERIES)('notebook $name', ({ name, document, text }) => {
  const { cells } = document;

  it(`${name} asks one question in its title, then says data and run time`, () => {
    const [title, ...others] = cells.flatMap((cell) => (cell.cell_type === 'markdown' ? cell.source.match(/^# .*$/gm) ?? [] : []));
    expect(title).toMatch(/^# .*\?$/);
    expect(others).toEqual([]);
    expect(cells[0]!.source).toMatch(/^# [^]*\*\*Data:\*\* [^]*\*\*Run time:\*\* /);
  });

  it(`${name} begins with imports, then has one cell of parameters, and ends with the answer`, () => {
    const code = codeCells(document);
    expect(code[0]!.source).toMatch(/^import /);
    expect(code.slice(1).filter((cell) => /^import /m.test(cell.source) && !hasTag(cell, 'shows-import'))).toEqual([]);
    expect(code.map((cell) => hasTag(cell, 'parameters')).filter(Boolean)).toEqual([true]);
    expect(hasTag(code[1]!, 'parameters')).toBe(true);
    expect(cells.filter((cell) => cell.cell_type === 'markdown').at(-1)!.source).toMatch(/^## The answer\n/);
    expect(textOf(code.at(-1)!)).toMatch(/\d/);
  });

  it(`${name} has prose before each cell of code, and short cells of short lines`, () => {
    for (const [at, cell] of cells.entries()) {
      if (cell.cell_type !== 'code') continue;
      const lines = cell.source.split('\n');
      expect([cell.id, lines.length <= MOST_LINES, lines.filter((line) => line.length > LONGEST_LINE)]).toEqual([cell.id, true, []]);
      const before = cells[at - 1]!;
      expect([cell.id, before.cell_type]).toEqual([cell.id, 'markdown']);
      expect(before.source).toMatch(/^## .+\n\n\S/);
    }
  });

  it(`${name} assigns each name once`, () => {
    const names = codeCells(document).slice(1).flatMap((cell) => assignedNames(cell.source));
    expect(names.filter((one, at) => names.indexOf(one) !== at)).toEqual([]);
    expect(names.length).toBeGreaterThan(3);
  });

  it(`${name} tells no measured quantity in prose, but published ones`, () => {
    const prose = cells.flatMap((cell) => (cell.cell_type === 'markdown' ? cell.source.split(/\n\n/) : []));
    expect(prose.filter((paragraph) => QUANTITY.test(paragraph) && !paragraph.includes('published'))).toEqual([]);
  });

  it(`${name} is executed from top to bottom, without a failure`, () => {
    const code = codeCells(document);
    expect(code.map((cell) => cell.execution_count)).toEqual(code.map((_, at) => at + 1));
    const faults = code.flatMap((cell) => cell.outputs).filter((output) => output.output_type === 'error' || (output.output_type === 'stream' && output.name === 'stderr'));
    expect(faults).toEqual([]);
    expect(code.filter((cell) => /^(?:show\w*|console\.log)\(/m.test(cell.source) && cell.outputs.length === 0)).toEqual([]);
  });

  it(`${name} is small and holds no path of a machine, no injected parameter and no field that changes by itself`, () => {
    expect(Buffer.byteLength(text)).toBeLessThan(LARGEST_FILE);
    for (const folder of [NOTEBOOKS_FOLDER, homedir(), tmpdir()]) expect(text.includes(`${folder}/`)).toBe(false);
    expect(text).not.toMatch(/(?:\/home\/|\/Users\/|\/root\/|[A-Z]:\\\\)\w/);
    const emptied = { ...document, cells: cells.map((cell) => (cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell)) };
    expect(printNotebook(emptied)).toBe(printNotebook(cleanNotebook(document)));
  });

  it(`${name} is format 4.5 for the kernel tslab, with an id of its own for each cell`, () => {
    expect([document.nbformat, document.nbformat_minor]).toEqual([4, 5]);
    expect(document.metadata.kernelspec).toEqual({ display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' });
    expect(new Set(cells.map((cell) => cell.id)).size).toBe(cells.length);
    expect(printNotebook(document)).toBe(text);
  });
});

describe('the series', () => {
  it('notebooks are numbered from 00 without a gap', () => {
    expect(SERIES.map(({ name }) => name.slice(0, 2))).toEqual(SERIES.map((_, at) => String(at).padStart(2, '0')));
  });
});
