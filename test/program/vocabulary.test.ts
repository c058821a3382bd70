import { describe, expect, it } from 'vitest';
import { CARD_CONSTANTS, CARD_WORDS, findCardWord } from '../../src/dsl/card-words.js';
import type { Primitive, TypeName } from '../../src/dsl/primitive.js';
import { CONSTANTS, PRIMITIVES } from '../../src/dsl/registry.js';
import { findWord } from '../../src/dsl/vocabulary.js';
import { evaluateProgram, evaluateSteps } from '../../src/program/evaluate.js';
import { importCard } from '../../src/program/import-card.js';
import { linkSteps } from '../../src/program/link.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import type { Step } from '../../src/program/step.js';
import { isEqual } from '../../src/values/equality.js';
import { EMPTY_SET } from '../../src/values/frozen-set.js';
import { grid } from '../../src/values/grid.js';
import { EMPTY_TUPLE } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';

const TWINS = PRIMITIVES.flatMap(({ name }) => ['t', 'f', 'i', 'o'].map((letter) => findCardWord(`${name}_${letter}`)!));
const WORDS: readonly Primitive[] = [...PRIMITIVES, ...CARD_WORDS, ...TWINS];
const WATCH = { checkpoint: () => undefined, timeoutMs: 60_000, nowMs: () => 0 };
const I = grid([[1, 2], [3, 4]]);

/** What a failed step yields by result type, written down from SCORING anew. */
const DEFAULTS: Record<Exclude<TypeName, 'Callable'>, Value> = {
  FrozenSet: EMPTY_SET, IntegerSet: EMPTY_SET, Indices: EMPTY_SET, IndicesSet: EMPTY_SET, Object: EMPTY_SET, Objects: EMPTY_SET, Patch: EMPTY_SET,
  Tuple: EMPTY_TUPLE, TupleTuple: EMPTY_TUPLE, IntegerTuple: EMPTY_TUPLE, Grid: EMPTY_TUPLE, Container: EMPTY_TUPLE, ContainerContainer: EMPTY_TUPLE,
  Element: EMPTY_TUPLE, Piece: EMPTY_TUPLE, Numerical: EMPTY_TUPLE, Any: EMPTY_TUPLE, Integer: 0, Boolean: false,
};

/** The values of a list of steps in a solve pass, and how many failed. */
function valuesOf(steps: readonly Step[]): { values: Value[]; failures: number } {
  const linked = linkSteps(steps);
  const { slots, failures } = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C: null }, WATCH);
  return { values: steps.map((_, index) => slots[linked.slotOf({ kind: 'step', index })]!), failures };
}
const stepsOf = (text: string, unknown: 'refuse' | 'default' = 'refuse') => parseSolvers(`def solve(S, I, C):\n${text}    return O\n`, { unknown })[0]!.steps;

describe('the vocabulary of programs and cards', () => {
  it('findWord(name) knows the 160, the card words and the typed twins as primitives, with the rows of the registry', () => {
    expect(WORDS).toHaveLength(160 * 5 + CARD_WORDS.length);
    for (const word of WORDS) expect(findWord(word.name)).toEqual({ kind: 'primitive', primitive: word });
  });

  it('parseSolvers(text) and importCard(texts) take every word, as callee and as argument', () => {
    const calls = WORDS.map(({ name, arity }) => `${name}(${Array.from({ length: arity }, () => 'I').join(', ')})`);
    const uses = WORDS.map(({ name }) => `identity(${name})`);
    const lines = [...calls, ...uses].map((call, k) => `    v${k} = ${call}\n`);
    expect(stepsOf(`${lines.join('')}    O = identity(I)\n`)).toHaveLength(WORDS.length * 2 + 1);
    const text = `t_call = {${[...calls, ...uses].map((call, k) => `${k + 1}: '${call}'`).join(', ')}}\no.append((1, False, 'a', t1))\n`;
    const { card } = importCard([{ file: 'call.py', text }], { name: 'all' });
    expect(card.steps).toEqual(stepsOf(`${lines.join('')}    O = identity(I)\n`).slice(0, -1));
  });

  it('evaluateProgram(program, grid) gives every constant its value', () => {
    for (const [name, value] of [...CONSTANTS, ...CARD_CONSTANTS]) {
      const [program] = parseSolvers(`def solve(S, I, C):\n    O = identity(${name})\n    return O\n`);
      expect(isEqual(evaluateProgram(program!, I), value), name).toBe(true);
    }
  });

  it('evaluateSteps(steps) gives what the word gives, and where it fails the default of its result type', () => {
    let failing = 0;
    for (const { name, arity, result, call } of WORDS) {
      // C is None in a solve pass, so most words fail.
      const { values, failures } = valuesOf(stepsOf(`    O = ${name}(${Array.from({ length: arity }, () => 'C').join(', ')})\n`));
      let expected: Value | undefined;
      try {
        expected = call(...new Array<null>(arity).fill(null));
      } catch {
        failing++;
      }
      expect(failures, name).toBe(expected === undefined ? 1 : 0);
      if (typeof values[0] === 'function') expect(result).toBe('Callable');
      else expect(isEqual(values[0]!, expected === undefined ? DEFAULTS[result as keyof typeof DEFAULTS] : expected), name).toBe(true);
    }
    expect(failing).toBeGreaterThan(WORDS.length / 2);
  });

  it('evaluateSteps(steps) of a step that holds a name known to nobody gives the default of its word, and the empty tuple for an unknown word', () => {
    for (const { name, arity, result } of WORDS.filter((word) => word.result !== 'Callable')) {
      const args = Array.from({ length: arity }, (_, k) => (k === arity - 1 ? 'NOBODY' : 'I'));
      const { values, failures } = valuesOf(stepsOf(`    O = ${name}(${args.join(', ')})\n`, 'default'));
      expect(failures).toBe(1);
      expect(isEqual(values[0]!, DEFAULTS[result as keyof typeof DEFAULTS]), name).toBe(true);
    }
    expect(valuesOf(stepsOf('    O = nobody(I, S, C)\n', 'default'))).toEqual({ values: [EMPTY_TUPLE], failures: 1 });
  });

  it('evaluateSteps(steps) of a failed step that is due to give a function gives one that returns the empty tuple', () => {
    const { values, failures } = valuesOf(stepsOf('    x1 = compose(size, NOBODY)\n    x2 = x1(I)\n    x3 = apply(x1, I)\n    x4 = fork(combine, x1, x1)\n    O = x4(I)\n', 'default'));
    expect(failures).toBe(1);
    expect(values.slice(1).filter((value) => typeof value !== 'function').map((value) => isEqual(value, EMPTY_TUPLE))).toEqual([true, false, true]);
  });

  it('evaluateSteps(steps) of a called variable that fails gives the empty tuple, whatever it holds', () => {
    const { values, failures } = valuesOf(stepsOf('    x1 = identity(size)\n    x2 = x1(C)\n    x3 = identity(palette)\n    x4 = x3(C)\n    x5 = identity(I)\n    x6 = x5(I)\n    x7 = x1(I, I)\n    O = identity(x2)\n'));
    expect(failures).toBe(4);
    for (const k of [1, 3, 5, 6]) expect(values[k]).toBe(EMPTY_TUPLE);
  });
});
