import { ArcError } from '../values/error.js';
import { linkSteps } from './link.js';
import { linesOf, solverIdOf, type Program } from './program.js';
import { printCall, renumber, type Operand, type Step } from './step.js';

/** An output of a card: the value of a step is a solver's result. */
export interface OutputRow {
  /** 0-based. */
  readonly step: number;
  readonly isMutated: boolean;
  readonly solverId: string;
}

/** A differ row of a card: the value of a step is a differ's result, for one owner's output or, without owner, for `I`. */
export interface DifferRow {
  /** 0-based. */
  readonly step: number;
  readonly owner: string | null;
  readonly differ: string;
}

/**
 * Many solvers and differs merged into one list of steps in which equal calls are one step.
 *
 * Invariant: operands precede their step.
 */
export interface Card {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly outputs: readonly OutputRow[];
  readonly differRows: readonly DifferRow[];
}

/** A differ: a program over (S, I, C) that returns `(size, item)`, and its name. */
export interface Differ {
  readonly name: string;
  readonly program: Program;
}

/**
 * Merges solvers and differs into a card, round by round, sharing equal calls.
 *
 * First all differs with their grid bound to `I`; then one line of every solver that still has lines, in solver order; after a
 * solver's last line its output is recorded and all differs are merged again with their grid bound to it.
 *
 * @param solvers at least one; their ids are their names without `solve_`
 */
export function mergeCard(name: string, solvers: readonly Program[], differs: readonly Differ[]): Card {
  const merger = new Merger(differs);
  merger.mergeDiffers({ kind: 'input', name: 'I' }, null);
  const threads = solvers.map((program) => ({ program, steps: linesOf(program), renumbered: [] as number[] }));
  const rounds = Math.max(0, ...threads.map((thread) => thread.steps.length));
  for (let line = 0; line < rounds; line++) {
    for (const { program, steps, renumbered } of threads) {
      if (line >= steps.length) continue;
      renumbered[line] = merger.addStep(renumber(steps[line]!, (index) => renumbered[index]!));
      if (line === steps.length - 1) merger.addOutput(renumbered[line]!, solverIdOf(program));
    }
  }
  return { name, steps: merger.steps, outputs: merger.outputs, differRows: merger.differRows };
}

/** Checks what a card promises of its steps and rows. @throws ArcError as `linkSteps`, or `program.card` with the row at fault */
export function checkCard(card: Card): void {
  linkSteps(card.steps);
  const outside = (row: { readonly step: number }) => row.step < 0 || row.step >= card.steps.length;
  const output = card.outputs.find(outside);
  if (output !== undefined) {
    throw new ArcError('program.card', `card ${card.name}: the output of ${output.solverId} is step t${output.step + 1}, but there are ${card.steps.length} steps`);
  }
  const row = card.differRows.find(outside);
  if (row !== undefined) {
    throw new ArcError('program.card', `card ${card.name}: a row of ${row.differ} is step t${row.step + 1}, but there are ${card.steps.length} steps`);
  }
  const ids = [...card.outputs.map(({ solverId }) => solverId), ...card.differRows.flatMap(({ owner, differ }) => (owner === null ? [differ] : [owner, differ]))];
  const odd = ids.find((id) => !/^[\w-]+$/.test(id));
  if (odd !== undefined) throw new ArcError('program.card', `card ${card.name}: "${odd}" is not a plain name; use letters, digits, "_" and "-"`);
  if (card.outputs.length === 0) throw new ArcError('program.card', `card ${card.name}: it has no outputs; merge at least one solver`);
}

class Merger {
  readonly steps: Step[] = [];
  readonly outputs: OutputRow[] = [];
  readonly differRows: DifferRow[] = [];
  private readonly indexByText = new Map<string, number>();

  constructor(private readonly differs: readonly Differ[]) {}

  addStep(step: Step): number {
    const text = printCall(step, (index) => `t${index + 1}`);
    let index = this.indexByText.get(text);
    if (index === undefined) {
      index = this.steps.push(step) - 1;
      this.indexByText.set(text, index);
    }
    return index;
  }

  addOutput(step: number, solverId: string): void {
    this.outputs.push({ step, isMutated: false, solverId });
    this.mergeDiffers({ kind: 'step', index: step }, solverId);
  }

  /** Merges every differ with its grid `I` bound to an operand. */
  mergeDiffers(grid: Operand, owner: string | null): void {
    for (const { name, program } of this.differs) {
      const renumbered: number[] = [];
      const bind = (operand: Operand): Operand => {
        if (operand.kind === 'step') return { kind: 'step', index: renumbered[operand.index]! };
        return operand.kind === 'input' && operand.name === 'I' ? grid : operand;
      };
      for (const step of linesOf(program)) {
        renumbered.push(this.addStep({ ...step, callee: bind(step.callee), operands: step.operands.map(bind) }));
      }
      this.differRows.push({ step: renumbered.at(-1)!, owner, differ: name });
    }
  }
}
