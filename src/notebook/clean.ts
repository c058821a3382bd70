import type { Cell, Metadata, NotebookDocument } from './document.js';
import { INJECTED_TAG, hasTag } from './parameters.js';

/** What programs write into a cell's metadata by themselves: when it ran and for whom, how it was folded. */
const VOLATILE_CELL_KEYS = [
  'execution', 'papermill', 'ExecuteTime', 'executionInfo', 'outputId', 'colab', 'collapsed', 'scrolled', 'trusted', 'hidden', 'heading_collapsed',
];
const VOLATILE_JUPYTER_KEYS = ['outputs_hidden', 'outputs_exceeded'];
const VOLATILE_NOTEBOOK_KEYS = ['papermill', 'widgets', 'signature', 'toc', 'varInspector'];

/**
 * A notebook as it should be kept under version control: no outputs, no execution counts, no injected parameters and no
 * metadata that changes by itself; what people wrote (tags, slides, hidden sources) stays.
 */
export function cleanNotebook(document: NotebookDocument): NotebookDocument {
  const metadata = without(document.metadata, VOLATILE_NOTEBOOK_KEYS);
  const language = metadata.language_info;
  return {
    ...document,
    metadata: isRecord(language) ? { ...metadata, language_info: without(language, ['version']) } : metadata,
    cells: document.cells.filter(cell => !hasTag(cell, INJECTED_TAG)).map(cleanCell),
  };
}

function cleanCell(cell: Cell): Cell {
  const { jupyter, ...rest } = without(cell.metadata, VOLATILE_CELL_KEYS);
  const kept = isRecord(jupyter) ? without(jupyter, VOLATILE_JUPYTER_KEYS) : jupyter;
  const metadata = kept === undefined || isRecord(kept) && Object.keys(kept).length === 0 ? rest : { ...rest, jupyter: kept };
  return cell.cell_type === 'code' ? { ...cell, metadata, execution_count: null, outputs: [] } : { ...cell, metadata };
}

function without(record: Metadata, keys: readonly string[]): Metadata {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function isRecord(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
