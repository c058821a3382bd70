import { describe, expect, it } from 'vitest';
import { injectParameters, listParameters, parameterCombinations } from '../../src/notebook/parameters.js';
import { code, notebook, prose } from './notebooks.js';

const SOURCE = `// What to try
let concurrency = 4;
const phase: PhaseId = 'baseline';
let task = '007bbfb7'; // any bundled task
var isLoud = false;
let phases: readonly PhaseId[] = [
  'baseline',
];
const pick: (n: number) => number = n => n;
const limit = cores();
  let indented = 1;
if (isLoud) { const inner = 2; }`;
const NOTEBOOK = notebook(code("import { x } from 'y';"), code(SOURCE, ['parameters']), prose('# Next'), code('concurrency'));
const inject = (parameters: Parameters<typeof injectParameters>[1]) => injectParameters(NOTEBOOK, parameters, 'a.ipynb');

describe('listParameters', () => {
  it('listParameters finds every declaration that begins a line of the tagged cell', () => {
    expect(listParameters(NOTEBOOK).map(({ keyword, name, annotation, initializer }) => [keyword, name, annotation, initializer])).toEqual([
      ['let', 'concurrency', '', '4;'],
      ['const', 'phase', ': PhaseId', "'baseline';"],
      ['let', 'task', '', "'007bbfb7'; // any bundled task"],
      ['var', 'isLoud', '', 'false;'],
      ['let', 'phases', ': readonly PhaseId[]', "[\n  'baseline',\n];"],
      ['const', 'pick', ': (n: number) => number', 'n => n;'],
      ['const', 'limit', '', 'cores();'],
    ]);
  });

  it('listParameters finds every name of a line that declares several', () => {
    const source = `let a = 1, b: Map<string, number> = new Map([['x', 1]]), c = "x, d = 1; let e = 2";\nlet f = g(1, 2); const h: (n: number) => number = n => n; // , i = 3`;
    expect(listParameters(notebook(code(source, ['parameters']))).map(({ keyword, name, annotation, initializer }) => [keyword, name, annotation, initializer])).toEqual([
      ['let', 'a', '', '1'],
      ['let', 'b', ': Map<string, number>', "new Map([['x', 1]])"],
      ['let', 'c', '', '"x, d = 1; let e = 2";'],
      ['let', 'f', '', 'g(1, 2)'],
      ['const', 'h', ': (n: number) => number', 'n => n; // , i = 3'],
    ]);
  });

  it('listParameters of a notebook without the tag is empty', () => {
    expect(listParameters(notebook(code('let a = 1')))).toEqual([]);
  });
});

describe('injectParameters', () => {
  it('injectParameters declares the names again in a tagged cell right after the parameters', () => {
    const { cells } = inject({ concurrency: 8, phase: 'threads', phases: ['a', 'b'], limit: null });
    expect(cells.map(cell => cell.id)).toEqual(['cell-0', 'cell-1', 'injected-parameters', 'cell-2', 'cell-3']);
    expect(cells[2]).toMatchObject({ cell_type: 'code', metadata: { tags: ['injected-parameters'] }, outputs: [] });
    expect(cells[2].source).toBe('// Parameters\nlet concurrency = 8;\nconst phase: PhaseId = "threads";\nlet phases: readonly PhaseId[] = ["a","b"];\nconst limit = null;');
  });

  it('injectParameters replaces a cell that was injected before', () => {
    const twice = injectParameters(inject({ concurrency: 8 }), { task: 'x' });
    expect(twice.cells.map(cell => cell.source).filter(source => source.startsWith('// Parameters'))).toEqual(['// Parameters\nlet task = "x";']);
  });

  it('injectParameters without parameters changes nothing', () => {
    expect(inject({})).toBe(NOTEBOOK);
  });

  it('injectParameters of a text with quotes and line breaks stays inside its literal', () => {
    const source = inject({ task: '"; process.exit(); //\n`${x}`' }).cells[2].source;
    expect(source).toBe('// Parameters\nlet task = "\\"; process.exit(); //\\n`${x}`";');
  });

  it('injectParameters gives no id where the format has none', () => {
    expect(injectParameters({ ...NOTEBOOK, nbformat_minor: 4 }, { concurrency: 1 }).cells[2]).not.toHaveProperty('id');
  });

  it.each([
    [{ concurency: 1 }, 'a.ipynb: parameter concurency does not exist; did you mean concurrency?'],
    [{ concurrency: 'four' }, 'a.ipynb: parameter concurrency is "four", a text; give a number as the notebook does: 4;'],
    [{ isLoud: 1 }, 'a.ipynb: parameter isLoud is 1, a number; give a truth value as the notebook does: false;'],
    [{ concurrency: Infinity }, 'a.ipynb: parameter concurrency is Infinity; give a finite number'],
  ])('injectParameters refuses %j', (parameters, line) => {
    expect(() => inject(parameters as never)).toThrow(line);
  });

  it('injectParameters refuses a notebook without the tag, and one whose tagged cell declares nothing', () => {
    expect(() => injectParameters(notebook(code('let a = 1')), { a: 2 }, 'b.ipynb')).toThrow('b.ipynb: has no code cell tagged "parameters", so a cannot be set; tag the cell that declares it');
    expect(() => injectParameters(notebook(code('f()', ['parameters'])), { a: 2 }, 'b.ipynb')).toThrow('declares nothing, so a cannot be set');
  });
});

