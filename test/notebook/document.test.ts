import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanNotebook } from '../../src/notebook/clean.js';
import { parseNotebook, readNotebook, writeNotebook } from '../../src/notebook/document.js';
import type { CellOutput } from '../../src/notebook/document.js';
import { printNotebook } from '../../src/notebook/document-text.js';
import { code, notebook, prose } from './notebooks.js';

/** As JupyterLab saves it: keys in order, one space, split lines. */
const AS_JUPYTER_SAVES_IT = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a",
   "metadata": {},
   "source": [
    "# Title\\n",
    "words"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "b",
   "metadata": {
    "tags": [
     "parameters"
    ]
   },
   "outputs": [
    {
     "data": {
      "application/json": {
       "b": 1,
       "list": [
        "x",
        "y"
       ]
      },
      "image/png": "AAAA\\nBBBB\\n",
      "text/html": [
       "<b>ü</b>\\n",
       "<i/>"
      ],
      "text/plain": []
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "one\\r",
      "two\\n"
     ]
    }
   ],
   "source": []
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

const OUTPUTS: readonly CellOutput[] = [{ output_type: 'stream', name: 'stdout', text: 'x\n' }];
const PYTHON = ['python3', '.venv/bin/python'].find(python => {
  try {
    execFileSync(python, ['-c', 'import nbformat'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'phaselab-document-')); });
afterAll(() => rm(folder, { recursive: true }));

describe('parseNotebook', () => {
  it('parseNotebook joins split texts and leaves JSON types and pictures as they are', () => {
    const { cells } = parseNotebook(AS_JUPYTER_SAVES_IT, 'a.ipynb');
    expect(cells[0].source).toBe('# Title\nwords');
    expect(cells[1]).toMatchObject({ source: '', outputs: [
      { data: { 'application/json': { list: ['x', 'y'] }, 'image/png': 'AAAA\nBBBB\n', 'text/html': '<b>ü</b>\n<i/>', 'text/plain': '' } },
      { text: 'one\rtwo\n' },
    ] });
  });

  it('parseNotebook keeps fields that the format does not name', () => {
    const text = printNotebook({ ...notebook({ ...code('1'), extra: { deep: [1] } } as never), more: true } as never);
    expect(parseNotebook(text, 'a.ipynb')).toMatchObject({ more: true, cells: [{ extra: { deep: [1] } }] });
  });

  it.each([
    ['not JSON', '{"cells": [', /^a\.ipynb: not JSON \([^\n]+\); give a Jupyter notebook$/],
    ['a list', '[]', /^a\.ipynb: the file: [^\n]+; give a Jupyter notebook$/],
    ['format 3', '{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}',
      'a.ipynb: nbformat: only format 4 can be read: open the notebook in Jupyter and save it; give a Jupyter notebook'],
    ['an unknown cell type', '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "heading", "source": ""}]}',
      'a.ipynb: cells[0].cell_type: it must be code, markdown or raw; give a Jupyter notebook'],
    ['a source that is a number', '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "raw", "source": 3}]}',
      'a.ipynb: cells[0].source: it must be a text or a list of lines; give a Jupyter notebook'],
    ['an unknown output', '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "x"}]}]}',
      'a.ipynb: cells[0].outputs[0].output_type: it must be stream, display_data, execute_result or error; give a Jupyter notebook'],
  ])('parseNotebook refuses %s in one line', (_, text, line) => {
    expect(() => parseNotebook(text, 'a.ipynb')).toThrow(line);
  });
});

describe('printNotebook', () => {
  it('printNotebook writes byte for byte what Jupyter saved', () => {
    expect(printNotebook(parseNotebook(AS_JUPYTER_SAVES_IT, 'a.ipynb'))).toBe(AS_JUPYTER_SAVES_IT);
  });

  it('printNotebook and parseNotebook give back any notebook', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', '\x85', '"', '<', 'é', '\t') });
    const output = fc.record({ output_type: fc.constant('stream' as const), name: fc.constant('stdout'), text });
    const shown = fc.record({
      output_type: fc.constant('display_data' as const), metadata: fc.constant({}),
      data: fc.dictionary(fc.constantFrom('text/html', 'text/plain', 'image/png', 'image/svg+xml'), text),
    });
    const cell = fc.oneof(text.map(prose), fc.tuple(text, fc.array(fc.oneof(output, shown))).map(([source, outputs]) => ({ ...code(source), outputs })));
    fc.assert(fc.property(fc.array(cell), cells => {
      const document = notebook(...cells as never[]);
      expect(parseNotebook(printNotebook(document), 'a.ipynb')).toEqual(document);
    }), { numRuns: 100 });
  });

  it.skipIf(!PYTHON)('printNotebook writes what nbformat itself writes (skipped where Python has no nbformat)', async () => {
    const path = join(folder, 'jupyter.ipynb');
    await writeFile(path, AS_JUPYTER_SAVES_IT);
    execFileSync(PYTHON!, ['-c', 'import nbformat, sys; nb = nbformat.read(sys.argv[1], 4); nbformat.validate(nb); nbformat.write(nb, sys.argv[1])', path]);
    expect(await readFile(path, 'utf8')).toBe(AS_JUPYTER_SAVES_IT);
  });
});

describe('readNotebook and writeNotebook', () => {
  it('writeNotebook leaves one whole file and readNotebook reads it', async () => {
    const path = join(folder, 'whole.ipynb');
    const document = notebook(prose('# A'), code('1 + 1'));
    await writeNotebook(path, document);
    await writeNotebook(path, document);
    expect(await readNotebook(path)).toEqual(document);
    expect((await readdir(folder)).filter(name => name.startsWith('whole'))).toEqual(['whole.ipynb']);
  });

  it('readNotebook names a file that is not there', async () => {
    await expect(readNotebook(join(folder, 'none.ipynb'))).rejects.toThrow(`${join(folder, 'none.ipynb')}: no such file; check the path`);
  });

  it('readNotebook names a folder', async () => {
    await expect(readNotebook(folder)).rejects.toThrow(`${folder}: cannot be read (EISDIR); give a notebook's file`);
  });

  it('writeNotebook names a path that cannot be written', async () => {
    const path = join(folder, 'no', 'where.ipynb');
    await expect(writeNotebook(path, notebook())).rejects.toThrow(`${path}: cannot be written (ENOENT)`);
  });
});

describe('cleanNotebook', () => {
  it('cleanNotebook strips outputs, counts, injected parameters and what programs wrote, and keeps what people wrote', () => {
    const ran = {
      ...code('let a = 1', ['parameters']), outputs: OUTPUTS, execution_count: 7,
      metadata: { tags: ['parameters'], execution: { 'iopub.status.busy': 'now' }, scrolled: true, jupyter: { outputs_hidden: true, source_hidden: true } },
    };
    const document = notebook(prose('# A'), ran as never, code('let a = 2', ['injected-parameters']), { ...code('a'), metadata: { jupyter: { outputs_hidden: false } } });
    const metadata = { ...document.metadata, language_info: { name: 'typescript', version: '3.7.2' }, widgets: {} };
    const clean = cleanNotebook({ ...document, metadata });
    expect(clean.cells).toEqual([
      { ...prose('# A'), id: 'cell-0' },
      { ...code('let a = 1'), id: 'cell-1', metadata: { tags: ['parameters'], jupyter: { source_hidden: true } } },
      { ...code('a'), id: 'cell-3' },
    ]);
    expect(clean.metadata).toEqual({ kernelspec: document.metadata.kernelspec, language_info: { name: 'typescript' } });
  });

  it('cleanNotebook strips what Colab writes about a run and its user', () => {
    const executionInfo = { elapsed: 3, status: 'ok', timestamp: 1, user: { displayName: 'Ada', userId: '42' }, user_tz: 0 };
    const colab = { ...code('1'), metadata: { id: 'kept', executionInfo, outputId: 'abc', colab: { base_uri: 'https://localhost:8080/' } } };
    expect(cleanNotebook(notebook(colab as never)).cells[0]!.metadata).toEqual({ id: 'kept' });
  });

  it('cleanNotebook of a clean notebook changes nothing', () => {
    const clean = cleanNotebook(notebook(prose('# A'), code('1', ['parameters'])));
    expect(cleanNotebook(clean)).toEqual(clean);
  });
});
