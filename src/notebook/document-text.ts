import type { NotebookDocument } from './document.js';
import type { MimeBundle } from './kernel-output.js';

// Where Python's str.splitlines, and so Jupyter, breaks a text; a break stays with its line.
const LINES = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;
const TEXT_TYPES = new Set(['application/javascript', 'image/svg+xml']);

/**
 * A notebook as the text of an `.ipynb` file, byte for byte as Jupyter saves it: keys in order, one space of indentation,
 * texts split into lines, a line break at the end.
 */
export function printNotebook(document: NotebookDocument): string {
  const cells = document.cells.map(cell => {
    const source = splitLines(cell.source);
    if (cell.cell_type === 'code') {
      return { ...cell, source, outputs: cell.outputs.map(output => output.output_type === 'stream' ? { ...output, text: splitLines(output.text) }
        : output.output_type === 'error' ? output : { ...output, data: splitBundle(output.data) }) };
    }
    return cell.attachments ? { ...cell, source, attachments: mapValues(cell.attachments, splitBundle) } : { ...cell, source };
  });
  return `${JSON.stringify(sortKeys({ ...document, cells }), undefined, 1)}\n`;
}

/** A MIME bundle whose split texts are joined; JSON types stay as they are. */
export function joinLines(bundle: MimeBundle): MimeBundle {
  return mapValues(bundle, (value, type) => !isJsonType(type) && Array.isArray(value) && value.every(line => typeof line === 'string')
    ? value.join('') : value);
}

function splitBundle(bundle: MimeBundle): MimeBundle {
  return mapValues(bundle, (value, type) => typeof value === 'string' && (type.startsWith('text/') || TEXT_TYPES.has(type)) ? splitLines(value) : value);
}

function splitLines(text: string): string[] {
  return (text.match(LINES) ?? []).filter(line => line !== '');
}

function isJsonType(type: string): boolean {
  return type === 'application/json' || type.startsWith('application/') && type.endsWith('+json');
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => [key, sortKeys(item)]));
}
