import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotebook } from '../../src/notebook/document.js';
import type { CodeCell, NotebookDocument } from '../../src/notebook/document.js';
import { runNotebook } from '../../src/notebook/run.js';
import type { NotebookProgress } from '../../src/notebook/run.js';
import { code, notebook, prose } from './notebooks.js';

let folder = '';
beforeAll(async () => { folder = await realpath(await mkdtemp(join(tmpdir(), 'phaselab-run-'))); });
afterAll(() => rm(folder, { recursive: true }));

const outputsOf = (document: NotebookDocument, cell: number) => (document.cells[cell] as CodeCell).outputs;

describe('runNotebook', () => {
  it('runNotebook executes a file in its folder with its parameters and gathers every kind of output', async () => {
    const path = join(folder, 'all.ipynb');
    await writeNotebook(path, notebook(
      prose('# All outputs'),
      code('import { display, newDisplay } from "tslab";'),
      code('let count: number = 1;', ['parameters']),
      prose('## Streams\n\nTwo of them.'),
      code('console.log("a"); console.log("b"); console.error("c"); console.log(count)'),
      code('   '),
      prose('### Displays'),
      code('const bar = newDisplay(); bar.text("0 %"); display.html("<b>x</b>");'),
      code('bar.html("100 %"); process.cwd()'),
    ));
    const seen: NotebookProgress[] = [];
    const run = await runNotebook(path, { parameters: { count: 3 }, onProgress: progress => seen.push(progress) });
    expect(run).toMatchObject({ status: 'ok', cellsRun: 6, cellCount: 6 });
    expect(run.failure).toBeUndefined();
    const { cells } = run.document;
    expect(cells.map(cell => cell.cell_type === 'code' ? cell.execution_count : '')).toEqual(['', 1, 2, 3, '', 4, null, '', 5, 6]);
    expect(outputsOf(run.document, 5)).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
      { output_type: 'stream', name: 'stderr', text: 'c\n' },
      { output_type: 'stream', name: 'stdout', text: '3\n' },
    ]);
    // The cell after it replaced the first display.
    expect(outputsOf(run.document, 8)).toEqual([
      { output_type: 'display_data', data: { 'text/html': '100 %' }, metadata: {} },
      { output_type: 'display_data', data: { 'text/html': '<b>x</b>' }, metadata: {} },
    ]);
    expect(outputsOf(run.document, 9)).toEqual([{ output_type: 'stream', name: 'stdout', text: `${folder}\n` }]);
    expect(seen[0]).toMatchObject({ type: 'kernel-started', cellCount: 6 });
    expect(seen.slice(1).map(({ type, ...rest }) => [type, 'cell' in rest && rest.cell, 'label' in rest && rest.label])).toEqual(
      ['All outputs', 'All outputs', 'All outputs', 'Streams', 'Displays', 'Displays']
        .flatMap((label, index) => [['cell-started', index + 1, label], ['cell-ended', index + 1, label]]));
  });

  it.each([
    ['a type error', 'const a = 1;\n\nconst b: string = a;\nconst c: string = 1;', 3, 'const b: string = a;', "Type 'number' is not assignable to type 'string'."],
    ['a thrown error', 'interface Point {\n  x: number;\n}\n\nconst f = (p: Point) => {\n  throw new RangeError("too\\nfar");\n};\n\n\nconst g = 1;\nf({ x: g });', 11, 'f({ x: g });', 'RangeError: too far'],
    ['an error thrown after an await', '// first\nconst x: number = 1;\nconst { y, z: [w] } = { y: 1, z: [2] };\nawait Promise.resolve();\n// why\nthrow new Error(`no ${x}${y}${w}`);', 6, 'throw new Error(`no ${x}${y}${w}`);', 'Error: no 112'],
    ['an error with a cause, whose stack Node shortens', 'const fail = () => { throw new Error("out", { cause: new Error("in") }); };\nconst g = () => fail();\n\ng();', 4, 'g();', 'Error: out'],
    ['an error of a cell that imports', "import { Stats, readFileSync } from 'fs';\nimport * as path from 'path';\nlet found: Stats;\n\nreadFileSync(path.join('/none', 'at all'));", 5, "readFileSync(path.join('/none', 'at all'));", "Error: ENOENT: no such file or directory, open '/none/at all'"],
    ['an error after an await of a cell that imports', "import os from 'os';\nimport { join } from 'path';\nawait null;\nthrow new Error(join('a', 'b'));", 4, "throw new Error(join('a', 'b'));", 'Error: a/b'],
    ['a text that is no JSON', "const a = 1;\nJSON.parse('{');", 2, "JSON.parse('{');", "SyntaxError: Expected property name or '}' in JSON at position 1"],
  ])('runNotebook stops at %s and tells cell, line and message', async (_, source, line, text, message) => {
    const run = await runNotebook(notebook(code('console.log("kept")'), code(source), { ...code('1'), outputs: [{ output_type: 'stream', name: 'stdout', text: 'stale' }] } as CodeCell), { directory: folder });
    expect(run).toMatchObject({ status: 'failed', cellsRun: 2, cellCount: 3, failure: { cell: 2, line, source: text, message } });
    expect(outputsOf(run.document, 0)).toEqual([{ output_type: 'stream', name: 'stdout', text: 'kept\n' }]);
    expect(outputsOf(run.document, 1)).toMatchObject([{ output_type: 'stream', name: 'stderr' }]);
    expect(outputsOf(run.document, 2)).toEqual([]);
  });

  it('runNotebook ends a cell that takes too long, even one that heeds no interrupt, and says so in its outputs', async () => {
    const run = await runNotebook(notebook(code('console.log("before"); await null; while (true);'), code('1')), { directory: folder, timeoutMs: 1500 });
    expect(run).toMatchObject({ status: 'timeout', cellsRun: 1, failure: { cell: 1, message: 'took longer than 1.5 s; give it more time or less work' } });
    expect(outputsOf(run.document, 0)).toMatchObject([{ output_type: 'stream', name: 'stdout', text: 'before\n' }, { output_type: 'error', ename: 'timeout' }]);
  });

  it('runNotebook with a signal interrupts the running cell and keeps what asynchronous work then shows', async () => {
    const controller = new AbortController();
    const source = 'setImmediate(() => process.once("SIGINT", () => setTimeout(() => console.log("partial"), 20)));\nconsole.log("started");\nawait new Promise(() => undefined);';
    const onProgress = (progress: NotebookProgress) => {
      if (progress.type === 'cell-started' && progress.cell === 2) setTimeout(() => controller.abort(), 700);
    };
    const run = await runNotebook(notebook(code('1'), code(source), code('1')), { directory: folder, signal: controller.signal, onProgress });
    expect(run).toMatchObject({ status: 'cancelled', cellsRun: 2, failure: { cell: 2, message: 'interrupted' } });
    const text = outputsOf(run.document, 1).map(output => output.output_type === 'stream' && output.name === 'stdout' ? output.text : '').join('');
    expect(text).toBe('started\npartial\n');
  });

  it('runNotebook tells of a kernel that dies', async () => {
    const run = await runNotebook(notebook(code('console.log("kept")'), code('process.exit(9)')), { directory: folder });
    expect(run).toMatchObject({ status: 'failed', cellsRun: 2, failure: { cell: 2, message: expect.stringContaining('ended with exit code 9') } });
    expect(outputsOf(run.document, 0)).toHaveLength(1);
    expect(outputsOf(run.document, 1)).toMatchObject([{ output_type: 'error' }]);
  });

  it('runNotebook with a signal that is aborted runs nothing', async () => {
    const run = await runNotebook(notebook(code('1')), { directory: folder, signal: AbortSignal.abort() });
    expect(run).toMatchObject({ status: 'cancelled', cellsRun: 0, failure: { message: 'interrupted before the kernel was ready' } });
  });

  it('runNotebook refuses an unknown parameter before a kernel is started', async () => {
    await expect(runNotebook(notebook(code('let count = 1', ['parameters'])), { parameters: { cuont: 1 } })).rejects.toThrow('notebook: parameter cuont does not exist; did you mean count?');
  });
});
