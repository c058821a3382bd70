import type { Cell, NotebookDocument } from '../../src/notebook/document.js';

/** A code cell with nothing in it but its source. */
export function code(source: string, tags: readonly string[] = []): Cell {
  return { cell_type: 'code', metadata: tags.length === 0 ? {} : { tags }, source, execution_count: null, outputs: [] };
}

/** A markdown cell. */
export function prose(source: string): Cell {
  return { cell_type: 'markdown', metadata: {}, source };
}

/** A notebook of cells, each with an id of its own. */
export function notebook(...cells: readonly Cell[]): NotebookDocument {
  return {
    cells: cells.map((cell, index) => ({ ...cell, id: `cell-${index}` })), nbformat: 4, nbformat_minor: 5,
    metadata: { kernelspec: { display_name: 'TypeScript (tslab)', language: 'typescript', name: 'tslab' } },
  };
}
