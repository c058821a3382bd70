import type { SyntaxNode } from '@lezer/common';
import { nearestWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';
import { checkCard, type Card, type DifferRow, type OutputRow } from './card.js';
import { linkSteps } from './link.js';
import { childrenOf, PythonText, type Expression } from './python-syntax.js';
import { readCalls, type UnknownNameRule } from './read-calls.js';

/** A Python text of a card in the wild, and its name for errors. */
export interface CardText {
  readonly file: string;
  readonly text: string;
}

/** How a card is imported. */
export interface ImportCardOptions {
  readonly name: string;
  /** What becomes of steps that use a name known to nobody: all such names are refused at once, or the steps fail when they run. @defaultValue `'refuse'` */
  readonly unknown?: 'refuse' | 'default';
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
 * and lines `o.append((60, False, 'ed36ccf7', t60))` and `s.append((7, 'None', 'differ_…', t7))`, in the same text or in others.
 * A parser reads them; nothing is evaluated.
 *
 * @throws ArcError `program.import`, `program.unknown-name` (with all unknown names), `program.syntax`, and what checking a card throws
 */
export function importCard(texts: readonly CardText[], options: ImportCardOptions): ImportedCard {
  const sources = texts.map(({ file, text }) => new PythonText(text, file));
  const calls = sources.flatMap((source) => readCallDictionaries(source));
  if (calls.length !== 1) {
    throw new ArcError('program.import', `${texts.map(({ file }) => file).join(', ')}: ${calls.length} dictionaries "t_call = {…}"; give exactly one`);
  }
  const unknown = new Map<string, Set<number>>();
  const note: UnknownNameRule = (name, step, index) => {
    unknown.set(name, (unknown.get(name) ?? new Set()).add(index));
    return { callee: { kind: 'literal', value: null }, operands: step.operands };
  };
  const { file, texts: callTexts } = calls[0]!;
  const steps = readCalls(callTexts, file, note);
  if (unknown.size > 0 && options.unknown !== 'default') refuseAll(unknown, file);
  const outputs: OutputRow[] = [], differRows: DifferRow[] = [];
  for (const source of sources) readRows(source, outputs, differRows);
  const card: Card = { name: options.name, steps, outputs, differRows };
  if (outputs.length === 0) {
    throw new ArcError('program.import', `${file}: no lines "o.append((60, False, 'ed36ccf7', t60))"; give the generated module that holds them as well`);
  }
  checkCard(card);
  linkSteps(steps);
  return { card, unknownNames: [...unknown.keys()].sort(), failingSteps: new Set([...unknown.values()].flatMap((set) => [...set])).size };
}

function refuseAll(unknown: ReadonlyMap<string, ReadonlySet<number>>, file: string): never {
  const names = [...unknown.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = names.map(([name, steps]) => `${name} (t${[...steps][0]! + 1}; near ${nearestWord(name)})`).join(', ');
  throw new ArcError('program.unknown-name', `${file}: ${names.length} names are known to nobody: ${listed}; correct them, or import with --unknown default`, {
    details: { names: names.map(([name]) => name) },
  });
}

/** The `t_call` dictionaries of a text, each as call texts `f(a, b)` in order of their numbers. */
function readCallDictionaries(source: PythonText): { file: string; texts: string[] }[] {
  return source.statements().filter((statement) => statement.name === 'AssignStatement').flatMap((statement) => {
    const [target, , value] = childrenOf(statement);
    if (source.textOf(target!) !== 't_call' || value?.name !== 'DictionaryExpression') return [];
    const dictionary = source.expression(value) as Expression & { kind: 'dictionary' };
    const texts: string[] = [];
    dictionary.entries.forEach(([key, call], k) => {
      if (key.kind !== 'number' || call.kind !== 'string') return source.fail(key.at, 'an entry of t_call is not of the form 2: \'t1, I\'');
      if (key.value !== k + 1) return source.fail(key.at, `entry ${key.value} stands where ${k + 1} is due; number the steps from 1 without gaps`);
      texts.push(callText(call.value));
    });
    return [{ file: source.place, texts }];
  });
}

/** `'f, a, b'` and `'f(a, b)'` both as `f(a, b)`. */
function callText(text: string): string {
  const comma = text.indexOf(',');
  if (text.includes('(') && (comma === -1 || text.indexOf('(') < comma)) return text;
  return comma === -1 ? `${text}()` : `${text.slice(0, comma)}(${text.slice(comma + 1).trim()})`;
}

/** Collects the `o.append((…))` and `s.append((…))` calls, wherever they stand. */
function readRows(source: PythonText, outputs: OutputRow[], differRows: DifferRow[]): void {
  source.eachNode('CallExpression', (node: SyntaxNode) => {
    const callee = source.textOf(node.firstChild!);
    if (callee !== 'o.append' && callee !== 's.append') return;
    const call = source.expression(node) as Expression & { kind: 'call' };
    const row = call.args.length === 1 && call.args[0]!.value.kind === 'tuple' ? call.args[0]!.value.items : [];
    const [step, second, third, variable] = row;
    if (row.length !== 4 || step?.kind !== 'number' || third?.kind !== 'string' || variable?.kind !== 'name' || variable.name !== `t${step.value}`) {
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
  });
}
