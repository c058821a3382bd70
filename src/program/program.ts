import type { Operand, Step } from './step.js';

/** The two signatures that solver texts have. */
export type Signature = 'I' | 'S, I, C';

/**
 * A straight-line DSL program.
 *
 * Invariant: operands precede their step; `variables[k]` is the name under which step k was written.
 */
export interface Program {
  /** The function's name, `solve_007bbfb7` or `solve`. */
  readonly name: string;
  readonly signature: Signature;
  readonly steps: readonly Step[];
  readonly variables: readonly string[];
  readonly result: Operand;
  /** The textual form that it was read from: `printProgram` gives that back. */
  readonly form: 'straight-line' | 'inlined';
}

/** The task or solver that a program is for: its name without `solve_`. */
export function solverIdOf(program: Program): string {
  return program.name.replace(/^solve_/, '');
}

/** The steps of a program up to its result, which always is the last one: `return I` is `identity(I)`. */
export function linesOf({ steps, result }: Program): readonly Step[] {
  if (result.kind === 'step') return steps.slice(0, result.index + 1);
  return [...steps, { callee: { kind: 'word', name: 'identity' }, operands: [result] }];
}
