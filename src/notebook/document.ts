import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ArcError } from '../values/error.js';
import type { MimeBundle } from './kernel-output.js';
import { joinLines, printNotebook } from './document-text.js';
import { writeText } from './write-text.js';

/** Free-form facts about a notebook or a cell. */
export type Metadata = Readonly<Record<string, unknown>>;

/** What a code cell shows, in nbformat's words; texts are whole strings. */
export type CellOutput =
  | { readonly output_type: 'stream'; readonly name: string; readonly text: string }
  | { readonly output_type: 'display_data'; readonly data: MimeBundle; readonly metadata: Metadata }
  | { readonly output_type: 'execute_result'; readonly data: MimeBundle; readonly metadata: Metadata; readonly execution_count: number | null }
  | { readonly output_type: 'error'; readonly ename: string; readonly evalue: string; readonly traceback: readonly string[] };

/** A cell that can be executed. */
export interface CodeCell {
  readonly cell_type: 'code';
  readonly id?: string;
  readonly metadata: Metadata;
  readonly source: string;
  readonly execution_count: number | null;
  readonly outputs: readonly CellOutput[];
}

/** A cell of prose. */
export interface TextCell {
  readonly cell_type: 'markdown' | 'raw';
  readonly id?: string;
  readonly metadata: Metadata;
  readonly source: string;
  /** Pictures by name, each a MIME bundle. */
  readonly attachments?: Readonly<Record<string, MimeBundle>>;
}

/** One cell of a notebook. */
export type Cell = CodeCell | TextCell;

/** A notebook in format 4, as `.ipynb` files hold it, with every split text joined. */
export interface NotebookDocument {
  readonly cells: readonly Cell[];
  readonly metadata: Metadata;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

const text = z.union([z.string(), z.array(z.string()).transform(lines => lines.join(''))], 'it must be a text or a list of lines');
const facts = z.record(z.string(), z.unknown());
const bundle = facts.transform(joinLines);
const count = z.int().nullable().default(null);
const output = z.discriminatedUnion('output_type', [
  z.looseObject({ output_type: z.literal('stream'), name: z.string(), text }),
  z.looseObject({ output_type: z.literal('display_data'), data: bundle, metadata: facts.default({}) }),
  z.looseObject({ output_type: z.literal('execute_result'), data: bundle, metadata: facts.default({}), execution_count: count }),
  z.looseObject({ output_type: z.literal('error'), ename: z.string(), evalue: z.string(), traceback: z.array(z.string()) }),
], 'it must be stream, display_data, execute_result or error');
const shared = { id: z.string().optional(), metadata: facts.default({}), source: text };
const prose = { ...shared, attachments: z.record(z.string(), bundle).optional() };
const notebook = z.looseObject({
  nbformat: z.literal(4, 'only format 4 can be read: open the notebook in Jupyter and save it'),
  nbformat_minor: z.int(),
  metadata: facts,
  cells: z.array(z.discriminatedUnion('cell_type', [
    z.looseObject({ ...shared, cell_type: z.literal('code'), execution_count: count, outputs: z.array(output).default([]) }),
    z.looseObject({ ...prose, cell_type: z.literal('markdown') }),
    z.looseObject({ ...prose, cell_type: z.literal('raw') }),
  ], 'it must be code, markdown or raw')),
});

/**
 * The notebook that a text of JSON denotes; fields that the format does not name are kept.
 *
 * @param place what errors call it: the file's name
 * @throws ArcError `notebook.document` when it is not JSON or not a notebook in format 4
 */
export function parseNotebook(source: string, place: string): NotebookDocument {
  let json: unknown;
  try {
    json = JSON.parse(source.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ArcError('notebook.document', `${place}: not JSON (${(cause as Error).message.replace(/\s+/g, ' ')}); give a Jupyter notebook`, { cause });
  }
  const parsed = notebook.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue.path.map(part => typeof part === 'number' ? `[${part}]` : `.${String(part)}`).join('').replace(/^\./, '');
  throw new ArcError('notebook.document', `${place}: ${where || 'the file'}: ${issue.message}; give a Jupyter notebook`);
}

/**
 * Reads a notebook's file.
 *
 * @throws ArcError `notebook.unreadable`, `notebook.document`
 */
export async function readNotebook(path: string): Promise<NotebookDocument> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'no such file; check the path' : `cannot be read (${code}); give a notebook's file`;
    throw new ArcError('notebook.unreadable', `${path}: ${reason}`, { cause });
  }
  return parseNotebook(source, path);
}

/**
 * Writes a notebook's file as Jupyter would; a file that was there is replaced whole or not at all.
 *
 * @throws ArcError `notebook.unwritable`
 */
export async function writeNotebook(path: string, document: NotebookDocument): Promise<void> {
  writeText(path, printNotebook(document));
}
