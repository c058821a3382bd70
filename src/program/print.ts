import { ArcError } from '../values/error.js';
import type { Program } from './program.js';
import { printCall, printOperand, sliceSteps, stepOperands, type Step } from './step.js';

/** Longest inlined text that is written out, in characters: a shared value is copied, so lengths can grow exponentially. */
export const LONGEST_INLINED_TEXT = 16_000_000;

/** A program's text in the form that it was read from. */
export function printProgram(program: Program): string {
  return program.form === 'inlined' ? printInlined(program) : printStraightLine(program);
}

/** One assignment a line. */
export function printStraightLine(program: Program): string {
  const nameOf = (index: number) => program.variables[index]!;
  const lines = program.steps.map((step, k) => `    ${nameOf(k)} = ${printCall(step, nameOf)}\n`);
  return `def ${program.name}(${program.signature}):\n${lines.join('')}    return ${printOperand(program.result, nameOf)}\n`;
}

/** The form with a single nested expression, as `ast.unparse` writes it (no newline at the end). */
export function printInlined(program: Program): string {
  const textOf = stepTexts(program.steps);
  return `def ${program.name}(${program.signature}):\n    return ${printOperand(program.result, textOf)}`;
}

/**
 * The nested expression of each step, computed on demand and kept: asking for many steps of one list shares the work.
 *
 * @returns a function from a step's 0-based index to its text
 * @throws ArcError `program.too-long` from that function, over {@link LONGEST_INLINED_TEXT}
 */
export function stepTexts(steps: readonly Step[]): (index: number) => string {
  const texts: (string | undefined)[] = new Array(steps.length);
  return (wanted) => {
    const known = texts[wanted];
    if (known !== undefined) return known;
    for (const index of sliceSteps(steps, wanted)) {
      if (texts[index] !== undefined) continue;
      const text = printCall(steps[index]!, (operand) => texts[operand]!);
      if (text.length > LONGEST_INLINED_TEXT) {
        throw new ArcError('program.too-long', `step t${index + 1} inlined is longer than ${LONGEST_INLINED_TEXT} characters`);
      }
      texts[index] = text;
    }
    return texts[wanted]!;
  };
}

/** Header and nested expression of one step of a list: the text whose md5 names a solver's files. */
export function inlinedSource(expression: string, functionName = 'solve'): string {
  return `def ${functionName}(S, I, C):\n    return ${expression}`;
}

/** The slice of a step as text, one step a line, then the return: the text that tells candidates apart. */
export function bodyText(steps: readonly Step[], index: number): string {
  const nameOf = (k: number) => `t${k + 1}`;
  const lines = sliceSteps(steps, index).map((k) => `    ${nameOf(k)} = ${printCall(steps[k]!, nameOf)}\n`);
  return `${lines.join('')}    return ${nameOf(index)}`;
}

/**
 * The file text of a step: its expression written out again, depth first, arguments left to right, equal
 * sub-expressions once, `x1`.. in order of emission and the last named `O`.
 */
export function expandedSource(steps: readonly Step[], index: number, functionName = 'solve'): string {
  const lines: string[] = [];
  const nameByCall = new Map<string, string>();
  const nameByStep = new Map<number, string>();
  const open = [index];
  while (open.length > 0) {
    const k = open.at(-1)!, step = steps[k]!;
    const next = stepOperands(step).find((operand) => !nameByStep.has(operand));
    if (next !== undefined) {
      open.push(next);
      continue;
    }
    open.pop();
    const call = printCall(step, (operand) => nameByStep.get(operand)!);
    let name = nameByCall.get(call);
    if (name === undefined) {
      name = k === index ? 'O' : `x${lines.length + 1}`;
      nameByCall.set(call, name);
      lines.push(`    ${name} = ${call}\n`);
    }
    nameByStep.set(k, name);
  }
  return `from dsl import *\nfrom constants import *\n\ndef ${functionName}(S, I, C):\n${lines.join('')}    return O\n`;
}
