import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_CONSTANTS, CARD_WORDS } from '../../src/dsl/card-words.js';
import { CONSTANTS, PRIMITIVES } from '../../src/dsl/registry.js';
import { findWord } from '../../src/dsl/vocabulary.js';
import { decodeCard, encodeCard } from '../../src/program/card-json.js';
import { mergeCard, type Card } from '../../src/program/card.js';
import { constantsLike } from '../../src/program/constant-kinds.js';
import { linkSteps } from '../../src/program/link.js';
import { mutateCard } from '../../src/program/mutate-card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { readCard } from '../../src/program/read-card.js';
import { sliceSteps, type Operand, type Step } from '../../src/program/step.js';
import { stepTexts } from '../../src/program/print.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { isEqual } from '../../src/values/equality.js';
import { differText, solverText } from './random-programs.js';

const ONERUN = readCard('onerun');

function cardOf(...lines: string[]): Card {
  return mergeCard('card', parseSolvers(`def solve_a(S, I, C):\n    ${lines.join('\n    ')}\n    return O\n`), builtInDiffers());
}

/** The type of what stands in a call: a primitive's signature, a constant's kind, a step's result type. */
function kindOf(operand: Operand, steps: readonly Step[]): string {
  switch (operand.kind) {
    case 'step': {
      const { callee } = steps[operand.index]!, word = callee.kind === 'word' ? findWord(callee.name) : undefined;
      return word?.kind === 'primitive' ? word.primitive.result : 'Any';
    }
    case 'input': return operand.name === 'I' ? 'Grid' : operand.name;
    case 'word': {
      const word = findWord(operand.name)!;
      if (word.kind === 'primitive') return `${word.primitive.parameters.map(({ type }) => type).join()}:${word.primitive.result}`;
      return [operand.name, ...constantsLike(operand.name)].sort().join();
    }
    case 'literal': return typeof operand.value;
    case 'unknown': return operand.name;
  }
}

/** Where a copy with one mutation differs from its original: what stood there, and what stands there now. */
function* changes(before: readonly Step[], after: readonly Step[], from: number, to: number): Generator<readonly [Operand, Operand]> {
  const [old, now] = [before[from]!, after[to]!];
  for (const [k, operand] of [old.callee, ...old.operands].entries()) {
    const other = [now.callee, ...now.operands][k]!;
    // Steps of the original card are there as they were: one that is not the operand itself has replaced it.
    if (operand.kind === 'step' && other.kind === 'step' && other.index >= before.length) yield* changes(before, after, operand.index, other.index);
    else if (JSON.stringify(operand) !== JSON.stringify(other)) yield [operand, other];
  }
}

