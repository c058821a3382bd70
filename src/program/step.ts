/** The names that a program does not define: demo pairs, input grid, grid to compare with. */
export type InputName = 'S' | 'I' | 'C';

/** A constant written out in a text: an integer, a boolean, `None` or a pair of integers. */
export type Literal = number | boolean | null | readonly [number, number];

/** What stands in a call, as callee or argument. */
export type Operand =
  | { readonly kind: 'step'; readonly index: number }
  | { readonly kind: 'input'; readonly name: InputName }
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: Literal }
  /** A name known to nobody: its step fails whenever it runs. */
  | { readonly kind: 'unknown'; readonly name: string };

/** One call. Invariant of every list of steps: a step operand refers to a step earlier in the list. */
export interface Step {
  /** A word or an earlier step that holds a function. */
  readonly callee: Operand;
  readonly operands: readonly Operand[];
  /** Names of keyword arguments by position, `undefined` where the argument is positional. */
  readonly keywords?: readonly (string | undefined)[];
}

/** An operand as text; `nameOf` writes a step. */
export function printOperand(operand: Operand, nameOf: (index: number) => string): string {
  switch (operand.kind) {
    case 'step': return nameOf(operand.index);
    case 'literal': return printLiteral(operand.value);
    default: return operand.name;
  }
}

/** A call as Python's `ast.unparse` writes it: `f(a, b, k=c)`. */
export function printCall(step: Step, nameOf: (index: number) => string): string {
  let text = printOperand(step.callee, nameOf) + '(';
  for (let k = 0; k < step.operands.length; k++) {
    const keyword = step.keywords?.[k];
    if (k > 0) text += ', ';
    if (keyword !== undefined) text += keyword + '=';
    text += printOperand(step.operands[k]!, nameOf);
  }
  return text + ')';
}

/** What is wrong with a call of a wrong number of arguments. */
export function wrongCount(name: string, arity: number, given: number): string {
  return `${name} takes ${arity} argument${arity === 1 ? '' : 's'}, ${given} ${given === 1 ? 'is' : 'are'} given`;
}

/** The same step with its step operands renumbered. */
export function renumber(step: Step, numberOf: (index: number) => number): Step {
  const move = (operand: Operand): Operand =>
    operand.kind === 'step' ? { kind: 'step', index: numberOf(operand.index) } : operand;
  return { ...step, callee: move(step.callee), operands: step.operands.map(move) };
}

/** The names known to nobody that a step uses, callee first. */
export function unknownNamesOf(step: Step): string[] {
  return [step.callee, ...step.operands].flatMap((operand) => (operand.kind === 'unknown' ? [operand.name] : []));
}

/** The steps that a step refers to, callee first. */
export function stepOperands(step: Step): number[] {
  const found: number[] = [];
  for (const operand of [step.callee, ...step.operands]) if (operand.kind === 'step') found.push(operand.index);
  return found;
}

/**
 * The steps that one step needs, itself included, ascending.
 *
 * @param steps a list with the invariant of {@link Step}
 * @param index 0-based
 */
export function sliceSteps(steps: readonly Step[], index: number): number[] {
  const isNeeded = new Uint8Array(index + 1);
  isNeeded[index] = 1;
  const slice: number[] = [];
  for (let k = index; k >= 0; k--) {
    if (isNeeded[k] === 0) continue;
    slice.push(k);
    for (const operand of stepOperands(steps[k]!)) isNeeded[operand] = 1;
  }
  return slice.reverse();
}

function printLiteral(value: Literal): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : `(${value[0]}, ${value[1]})`;
}
