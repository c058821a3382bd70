import type { SyntaxNode } from '@lezer/common';
import { findWord } from '../dsl/vocabulary.js';
import type { Program, Signature } from './program.js';
import { childrenOf, PythonText, shorten, type Expression } from './python-syntax.js';
import { printCall, wrongCount, type InputName, type Literal, type Operand, type Step } from './step.js';
import { UnknownNames, type UnknownNameRule } from './unknown-names.js';

/** How a text of solvers is read. */
export interface ParseSolversOptions {
  /** What errors call the text. @defaultValue `'<text>'` */
  readonly file?: string;
  /** What becomes of names known to nobody. @defaultValue `'refuse'` */
  readonly unknown?: UnknownNameRule;
}

/**
 * Reads a file of solver programs: straight-line or inlined, `solve_<id>(I)` or `solve(S, I, C)`; imports, comments and
 * blank lines are passed over. A parser does the syntax; nothing is evaluated as code.
 *
 * @returns the programs in the order of the file
 * @throws ArcError with file, line and column: `program.unknown-name` with the names known to nobody up to the first fault, `program.syntax`
 *   for that fault if there are none
 * @example parseSolvers('def solve_1a(I):\n    O = vmirror(I)\n    return O\n')[0].name // => 'solve_1a'
 */
export function parseSolvers(text: string, options: ParseSolversOptions = {}): Program[] {
  const source = new PythonText(text, options.file ?? '<text>');
  const programs: Program[] = [];
  const names = new Set<string>(), unknown = new UnknownNames();
  try {
    for (const statement of source.statements()) {
      if (statement.name === 'ImportStatement') continue;
      if (statement.name !== 'FunctionDefinition') {
        source.fail(statement.from, `"${shorten(source.textOf(statement))}" has no place outside a function; a file holds imports and "def solve_…" only`);
      }
      const program = new ProgramReader(source, unknown).read(statement);
      if (names.has(program.name)) source.fail(statement.from, `${program.name} is defined twice; give each solver a name of its own`);
      names.add(program.name);
      programs.push(program);
    }
  } finally {
    // They stand before the fault that ended the reading, if one did, and are told in its stead.
    if (options.unknown !== 'default') unknown.refuse(source.place);
  }
  return programs;
}

/** Reads one function. */
class ProgramReader {
  private readonly steps: Step[] = [];
  private readonly variables: string[] = [];
  private readonly indexByVariable = new Map<string, number>();
  private readonly indexByCall = new Map<string, number>();
  private inputs: readonly string[] = [];
  /** The variables of all lines, also of those to come. */
  private assigned: ReadonlySet<string> = new Set();

  constructor(private readonly source: PythonText, private readonly unknown: UnknownNames) {}

  read(definition: SyntaxNode): Program {
    const [keyword, nameNode, parameters, body] = childrenOf(definition);
    if (keyword!.name !== 'def' || nameNode?.name !== 'VariableName' || parameters?.name !== 'ParamList' || body?.name !== 'Body') {
      return this.source.fail(definition.from, 'this function cannot be read; write "def solve_<id>(I):" or "def solve(S, I, C):", without annotations');
    }
    const signature = this.signature(parameters);
    const statements = this.source.statementsOf(body);
    const returned = statements.at(-1)?.name === 'ReturnStatement' ? statements.pop() : undefined;
    this.assigned = new Set(statements.map((statement) => this.source.textOf(statement.firstChild!)));
    for (const statement of statements) this.assignment(statement);
    if (returned === undefined) {
      return this.source.fail(statements.at(-1)?.from ?? definition.from, `${this.source.textOf(nameNode)} does not end with a return; add "return O"`);
    }
    const [, value, ...others] = childrenOf(returned);
    if (value === undefined || others.length > 0) return this.source.fail(returned.from, `"${shorten(this.source.textOf(returned))}" does not return one value; write "return O"`);
    const expression = this.source.expression(value);
    const form = statements.length === 0 && expression.kind === 'call' ? 'inlined' : 'straight-line';
    const result = this.operand(expression, form === 'inlined');
    return { name: this.source.textOf(nameNode), signature, steps: this.steps, variables: this.variables, result, form };
  }