describe('mutateCard', () => {
  it('mutateCard(card, {seed}) gives the same card for the same seed and another for another', () => {
    const make = (seed: number) => JSON.stringify(encodeCard(mutateCard(ONERUN, { seed, copies: 3 })));
    expect(make(7)).toBe(make(7));
    expect(make(7)).not.toBe(make(8));
  });

  it('mutateCard(card, {copies}) keeps the card and adds copies of every output, marked as mutated', () => {
    const mutated = mutateCard(ONERUN, { copies: 5 });
    expect(mutated.steps.slice(0, ONERUN.steps.length)).toEqual(ONERUN.steps);
    expect(mutated.outputs.slice(0, 32)).toEqual(ONERUN.outputs);
    expect(mutated.differRows).toEqual(ONERUN.differRows);
    const copies = mutated.outputs.slice(32);
    expect(copies).toHaveLength(32 * 5);
    expect(copies.every(({ isMutated }) => isMutated)).toBe(true);
    expect(new Set(copies.map(({ solverId }) => solverId)).size).toBe(32);
  });

  it('mutateCard(card, {copies: 100}) grows to thousands of outputs, nearly all of them different, and stays a valid card', () => {
    const mutated = mutateCard(ONERUN, { copies: 100, seed: 3 });
    expect(mutated.outputs).toHaveLength(32 * 101);
    expect(new Set(mutated.outputs.map(({ step }) => step)).size).toBeGreaterThan(2500);
    linkSteps(mutated.steps);
    const small = mutateCard(ONERUN, { copies: 10, seed: 3 });
    expect(decodeCard(encodeCard(small), 'mutated.json')).toEqual(small);
  });

  it.each([0, 0.01, 0.3, 1])('mutateCard(card, {rate: %d}) makes copies that differ from their original, each a valid program', (rate) => {
    const mutated = mutateCard(ONERUN, { rate, copies: 4, seed: 11 });
    const textOf = stepTexts(mutated.steps), originals = new Map(ONERUN.outputs.map(({ step, solverId }) => [solverId, textOf(step)]));
    for (const { step, solverId } of mutated.outputs.slice(32)) expect(textOf(step)).not.toBe(originals.get(solverId));
    linkSteps(mutated.steps);
  });

  it('mutateCard(card) of any card is valid, shares equal steps, and leaves no step that nobody needs', () => {
    const texts = fc.tuple(solverText('a'), solverText('b'), differText);
    fc.assert(fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1000), ([a, b, differ], rate, seed) => {
      const card = mergeCard('card', parseSolvers(`${a}\n\n${b}`), [{ name: 'differ', program: parseSolvers(differ)[0]! }]);
      const mutated = mutateCard(card, { rate, seed, copies: 3 });
      expect(decodeCard(encodeCard(mutated), 'mutated.json')).toEqual(mutated);
      expect(new Set(encodeCard(mutated).steps).size).toBe(mutated.steps.length);
      const needed = new Set(mutated.outputs.flatMap(({ step }) => sliceSteps(mutated.steps, step)));
      for (let k = card.steps.length; k < mutated.steps.length; k++) expect(needed.has(k)).toBe(true);
      for (const { step, solverId, isMutated } of mutated.outputs) {
        if (isMutated) expect(step).not.toBe(card.outputs.find((output) => output.solverId === solverId)!.step);
      }
    }), { numRuns: 80 });
  });

  it('mutateCard(card) changes a color into a color, a rank into a rank, a primitive into one of its signature, an operand into one of its type', () => {
    const mutated = mutateCard(ONERUN, { rate: 0, copies: 40, seed: 5 });
    const kinds = new Map<string, number>();
    for (const copy of mutated.outputs.slice(32)) {
      if (copy.step < ONERUN.steps.length) continue;
      const original = ONERUN.outputs.find(({ solverId }) => solverId === copy.solverId)!;
      const changed = [...changes(ONERUN.steps, mutated.steps, original.step, copy.step)];
      expect(changed.length).toBeGreaterThan(0);
      for (const [old, now] of changed) {
        expect(kindOf(now, mutated.steps)).toBe(kindOf(old, ONERUN.steps));
        kinds.set(old.kind, (kinds.get(old.kind) ?? 0) + 1);
      }
    }
    expect(kinds.get('word')).toBeGreaterThan(100);
    expect(kinds.get('step')).toBeGreaterThan(100);
    expect(kinds.get('input')).toBeGreaterThan(20);
  });

  it('mutateCard(card) takes operands of the same type that come earlier and do not depend on C', () => {
    const card = cardOf('x1 = vmirror(I)', 'x2 = hmirror(x1)', 'x3 = palette(x2)', 'x4 = trim(x2)', 'O = combine(x3, x3)');
    const mutated = mutateCard(card, { rate: 1, copies: 60, seed: 2 });
    const dependents = new Set<number>();
    mutated.steps.forEach((step, k) => {
      if ([step.callee, ...step.operands].some((operand) => (operand.kind === 'input' && operand.name === 'C') || (operand.kind === 'step' && dependents.has(operand.index)))) dependents.add(k);
    });
    for (const { step, isMutated } of mutated.outputs) if (isMutated) expect(dependents.has(step)).toBe(false);
    for (const step of mutated.steps.slice(card.steps.length)) {
      if (step.callee.kind !== 'word') continue;
      if (['combine', 'difference', 'intersection'].includes(step.callee.name)) for (const operand of step.operands) expect(kindOf(operand, mutated.steps)).toBe('IntegerSet');
    }
  });

  it('mutateCard(card) changes literals, twins and card words as well, and no primitive that is called by keywords', () => {
    const wordsIn = (lines: string[]) => new Set(encodeCard(mutateCard(cardOf(...lines), { rate: 0.5, copies: 60, seed: 4 })).steps.slice(cardOf(...lines).steps.length).map((text) => text.split('(')[0]));
    expect(wordsIn(['O = vmirror_t(I)'])).toEqual(new Set(['hmirror_t', 'dmirror_t', 'cmirror_t'].filter((name) => findWord(name) !== undefined)));
    expect(wordsIn(['O = get_nth_t(S, F0)']).has('get_common_rank_t')).toBe(true);
    expect(wordsIn(['O = replace(I, replacer=ONE, replacee=TWO)'])).toEqual(new Set(['replace']));
    const literals = encodeCard(mutateCard(cardOf('x1 = shift(I, (0, 1))', 'O = astuple(x1, True)'), { rate: 1, copies: 30, seed: 4 })).steps;
    expect(literals.some((text) => text.includes('False'))).toBe(true);
  });

  it('mutateCard(card) gives no copy of an output in which nothing can change', () => {
    const card = mergeCard('fixed', parseSolvers('def solve_a(S, I, C):\n    O = dedupe_pair_tuple(S)\n    return O\n'), []);
    expect(mutateCard(card, { copies: 5 })).toEqual(card);
  });

  it('mutateCard(card) of a mutated card copies the originals only', () => {
    const once = mutateCard(ONERUN, { copies: 1 });
    expect(mutateCard(once, { copies: 1, seed: 9 }).outputs).toHaveLength(32 * 3);
  });

  it('mutateCard(card, options) refuses a rate outside 0..1 and copies that are not whole', () => {
    for (const rate of [-0.1, 1.1, NaN]) expect(() => mutateCard(ONERUN, { rate })).toThrow(`mutateCard: rate is ${rate}; give a number from 0 to 1`);
    for (const copies of [-1, 0.5, Infinity]) expect(() => mutateCard(ONERUN, { copies })).toThrow(`mutateCard: copies is ${copies}; give a whole number from 0 up`);
  });
});

describe('constantsLike', () => {
  it('constantsLike(name) puts every constant into one kind of the same type, itself left out', () => {
    const values = new Map([...CONSTANTS, ...CARD_CONSTANTS]);
    for (const [name, value] of values) {
      const like = constantsLike(name);
      expect(like.length, name).toBeGreaterThan(0);
      expect(like).not.toContain(name);
      for (const other of like) {
        expect(constantsLike(other)).toContain(name);
        expect(typeof values.get(other)).toBe(typeof value);
        expect(isEqual(values.get(other)!, value)).toBe(false);
      }
    }
    for (const { name } of [...PRIMITIVES, ...CARD_WORDS]) expect(constantsLike(name)).toEqual([]);
  });
});
