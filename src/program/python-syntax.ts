import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { ArcError } from '../values/error.js';

/** The part of Python's expressions that solver and card texts use. `at` is the offset in the text. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'none'; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[]; readonly at: number }
  | { readonly kind: 'dictionary'; readonly entries: readonly (readonly [Expression, Expression])[]; readonly at: number }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly at: number }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Argument[]; readonly at: number };

/** An argument of a call. */
export interface Argument {
  readonly keyword: string | undefined;
  readonly value: Expression;
}

/** Deepest nesting of expressions that is read. */
const DEEPEST = 1000;

/** A Python text with its syntax tree and the means to point into it. Nothing in it is ever evaluated as code. */
export class PythonText {
  /** As Python reads it: no byte order mark, line feeds alone as line ends, no blanks up to a form feed at the beginning of a line. */
  readonly text: string;
  private readonly tree: Tree;

  /** @param place what stands before the line number in errors: the file's name */
  constructor(text: string, readonly place: string) {
    this.text = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n').replaceAll(/^[ \t\f]*\f/gm, '');
    this.tree = parser.parse(this.text);
  }

  /**
   * The statements at the top of the text, comments left out.
   *
   * @throws ArcError `program.syntax` at the first place that is not Python
   */
  statements(): SyntaxNode[] {
    this.refuseFaults();
    return this.statementsOf(this.root);
  }

  /**
   * The statements of a block, those that share a line one by one, comments left out.
   *
   * @throws ArcError `program.syntax` at the first line that is not indented as the first one, blank by blank and tab by tab
   */
  statementsOf(block: SyntaxNode): SyntaxNode[] {
    const lines = childrenOf(block).filter((child) => !isPunctuation(child));
    const stray = lines.find((line) => this.indentationOf(line) !== this.indentationOf(lines[0]!));
    if (stray !== undefined) return this.fail(stray.from, 'this line is not indented as the lines before it; begin the lines of a function with the same blanks');
    return lines.flatMap((line) => (line.name === 'StatementGroup' ? childrenOf(line).filter((child) => child.name !== ';') : [line]));
  }

  /** The whole text, valid or not. */
  get root(): SyntaxNode {
    return this.tree.topNode;
  }

  /** Whether some place in the text is not Python. */
  get hasFaults(): boolean {
    return this.firstFault(this.root) !== undefined;
  }

  /** @throws ArcError `program.syntax` at the first place within a node that is not Python */
  refuseFaults(node: SyntaxNode = this.root): void {
    const at = this.firstFault(node);
    if (at !== undefined) this.fail(at, 'this is not valid Python; see the grammar of solver texts');
  }