  private signature(parameters: SyntaxNode): Signature {
    const text = this.source.textOf(parameters).replaceAll(/#.*|\\\n|\s/g, '').replace(/,\)$/, ')');
    if (text !== '(I)' && text !== '(S,I,C)') {
      return this.source.fail(parameters.from, `the parameters are ${shorten(text)}; they are (I) or (S, I, C)`);
    }
    this.inputs = text.slice(1, -1).split(',');
    return text === '(I)' ? 'I' : 'S, I, C';
  }

  private assignment(statement: SyntaxNode): void {
    const [target, operator, value, ...rest] = childrenOf(statement);
    if (statement.name !== 'AssignStatement' || target?.name !== 'VariableName' || operator?.name !== 'AssignOp'
      || value === undefined || rest.length > 0) {
      return this.source.fail(statement.from, `"${shorten(this.source.textOf(statement))}" is not of the form "x1 = f(a, b)"; solvers are straight lines of calls`);
    }
    const name = this.source.textOf(target);
    if (this.indexByVariable.has(name) || this.inputs.includes(name)) {
      return this.source.fail(target.from, `${name} is assigned twice; give each line a name of its own`);
    }
    if (findWord(name) !== undefined) return this.source.fail(target.from, `${name} is a word of the language; name the variable otherwise`);
    const expression = this.source.expression(value);
    if (expression.kind !== 'call') return this.source.fail(value.from, `${name} is not assigned a call; write "${name} = identity(…)"`);
    const index = this.call(expression, false);
    this.variables[index] = name;
    this.indexByVariable.set(name, index);
  }

  /** Appends the steps of a call; with `isShared`, equal calls become one step. */
  private call(call: Expression & { kind: 'call' }, isShared: boolean): number {
    const callee = this.operand(call.callee, isShared);
    if (callee.kind === 'literal') return this.source.fail(call.at, 'a constant is called; only functions can be');
    const operands = call.args.map((arg) => this.operand(arg.value, isShared));
    const keywords = call.args.some((arg) => arg.keyword !== undefined) ? call.args.map((arg) => arg.keyword) : undefined;
    const step: Step = keywords === undefined ? { callee, operands } : { callee, operands, keywords };
    this.checkCall(step, call);
    if (!isShared) return this.steps.push(step) - 1;
    const text = printCall(step, (index) => `$${index}`);
    let index = this.indexByCall.get(text);
    if (index === undefined) {
      index = this.steps.push(step) - 1;
      this.variables[index] = `x${index + 1}`;
      this.indexByCall.set(text, index);
    }
    return index;
  }

  private operand(expression: Expression, isShared: boolean): Operand {
    switch (expression.kind) {
      case 'name': return this.name(expression.name, expression.at);
      case 'number': case 'boolean': return { kind: 'literal', value: expression.value };
      case 'none': return { kind: 'literal', value: null };
      case 'tuple': return { kind: 'literal', value: this.pair(expression.items, expression.at) };
      case 'call':
        if (!isShared) return this.source.fail(expression.at, 'a call stands inside a line; give it a line and a name of its own');
        return { kind: 'step', index: this.call(expression, isShared) };
      default: return this.source.fail(expression.at, `a ${expression.kind} has no place in a solver; only calls, names and constants have`);
    }
  }

  private name(name: string, at: number): Operand {
    const index = this.indexByVariable.get(name);
    if (index !== undefined) return { kind: 'step', index };
    if (this.inputs.includes(name)) return { kind: 'input', name: name as InputName };
    if (findWord(name) !== undefined) return { kind: 'word', name };
    if (this.assigned.has(name)) return this.source.fail(at, `${name} is used before it is assigned; move its line up`);
    this.unknown.add(name, () => this.source.positionOf(at), () => [...this.indexByVariable.keys(), ...this.inputs]);
    return { kind: 'unknown', name };
  }

  private pair(items: readonly Expression[], at: number): Literal {
    const [i, j] = items;
    if (items.length === 2 && i?.kind === 'number' && j?.kind === 'number') return [i.value, j.value];
    return this.source.fail(at, 'a tuple that is not a pair of integers has no place in a solver');
  }

  private checkCall(step: Step, call: Expression & { kind: 'call' }): void {
    if (step.callee.kind !== 'word') {
      if (call.args.length === 0) this.source.fail(call.at, `${call.callee.kind === 'name' ? call.callee.name : 'a function'} is called without arguments; every function of the language takes at least one`);
      if (step.callee.kind !== 'unknown' && step.keywords !== undefined) this.source.fail(call.at, 'a variable is called with a keyword argument; pass it by position');
      return;
    }
    const word = findWord(step.callee.name)!;
    if (word.kind === 'constant') return this.source.fail(call.at, `${step.callee.name} is a constant, not a function`);
    const { arity, parameters, name } = word.primitive;
    if (arity !== step.operands.length) {
      this.source.fail(call.at, wrongCount(name, arity, step.operands.length));
    }
    const given = new Set<string>();
    step.keywords?.forEach((keyword, k) => {
      const known = keyword === undefined ? parameters[k]!.name : keyword;
      const isKnown = parameters.some((parameter) => parameter.name === known);
      if (!isKnown) this.source.fail(call.args[k]!.value.at, `${name} has no parameter ${known}; it has ${parameters.map((p) => p.name).join(', ')}`);
      if (given.has(known)) this.source.fail(call.args[k]!.value.at, `${name} is given its parameter ${known} twice`);
      given.add(known);
    });
  }
}
