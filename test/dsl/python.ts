import { expect, it } from 'vitest';
import { readFunction } from '../../src/dsl/arguments.js';
import { exceptionOf } from '../../src/dsl/failure.js';
import { encodeValue } from '../../src/dsl/notation.js';
import { callPrimitive, findPrimitive } from '../../src/dsl/registry.js';
import { frozenSet } from '../../src/values/set-building.js';
import { Tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';

/** The names that the specification's examples use. */
const NAMED: Readonly<Record<string, string>> = {
  G33: '((1, 0, 2), (0, 0, 0), (3, 0, 4))',
  G23: '((0, 1, 2), (3, 4, 5))',
  IND: '{(0, 0), (0, 1), (2, 1)}',
  OBJ: '{(3, (0, 0)), (3, (0, 1)), (5, (2, 1))}',
};
const LITERALS = new Map<string, Value>([['True', true], ['False', false], ['None', null]]);

/** Evaluates the specification's way to write values and calls: Python's literals, sets in braces, primitives by name. */
class Evaluator {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(text: string) {
    this.tokens = text.match(/-?\d+|\w+|[(){},]/g) ?? [];
  }

  run(): Value {
    const value = this.expression();
    if (this.at < this.tokens.length) throw new Error(`unread: ${this.tokens.slice(this.at).join(' ')}`);
    return value;
  }

  private expression(): Value {
    const token = this.tokens[this.at++]!;
    if (/^-?\d/.test(token)) return Number.isSafeInteger(Number(token)) ? Number(token) : BigInt(token);
    if (token === '(') return this.parenthesis();
    if (token === '{') return frozenSet(this.list('}').items);
    if (LITERALS.has(token)) return LITERALS.get(token)!;
    return token in NAMED ? evaluate(NAMED[token]!) : this.primitive(token);
  }

  private primitive(name: string): Value {
    const call = findPrimitive(name)?.call;
    if (call === undefined) throw new Error(`unknown name ${name}`);
    if (this.tokens[this.at] !== '(') return call;
    this.at++;
    let value = callPrimitive(name, this.list(')').items);
    while (this.tokens[this.at] === '(') {
      this.at++;
      const { items } = this.list(')');
      value = (readFunction(value, items.length as 1, 'call') as (...args: Value[]) => Value)(...items);
    }
    return value;
  }

  private parenthesis(): Value {
    const { items, endsInComma } = this.list(')');
    return items.length === 1 && !endsInComma ? items[0]! : new Tuple(items);
  }

  private list(closing: string): { items: Value[]; endsInComma: boolean } {
    const items: Value[] = [];
    while (this.tokens[this.at] !== closing) {
      items.push(this.expression());
      if (this.tokens[this.at] === ',') this.at++;
    }
    this.at++;
    return { items, endsInComma: this.tokens[this.at - 2] === ',' };
  }
}

/** The value of an expression such as `add((1, 2), 10)`. */
export function evaluate(text: string): Value {
  return new Evaluator(text).run();
}

function exceptionIn(text: string): string | undefined {
  try {
    evaluate(text);
  } catch (error) {
    return exceptionOf(error) ?? String(error);
  }
  return undefined;
}

/**
 * A test for each row: the call comes to the value exactly (`true` is not 1, and no zero is -0), or fails.
 *
 * @param rows by call: a value, or the name of a Python exception
 */
export function itComesTo(rows: Readonly<Record<string, string>>): void {
  for (const [call, outcome] of Object.entries(rows)) {
    const isException = /^[A-Z]\w+(Error|Iteration)$/.test(outcome);
    it(`${call} ${isException ? 'raises' : 'gives'} ${outcome}`, () => {
      if (isException) expect(exceptionIn(call)).toBe(outcome);
      else expect(encodeValue(evaluate(call))).toStrictEqual(encodeValue(evaluate(outcome)));
    });
  }
}
