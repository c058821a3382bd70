import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { Cell, CodeCell, NotebookDocument } from './document.js';

/** The tag of the cell that declares a notebook's parameters and their defaults. */
export const PARAMETERS_TAG = 'parameters';
/** The tag of the cell that overrides them, put right after it. */
export const INJECTED_TAG = 'injected-parameters';

/** A value that a parameter can be given. */
export type ParameterValue = string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>;
/** Values by parameter name. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

type Kind = 'text' | 'number' | 'truth value' | 'list' | 'object' | 'unknown';

/** A parameter as the notebook declares it. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly keyword: 'const' | 'let' | 'var';
  /** `: Type`, or empty. */
  readonly annotation: string;
  /** The default's source, to the end of the line on which it ends. */
  readonly initializer: string;
}

const NAME_AND_TYPE = /([A-Za-z_$][\w$]*)\s*(:(?:[^=]|=>)+?)?\s*=(?![=>])\s*/.source;
const DECLARATION = new RegExp(`^(?:(const|let|var)\\s+)?${NAME_AND_TYPE}(.+)$`, 's');
/** Where one declaration ends and another one of the same line begins. */
const BETWEEN_DECLARATIONS = new RegExp(`;\\s*(?=(?:const|let|var)\\s+${NAME_AND_TYPE})|,\\s*(?=${NAME_AND_TYPE})`, 'g');

/** Whether a cell carries a tag. */
export function hasTag(cell: Cell, tag: string): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes(tag);
}

/**
 * The parameters that a notebook declares: in its cell tagged `parameters`, every name with a value on a line that begins with
 * `const`, `let` or `var`.
 */
export function listParameters(document: NotebookDocument): ParameterDeclaration[] {
  const cell = document.cells.find(isParameterCell);
  if (!cell) return [];
  const { source } = cell;
  return [...withoutInsides(source).matchAll(/^(?:const|let|var)\s.*$/gm)].flatMap(({ 0: line, index }) => {
    const ends = [...line.matchAll(BETWEEN_DECLARATIONS), { 0: '', index: line.length }];
    const pieces = ends.map((end, k) => {
      const start = k === 0 ? 0 : ends[k - 1]!.index + ends[k - 1]![0].length;
      return source.slice(index + start, index + end.index);
    });
    let keyword: string | undefined;
    return pieces.flatMap(piece => {
      const match = DECLARATION.exec(piece);
      if (!match) return [];
      keyword = match[1] ?? keyword;
      const [, , name, annotation = '', initializer] = match;
      return [{ name, keyword: keyword as ParameterDeclaration['keyword'], annotation: annotation.trimEnd(), initializer }];
    });
  });
}

/** Code with blanks, as many, for all that stands in quotes, comments and brackets: a list of several lines becomes one line. */
function withoutInsides(source: string): string {
  const blanks = (text: string) => ' '.repeat(text.length);
  let code = source.replace(/(['"`])(?:\\[^]|(?!\1)[^\\])*\1|\/\/.*|\/\*[^]*?\*\//g, blanks);
  for (let before = ''; before !== code;) {
    before = code;
    code = code.replace(/\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}/g, blanks);
  }
  return code;
}

/**
 * Overrides a notebook's parameters as papermill does: with a cell tagged `injected-parameters` right after the one tagged
 * `parameters`; an injected cell that was there is replaced.
 *
 * The cell declares each name again, with the keyword and the type that the notebook gave it; tslab lets a later cell declare
 * a `const` or `let` anew, so a wrong value fails where it is injected and literal types stay what they were.
 *
 * @param place what errors call the notebook
 * @throws ArcError `notebook.parameters` when the notebook has no such cell, does not declare the name, or declares a value of another kind
 */
export function injectParameters(document: NotebookDocument, parameters: Parameters, place = 'notebook'): NotebookDocument {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return document;
  const declared = listParameters(document);
  const lines = entries.map(([name, value]) => {
    const declaration = findDeclaration(document, declared, name, place);
    checkKind(declaration, value, place);
    return `${declaration.keyword} ${name}${declaration.annotation} = ${JSON.stringify(value)};`;
  });
  const injected: CodeCell = {
    cell_type: 'code', ...(document.nbformat_minor >= 5 ? { id: INJECTED_TAG } : {}), metadata: { tags: [INJECTED_TAG] },
    source: ['// Parameters', ...lines].join('\n'), execution_count: null, outputs: [],
  };
  const cells = document.cells.filter(cell => !hasTag(cell, INJECTED_TAG));
  cells.splice(cells.findIndex(isParameterCell) + 1, 0, injected);
  return { ...document, cells };
}

/**
 * Reads `name=value` assignments for a notebook: every combination of the values given, the first name varying slowest.
 *
 * A value is JSON, else a text; where the notebook has a text, or a list of them, it stays one (`task=91413438`). A name given
 * several times, values parted by commas (`concurrency=1,2,4`) and a JSON list of values make several combinations; a list takes the
 * commas for its own (`phases=baseline,threads`), and a single value for its only one.
 *
 * @returns at least one set of parameters; without assignments, an empty one
 * @throws ArcError `notebook.parameters` for an assignment without `=` and as {@link injectParameters}
 */
export function parameterCombinations(document: NotebookDocument, assignments: readonly string[], place = 'notebook'): Parameters[] {
  const declared = listParameters(document);
  const choices = new Map<string, ParameterValue[]>();
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1) throw new ArcError('notebook.parameters', `parameter "${assignment}" has no "="; write name=value, for example concurrency=4`);
    const name = assignment.slice(0, at).trim();
    const declaration = findDeclaration(document, declared, name, place);
    const values = readValues(declaration, assignment.slice(at + 1));
    for (const value of values) checkKind(declaration, value, place);
    choices.set(name, [...choices.get(name) ?? [], ...values]);
  }
  return [...choices].reduce<Parameters[]>(
    (sets, [name, values]) => sets.flatMap(set => values.map(value => ({ ...set, [name]: value }))), [{}]);
}