describe('parameterCombinations', () => {
  it('parameterCombinations reads values as JSON, else as text, and keeps texts texts', () => {
    expect(parameterCombinations(NOTEBOOK, ['concurrency=8', 'task=91413438', 'isLoud=true', 'limit=[1,2]', 'phase=x=y'])).toEqual([
      { concurrency: 8, task: '91413438', isLoud: true, limit: [1, 2], phase: 'x=y' },
    ]);
  });

  it('parameterCombinations gives every combination, the first name varying slowest', () => {
    expect(parameterCombinations(NOTEBOOK, ['task=a', 'concurrency=1,2', 'task=b'])).toEqual([
      { task: 'a', concurrency: 1 }, { task: 'a', concurrency: 2 }, { task: 'b', concurrency: 1 }, { task: 'b', concurrency: 2 },
    ]);
  });

  it('parameterCombinations takes commas for a list where the notebook has one, and a quoted text whole', () => {
    expect(parameterCombinations(NOTEBOOK, ['phases=baseline,threads', 'task="a, b"'])).toEqual([{ phases: ['baseline', 'threads'], task: 'a, b' }]);
  });

  it('parameterCombinations makes a list of a single value, and keeps the texts of a list of texts', () => {
    const lists = notebook(code(`const sizes: number[] = [1, 2]; const names: string[] = [\n  'a',\n];\nconst none: string[] = [];`, ['parameters']));
    const read = (...assignments: string[]) => parameterCombinations(lists, assignments);
    expect(read('sizes=4', 'names=91413438', 'none=12')).toEqual([{ sizes: [4], names: ['91413438'], none: ['12'] }]);
    expect(read('sizes=4,8', 'names=91413438,007bbfb7')).toEqual([{ sizes: [4, 8], names: ['91413438', '007bbfb7'] }]);
    expect(read('sizes=[]', 'names="a","b, c"')).toEqual([{ sizes: [], names: ['a', 'b, c'] }]);
  });

  it.each([
    ['task="a","b, c"', ['a', 'b, c']], ['task=["a","b"]', ['a', 'b']], ['task=[1,"b"]', ['1', 'b']], ['task=a,"b"', ['a', 'b']], ['task=', ['']],
    ['task=91413438,007bbfb7', ['91413438', '007bbfb7']],
  ])('parameterCombinations reads %s as several texts', (assignment, texts) => {
    expect(parameterCombinations(NOTEBOOK, [assignment])).toEqual(texts.map(task => ({ task })));
  });

  it('parameterCombinations reads a JSON list for a number as several values', () => {
    expect(parameterCombinations(NOTEBOOK, ['concurrency=[1,2]'])).toEqual([{ concurrency: 1 }, { concurrency: 2 }]);
  });

  it('parameterCombinations without assignments is one empty set', () => {
    expect(parameterCombinations(NOTEBOOK, [])).toEqual([{}]);
  });

  it.each([
    ['concurrency', 'parameter "concurrency" has no "="; write name=value, for example concurrency=4'],
    ['=4', 'parameter "=4" has no "="'],
    ['tsk=4', 'a.ipynb: parameter tsk does not exist; did you mean task?'],
    ['concurrency=many', 'a.ipynb: parameter concurrency is "many", a text; give a number'],
  ])('parameterCombinations refuses %s', (assignment, line) => {
    expect(() => parameterCombinations(NOTEBOOK, [assignment], 'a.ipynb')).toThrow(line);
  });
});
