import type { SyntaxNode } from '@lezer/common';
import { ArcError } from '../values/error.js';
import { checkedCard } from './card-json.js';
import type { Card, DifferRow, OutputRow } from './card.js';
import { childrenOf, isPunctuation, PythonText, type Expression } from './python-syntax.js';
import { readCalls } from './read-calls.js';
import { unknownNamesOf } from './step.js';
import type { UnknownNameRule } from './unknown-names.js';

/** A Python text of a card in the wild, and its name for errors. */
export interface CardText {
  readonly file: string;
  readonly text: string;
}

/** How a card is imported. */
export interface ImportCardOptions {
  readonly name: string;
  /** What becomes of steps that use a name known to nobody. @defaultValue `'refuse'` */
  readonly unknown?: UnknownNameRule;
}

/** An imported card. */
export interface ImportedCard {
  readonly card: Card;
  /** Names known to nobody, ascending; the steps that use them fail when they run. */
  readonly unknownNames: readonly string[];
  /** How many steps use one of them. */
  readonly failingSteps: number;
}

/**
 * Reads a card in the form in which such cards exist: a dictionary `t_call = {1: 'identity, p_g', 2: 't1, I', …}` (or `'f(a, b)'`),
 * and lines `o.append((60, False, 'ed36ccf7', t60))` and `s.append((7, 'None', 'differ_…', t7))`, in the same text or in others,
 * with any other Python around them. A parser reads them; nothing is evaluated.
 *
 * @throws ArcError `program.import`, `program.unknown-name` (with all unknown names), `program.syntax`, and what checking a card throws
 */
export function importCard(texts: readonly CardText[], options: ImportCardOptions): ImportedCard {
  const sources = texts.map(({ file, text }) => new PythonText(text, file));
  const files = texts.map(({ file }) => file).join(', ');
  const dictionaries = sources.flatMap((source) => callDictionaries(source).map((dictionary) => ({ source, dictionary })));
  const [found] = dictionaries;
  if (found === undefined) {
    for (const source of sources) source.refuseFaults();
    throw new ArcError('program.import', `${files}: no dictionary "t_call = {1: 'identity, p_g', …}"; give the file that holds it`);
  }
  if (dictionaries.length > 1) throw new ArcError('program.import', `${files}: ${dictionaries.length} dictionaries "t_call = {…}"; give exactly one`);
  const place = found.source.place;
  const { steps, unknown } = readCalls(callTexts(found.source, found.dictionary), place);
  if (options.unknown !== 'default') unknown.refuse(place, 'correct them, or import with --unknown default');
  const outputs: OutputRow[] = [], differRows: DifferRow[] = [];
  for (const source of sources) readRows(source, outputs, differRows);
  if (outputs.length === 0) {
    throw new ArcError('program.import', `${files}: no lines "o.append((60, False, 'ed36ccf7', t60))"; give the generated module that holds them as well`);
  }
  const card = checkedCard({ name: options.name, steps, outputs, differRows }, place);
  return { card, unknownNames: unknown.names, failingSteps: steps.filter((step) => unknownNamesOf(step).length > 0).length };
}

/** The values of the assignments to `t_call` at the top of a text. */
function callDictionaries(source: PythonText): SyntaxNode[] {
  return childrenOf(source.root).flatMap((statement) => {
    const parts = statement.name === 'AssignStatement' ? childrenOf(statement) : [];
    const value = parts.at(-1);
    return parts.length > 0 && source.textOf(parts[0]!) === 't_call' && value?.name === 'DictionaryExpression' ? [value] : [];
  });
}

/** The entries of a dictionary as call texts `f(a, b)`, by their numbers, which are 1.. without gaps. */
function callTexts(source: PythonText, dictionary: SyntaxNode): string[] {
  source.refuseFaults(dictionary);
  const texts = new Map<number, string>();
  const { entries } = source.expression(dictionary) as Expression & { kind: 'dictionary' };
  for (const [key, call] of entries) {
    if (key.kind !== 'number' || call.kind !== 'string') return source.fail(key.at, 'an entry of t_call is not of the form 2: \'t1, I\'');
    if (texts.has(key.value)) return source.fail(key.at, `step ${key.value} stands twice in t_call; give each a number of its own`);
    if (key.value < 1 || key.value > entries.length) return source.fail(key.at, `step ${key.value} is not one of 1..${entries.length}; number the steps from 1 without gaps`);
    texts.set(key.value, callText(call.value));
  }
  return entries.map((_, k) => texts.get(k + 1)!);
}

/** `'f, a, b'` and `'f(a, b)'` both as `f(a, b)`. */
function callText(text: string): string {
  const comma = text.indexOf(','), parenthesis = text.indexOf('(');
  if (parenthesis !== -1 && (comma === -1 || parenthesis < comma)) return text.trim();
  return comma === -1 ? `${text.trim()}()` : `${text.slice(0, comma).trim()}(${text.slice(comma + 1).trim()})`;
}

/** A line that a row may be; among strings and comments too. */
const ROW_LINE = /^[^#'"\n]*\b[os]\.append\(\(/gm;

/** Collects the `o.append((…))` and `s.append((…))` calls, wherever they stand; `append` of something that is no tuple is other Python. */
function readRows(source: PythonText, outputs: OutputRow[], differRows: DifferRow[]): void {
  let rows = 0;
  source.eachNode('CallExpression', (node: SyntaxNode) => {
    const callee = source.textOf(node.firstChild!);
    if (callee !== 'o.append' && callee !== 's.append') return;
    const [row, ...others] = childrenOf(childrenOf(node)[1]!).filter((child) => !isPunctuation(child));
    if (row?.name !== 'TupleExpression' || others.length > 0) return;
    rows++;
    source.refuseFaults(node);
    readRow(source, callee, row, outputs, differRows);
  });
  // Where the parser lost its way, a row might be lost with it.
  if (source.hasFaults && rows < (source.text.match(ROW_LINE) ?? []).length) source.refuseFaults();
}

function readRow(source: PythonText, callee: string, node: SyntaxNode, outputs: OutputRow[], differRows: DifferRow[]): void {
  const { items } = source.expression(node) as Expression & { kind: 'tuple' };
  const [step, second, third, variable] = items;
  if (items.length !== 4 || step?.kind !== 'number' || third?.kind !== 'string' || variable?.kind !== 'name' || variable.name !== `t${step.value}`) {
    return source.fail(node.from, `this row is not of the form ${callee}((7, …, 'name', t7))`);
  }
  if (!/^[\w-]+$/.test(third.value)) return source.fail(third.at, `"${third.value}" is not a plain name`);
  if (callee === 'o.append') {
    if (second?.kind !== 'boolean') return source.fail(node.from, 'the second item of an output row is not True or False');
    outputs.push({ step: step.value - 1, isMutated: second.value, solverId: third.value });
  } else {
    const owner = second?.kind === 'none' ? 'None' : second?.kind === 'string' ? second.value : undefined;
    if (owner === undefined || !/^[\w-]+$/.test(owner)) return source.fail(node.from, 'the second item of a differ row is not a solver\'s id or \'None\'');
    differRows.push({ step: step.value - 1, owner: owner === 'None' ? null : owner, differ: third.value });
  }
}
