import { findWord, nearestWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';
import { PythonText, type Expression } from './python-syntax.js';
import type { InputName, Operand, Step } from './step.js';

/** Decides what becomes of a step that uses a name known to nobody: another step, or an exception. */
export type UnknownNameRule = (name: string, step: Step, index: number, place: string) => Step;

/** An operand that stands where a name is known to nobody. */
const UNKNOWN: Operand = { kind: 'literal', value: null };

/** Refuses unknown names. @throws ArcError `program.unknown-name` with the nearest known one */
export const refuseUnknown: UnknownNameRule = (name, _, index, place) => {
  throw new ArcError('program.unknown-name', `${place}: step t${index + 1} names ${name}, which is not a known name; did you mean ${nearestWord(name)}?`);
};

/**
 * Reads the calls of a card, `f(a, b)` each, with operands `t1`.., inputs, words and constants.
 *
 * @param place what errors call the card: the file's name
 * @param onUnknown is asked once for each unknown name of a step; the step that it gets has `None` in those places
 * @throws ArcError `program.card`, `program.syntax`, and what `onUnknown` throws
 */
export function readCalls(calls: readonly string[], place: string, onUnknown: UnknownNameRule): Step[] {
  const source = new PythonText(calls.join('\n'), place);
  const statements = source.statements();
  if (statements.length !== calls.length) {
    throw new ArcError('program.card', `${place}: steps: ${calls.length} steps hold ${statements.length} calls; write one call a step`);
  }
  return statements.map((statement, k) => {
    const inner = statement.name === 'ExpressionStatement' ? statement.firstChild : null;
    const expression = inner === null ? undefined : source.expression(inner);
    if (expression?.kind !== 'call') {
      throw new ArcError('program.card', `${place}: step t${k + 1} is "${calls[k]}", not a call; write f(a, b)`);
    }
    const unknown: string[] = [];
    let step: Step = {
      callee: readOperand(expression.callee, k, place, unknown),
      operands: expression.args.map((arg) => readOperand(arg.value, k, place, unknown)),
      ...(expression.args.some((arg) => arg.keyword !== undefined) && { keywords: expression.args.map((arg) => arg.keyword) }),
    };
    for (const name of unknown) step = onUnknown(name, step, k, place);
    return step;
  });
}

function readOperand(expression: Expression, k: number, place: string, unknown: string[]): Operand {
  switch (expression.kind) {
    case 'name': return readName(expression.name, unknown);
    case 'number': case 'boolean': return { kind: 'literal', value: expression.value };
    case 'none': return { kind: 'literal', value: null };
    case 'tuple': {
      const [i, j] = expression.items;
      if (expression.items.length === 2 && i?.kind === 'number' && j?.kind === 'number') return { kind: 'literal', value: [i.value, j.value] };
    }
  }
  throw new ArcError('program.card', `${place}: step t${k + 1} holds a ${expression.kind}; operands are steps, names and constants`);
}

function readName(name: string, unknown: string[]): Operand {
  const step = /^t([1-9]\d*)$/.exec(name);
  if (step !== null) return { kind: 'step', index: Number(step[1]) - 1 };
  if (name === 'S' || name === 'I' || name === 'C') return { kind: 'input', name: name satisfies InputName };
  if (findWord(name) !== undefined) return { kind: 'word', name };
  unknown.push(name);
  return UNKNOWN;
}