function readValues(declaration: ParameterDeclaration, text: string): readonly ParameterValue[] {
  const kind = kindOfSource(declaration.initializer), whole = parseJson(text);
  const list = Array.isArray(whole) && whole.length > 0 ? whole as ParameterValue[] : undefined;
  switch (kind) {
    case 'text': return list?.map(item => typeof item === 'string' ? item : JSON.stringify(item)) ?? readTexts(text);
    case 'number': case 'truth value': return list ?? readItems(text);
    case 'list': return [Array.isArray(whole) ? whole : holdsTexts(declaration) ? readTexts(text) : readItems(text)];
    case 'object': case 'unknown': return whole === undefined ? readItems(text) : [whole];
  }
}

/** Whether a list's default has a text first, or its type wants texts. */
function holdsTexts({ annotation, initializer }: ParameterDeclaration): boolean {
  const first = initializer.slice(1).trimStart();
  return first.startsWith(']') ? /\bstring\b/.test(annotation) : kindOfSource(first) === 'text';
}

/** What stands between commas, as JSON where it is some. */
function readItems(text: string): ParameterValue[] {
  const items = parseJson(`[${text}]`) as ParameterValue[] | undefined;
  return items !== undefined && items.length > 0 ? items : text.split(',').map(item => parseJson(item) ?? item);
}

/** What stands between commas, as texts: a JSON text without its quotes, all else as it is. */
function readTexts(text: string): string[] {
  const items = readItems(text);
  return items.every(item => typeof item === 'string') ? items : text.split(',').map(unquote);
}

function unquote(text: string): string {
  const value = parseJson(text);
  return typeof value === 'string' ? value : text;
}

function parseJson(text: string): ParameterValue | undefined {
  try {
    return JSON.parse(text) as ParameterValue;
  } catch {
    return undefined; // not JSON: a text
  }
}

function findDeclaration(
  document: NotebookDocument, declared: readonly ParameterDeclaration[], name: string, place: string,
): ParameterDeclaration {
  const found = declared.find(declaration => declaration.name === name);
  if (found) return found;
  if (!document.cells.some(isParameterCell)) {
    throw new ArcError('notebook.parameters', `${place}: has no code cell tagged "${PARAMETERS_TAG}", so ${name} cannot be set; tag the cell that declares it`);
  }
  if (declared.length === 0) {
    throw new ArcError('notebook.parameters', `${place}: its cell tagged "${PARAMETERS_TAG}" declares nothing, so ${name} cannot be set; declare it there: let ${name} = …`);
  }
  const nearest = closest(name, declared.map(declaration => declaration.name));
  throw new ArcError('notebook.parameters', `${place}: parameter ${name} does not exist; did you mean ${nearest}?`);
}

function checkKind({ name, initializer }: ParameterDeclaration, value: ParameterValue, place: string): void {
  const wanted = kindOfSource(initializer), given = kindOfValue(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ArcError('notebook.parameters', `${place}: parameter ${name} is ${value}; give a finite number`);
  }
  if (wanted === 'unknown' || given === 'unknown' || wanted === given) return;
  throw new ArcError('notebook.parameters',
    `${place}: parameter ${name} is ${JSON.stringify(value)}, a ${given}; give a ${wanted} as the notebook does: ${initializer.replaceAll(/\s*\n\s*/g, ' ')}`);
}

function kindOfSource(initializer: string): Kind {
  if (/^['"`]/.test(initializer)) return 'text';
  if (/^[-+]?(\d|\.\d)/.test(initializer)) return 'number';
  if (/^(true|false)\b/.test(initializer)) return 'truth value';
  if (initializer.startsWith('[')) return 'list';
  return initializer.startsWith('{') ? 'object' : 'unknown';
}

function kindOfValue(value: ParameterValue): Kind {
  if (value === null) return 'unknown';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string': return 'text';
    case 'number': return 'number';
    case 'boolean': return 'truth value';
    default: return 'object';
  }
}

function isParameterCell(cell: Cell): boolean {
  return cell.cell_type === 'code' && hasTag(cell, PARAMETERS_TAG);
}
