import { findWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';
import { childrenOf, PythonText, type Expression } from './python-syntax.js';
import type { InputName, Operand, Step } from './step.js';
import { UnknownNames } from './unknown-names.js';

/**
 * Reads the calls of a card, `f(a, b)` each, with operands `t1`.., inputs, words and constants; names known to nobody become
 * `unknown` operands.
 *
 * @param place what errors call the card: the file's name
 * @returns the steps, and the unknown names in them
 * @throws ArcError `program.card`, `program.syntax`
 */
export function readCalls(calls: readonly string[], place: string): { steps: Step[]; unknown: UnknownNames } {
  const unknown = new UnknownNames();
  const steps = calls.map((call, k): Step => {
    const source = new PythonText(call, `${place}: step t${k + 1}`);
    const [statement, ...others] = source.statements();
    const inner = statement?.name === 'ExpressionStatement' && others.length === 0 ? childrenOf(statement)[0] : undefined;
    const expression = inner === undefined ? undefined : source.expression(inner);
    if (expression?.kind !== 'call') {
      throw new ArcError('program.card', `${place}: step t${k + 1} is ${JSON.stringify(call)}, not one call; write f(a, b)`);
    }
    const operand = (read: Expression) => readOperand(read, k, place, unknown);
    return {
      callee: operand(expression.callee),
      operands: expression.args.map((arg) => operand(arg.value)),
      ...(expression.args.some((arg) => arg.keyword !== undefined) && { keywords: expression.args.map((arg) => arg.keyword) }),
    };
  });
  return { steps, unknown };
}

function readOperand(expression: Expression, k: number, place: string, unknown: UnknownNames): Operand {
  switch (expression.kind) {
    case 'name': return readName(expression.name, k, unknown);
    case 'number': case 'boolean': return { kind: 'literal', value: expression.value };
    case 'none': return { kind: 'literal', value: null };
    case 'tuple': {
      const [i, j] = expression.items;
      if (expression.items.length === 2 && i?.kind === 'number' && j?.kind === 'number') return { kind: 'literal', value: [i.value, j.value] };
    }
  }
  throw new ArcError('program.card', `${place}: step t${k + 1} holds a ${expression.kind}; operands are steps, names and constants`);
}

function readName(name: string, k: number, unknown: UnknownNames): Operand {
  const step = /^t([1-9]\d*)$/.exec(name);
  if (step !== null) return { kind: 'step', index: Number(step[1]) - 1 };
  if (name === 'S' || name === 'I' || name === 'C') return { kind: 'input', name: name satisfies InputName };
  if (findWord(name) !== undefined) return { kind: 'word', name };
  unknown.add(name, () => ({ step: k + 1 }));
  return { kind: 'unknown', name };
}