  /** Visits all nodes of a kind, wherever they stand. */
  eachNode(name: string, visit: (node: SyntaxNode) => void): void {
    this.tree.iterate({ enter: (reference) => { if (reference.name === name) visit(reference.node); } });
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** Reads an expression. @throws ArcError `program.syntax` for a kind that these texts do not have */
  expression(node: SyntaxNode, depth = 0): Expression {
    const at = node.from;
    if (depth > DEEPEST) return this.fail(at, `calls are nested deeper than ${DEEPEST}; write the program as a straight line`);
    switch (node.name) {
      case 'VariableName': return { kind: 'name', name: this.textOf(node), at };
      case 'Boolean': return { kind: 'boolean', value: this.textOf(node) === 'True', at };
      case 'None': return { kind: 'none', at };
      case 'Number': return { kind: 'number', value: this.integer(node), at };
      case 'UnaryExpression': return this.negative(node);
      case 'String': return { kind: 'string', value: this.string(node), at };
      case 'ParenthesizedExpression': return this.expression(childrenOf(node)[1]!, depth + 1);
      case 'TupleExpression': return { kind: 'tuple', items: this.items(node, depth), at };
      case 'DictionaryExpression': return { kind: 'dictionary', entries: this.entries(node, depth), at };
      case 'MemberExpression': {
        const [object, , name] = childrenOf(node);
        if (name?.name !== 'PropertyName') return this.fail(at, 'an index in brackets has no place here');
        return { kind: 'member', object: this.expression(object!, depth + 1), name: this.textOf(name), at };
      }
      case 'CallExpression': {
        const [callee, args] = childrenOf(node);
        if (args?.name !== 'ArgList') return this.fail(at, 'this call cannot be read');
        return { kind: 'call', callee: this.expression(callee!, depth + 1), args: this.args(args, depth), at };
      }
      default: return this.fail(at, `"${shorten(this.textOf(node))}" has no place here; only calls, names and constants have`);
    }
  }

  /** Line and column of an offset, both from 1. */
  positionOf(at: number): { readonly line: number; readonly column: number } {
    const before = this.text.slice(0, at);
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
  }

  /** @throws ArcError `program.syntax` always: place, line, column, and the message */
  fail(at: number, message: string): never {
    const { line, column } = this.positionOf(at);
    throw new ArcError('program.syntax', `${this.place}:${line}:${column}: ${message}`, {
      details: { file: this.place, line, column },
    });
  }

  /** What stands before a node in its line. */
  private indentationOf(node: SyntaxNode): string {
    return this.text.slice(this.text.lastIndexOf('\n', node.from - 1) + 1, node.from);
  }

  private firstFault({ from, to }: SyntaxNode): number | undefined {
    let first: number | undefined;
    this.tree.iterate({
      from, to, enter: (node) => {
        if (node.type.isError && node.from >= from && node.to <= to) first ??= node.from;
        return first === undefined;
      },
    });
    return first;
  }

  private integer(node: SyntaxNode): number {
    const text = this.textOf(node);
    if (!/^(0|[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) {
      return this.fail(node.from, `"${shorten(text)}" is not a whole number that fits; write an integer such as 5`);
    }
    return Number(text);
  }

  private negative(node: SyntaxNode): Expression {
    const [operator, operand] = childrenOf(node);
    if (this.textOf(operator!) !== '-' || operand?.name !== 'Number') {
      return this.fail(node.from, `"${shorten(this.textOf(node))}" has no place here; only calls, names and constants have`);
    }
    const value = this.integer(operand);
    if (value === 0) return this.fail(node.from, '"-0" is no other number than 0; write 0');
    return { kind: 'number', value: -value, at: node.from };
  }

  private string(node: SyntaxNode): string {
    const text = this.textOf(node);
    const match = /^(['"])([^'"\\\n]*)\1$/.exec(text);
    return match === null ? this.fail(node.from, 'this string cannot be read; write it plain, in single quotes') : match[2]!;
  }

  private items(node: SyntaxNode, depth: number): Expression[] {
    return childrenOf(node).filter((child) => !isPunctuation(child)).map((child) => this.expression(child, depth + 1));
  }

  private entries(node: SyntaxNode, depth: number): [Expression, Expression][] {
    const items = this.items(node, depth);
    if (items.length % 2 !== 0) return this.fail(node.from, 'this dictionary cannot be read; write key: value');
    return items.flatMap((item, k) => (k % 2 === 0 ? [[item, items[k + 1]!] as [Expression, Expression]] : []));
  }

  private args(node: SyntaxNode, depth: number): Argument[] {
    const args: Argument[] = [];
    const children = childrenOf(node).filter((child) => !isPunctuation(child));
    for (let k = 0; k < children.length; k++) {
      const operator = children[k + 1];
      if (operator?.name === 'AssignOp' && this.textOf(operator) === '=') {
        args.push({ keyword: this.textOf(children[k]!), value: this.expression(children[k + 2]!, depth + 1) });
        k += 2;
      } else if (args.at(-1)?.keyword !== undefined) {
        return this.fail(children[k]!.from, 'a positional argument follows a keyword argument');
      } else {
        args.push({ keyword: undefined, value: this.expression(children[k]!, depth + 1) });
      }
    }
    return args;
  }
}

/** The children of a node, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

/** A piece of text short enough for an error line. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** Whether a node is a bracket, comma or colon. */
export function isPunctuation(node: SyntaxNode): boolean {
  return ['(', ')', ',', '{', '}', ':'].includes(node.name);
}
