import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotebook } from '../../src/notebook/document.js';
import type { CodeCell } from '../../src/notebook/document.js';
import { refreshNotebook } from '../../src/notebook/refresh.js';
import type { NotebookProgress } from '../../src/notebook/run.js';
import { code, notebook, prose } from './notebooks.js';

let folder = '';
// Below the project, so that cells find the package.
beforeAll(async () => { folder = await realpath(await mkdtemp(join(import.meta.dirname, '..', '..', 'notebooks', '.refresh-'))); });
afterAll(() => rm(folder, { recursive: true }));

describe('refreshNotebook', () => {
  it('refreshNotebook runs with small charts, keeps no path of this machine and leaves the file alone', async () => {
    const path = join(folder, 'kept.ipynb');
    await writeNotebook(path, notebook(
      prose('# Kept'),
      { ...code('const n: number = 1;', ['parameters']), metadata: { tags: ['parameters'], execution: { started: 'then' } } },
      code('const m = 9;', ['injected-parameters']),
      code('import { bundledTask, show, taskView } from "phaselab";\nshow(taskView(bundledTask("007bbfb7")));'),
      code("console.log(process.cwd(), '/elsewhere/x', process.cwd() + 'er');\nn"),
    ));
    const before = await readFile(path, 'utf8');
    const seen: NotebookProgress[] = [];
    const run = await refreshNotebook(path, { folderNames: { [folder]: '.', '/elsewhere': 'away' }, onProgress: (progress) => seen.push(progress) });
    expect(run).toMatchObject({ status: 'ok', cellsRun: 3, cellCount: 3 });
    expect(seen.flatMap((progress) => (progress.type === 'cell-ended' ? [`${progress.cell}/${progress.cellCount}`] : []))).toEqual(['1/3', '2/3', '3/3']);
    const cells = run.document.cells as CodeCell[];
    expect(cells.map(({ id, execution_count }) => [id, execution_count])).toEqual([['cell-0', undefined], ['cell-1', 1], ['cell-3', 2], ['cell-4', 3]]);
    expect(cells[1]!.metadata).toEqual({ tags: ['parameters'] });
    const html = String((cells[2]!.outputs[0] as { data: Record<string, unknown> }).data['text/html']);
    expect([html.includes('https://cdn.'), html.length < 200_000]).toEqual([true, true]);
    expect(cells[3]!.outputs[0]).toMatchObject({ text: `. away/x ${folder}er\n1\n` });
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('refreshNotebook counts a failing cell among the notebook\'s own', async () => {
    const path = join(folder, 'failing.ipynb');
    await writeNotebook(path, notebook(code('1'), code('throw new Error("no");')));
    const run = await refreshNotebook(path, { chartMode: 'static' });
    expect(run).toMatchObject({ status: 'failed', cellsRun: 2, cellCount: 2, failure: { cell: 2, message: 'Error: no' } });
  });
});
