import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCard, printCard } from '../../src/program/card-json.js';
import { mergeCard, type Card } from '../../src/program/card.js';
import { evaluateSteps } from '../../src/program/evaluate.js';
import { importCard } from '../../src/program/import-card.js';
import { linkSteps } from '../../src/program/link.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bodyText, expandedSource, inlinedSource, printProgram, stepTexts } from '../../src/program/print.js';
import { linesOf, type Program } from '../../src/program/program.js';
import { sliceSteps, stepOperands, type Step } from '../../src/program/step.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { valueText } from '../../src/scoring/value-text.js';
import { grid } from '../../src/values/grid.js';
import { tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { anonymousText, differText, solverText } from './random-programs.js';
import { wildCard } from './wild-card.js';

const WATCH = { checkpoint: () => undefined, timeoutMs: 60_000, nowMs: () => 0 };
const someGrid = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([height, width]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }));
const solvers = fc.tuple(solverText('a'), solverText('b'), solverText('c'), solverText('d')).map((texts) => parseSolvers(texts.join('\n\n')));
const differs = fc.tuple(differText, differText).map((texts) => texts.map((text, k) => ({ name: `differ_${k}`, program: parseSolvers(text)[0]! })));

function valuesOf(steps: readonly Step[], inputs: { S: Value; I: Value; C: Value }): Value[] {
  const linked = linkSteps(steps);
  const { slots } = evaluateSteps(linked, inputs, WATCH);
  return steps.map((_, index) => slots[linked.slotOf({ kind: 'step', index })]!);
}

/** What a program gives alone, with I bound to something else where wanted. */
const aloneText = (program: Program, inputs: { S: Value; I: Value; C: Value }) => valueText(valuesOf(linesOf(program), inputs).at(-1)!);

describe('any program', () => {
  it('printProgram(parseSolvers(text)) is the text', () => {
    fc.assert(fc.property(solverText('a'), (text) => {
      expect(printProgram(parseSolvers(text)[0]!)).toBe(text);
    }), { numRuns: 200 });
  });

  it('expandedSource(steps, step) read again inlines to the same text', () => {
    fc.assert(fc.property(anonymousText, (text) => {
      const steps = linesOf(parseSolvers(text)[0]!), last = steps.length - 1;
      const [again] = parseSolvers(expandedSource(steps, last));
      expect(stepTexts(again!.steps)(again!.steps.length - 1)).toBe(stepTexts(steps)(last));
      // Every line is used, and no two are equal.
      expect(sliceSteps(again!.steps, again!.steps.length - 1)).toHaveLength(again!.steps.length);
      const calls = expandedSource(steps, last).split('\n').filter((line) => line.includes(' = ')).map((line) => line.split(' = ')[1]);
      expect(new Set(calls).size).toBe(calls.length);
    }), { numRuns: 200 });
  });

  it('the straight line, the inlined text, the expanded text and the body give the same value', () => {
    fc.assert(fc.property(anonymousText, someGrid, someGrid, (text, a, b) => {
      const inputs = { S: tuple(tuple(grid(a), grid(b))), I: grid(a), C: grid(b) };
      const program = parseSolvers(text)[0]!, steps = linesOf(program), last = steps.length - 1;
      const body = `def solve(S, I, C):\n${bodyText(steps, last)}\n`;
      const texts = [inlinedSource(stepTexts(steps)(last)), expandedSource(steps, last), body].map((other) => aloneText(parseSolvers(other)[0]!, inputs));
      expect(new Set([aloneText(program, inputs), ...texts]).size).toBe(1);
    }), { numRuns: 150 });
  });
});

describe('any card', () => {
  const anyCard = fc.tuple(solvers, differs).map(([programs, own]) => ({ programs, own, card: mergeCard('card', programs, own) }));

  it('mergeCard(name, solvers, differs) has operands before their step, no call twice, and an output for each solver', () => {
    fc.assert(fc.property(anyCard, ({ card, programs, own }) => {
      card.steps.forEach((step, k) => { for (const operand of stepOperands(step)) expect(operand).toBeLessThan(k); });
      expect(new Set(card.steps.map((step) => JSON.stringify(step))).size).toBe(card.steps.length);
      expect(card.outputs.map(({ solverId }) => solverId).sort()).toEqual(['a', 'b', 'c', 'd']);
      expect(card.differRows).toHaveLength(own.length * (1 + programs.length));
    }), { numRuns: 100 });
  });

  it('evaluateSteps(card) gives every solver and every differ the value that it has alone', () => {
    fc.assert(fc.property(anyCard, someGrid, someGrid, ({ card, programs, own }, a, b) => {
      const inputs = { S: tuple(tuple(grid(a), grid(b))), I: grid(a), C: grid(b) };
      const values = valuesOf(card.steps, inputs);
      const alone = new Map(programs.map((program) => [program.name, aloneText(program, inputs)]));
      for (const { step, solverId } of card.outputs) expect(valueText(values[step]!)).toBe(alone.get(`solve_${solverId}`));
      for (const { step, owner, differ } of card.differRows) {
        const I = owner === null ? inputs.I : values[card.outputs.find(({ solverId }) => solverId === owner)!.step]!;
        expect(valueText(values[step]!)).toBe(aloneText(own.find(({ name }) => name === differ)!.program, { ...inputs, I }));
      }
    }), { numRuns: 150 });
  });

  it('evaluateSteps(card, …, reused) gives what a whole pass gives', () => {
    fc.assert(fc.property(anyCard, someGrid, someGrid, ({ card }, a, b) => {
      const linked = linkSteps(card.steps), inputs = { S: tuple(tuple(grid(a), grid(b))), I: grid(a), C: grid(b) };
      const solve = evaluateSteps(linked, { ...inputs, C: null }, WATCH);
      const whole = evaluateSteps(linked, inputs, WATCH), part = evaluateSteps(linked, inputs, WATCH, solve.slots);
      expect(part.slots.map(valueText)).toEqual(whole.slots.map(valueText));
    }), { numRuns: 100 });
  });

  it('decodeCard(printCard(card)) and importCard(its wild form) are the card', () => {
    fc.assert(fc.property(anyCard, fc.constantFrom('f, a, b', 'f(a, b)'), ({ card }, style) => {
      expect(decodeCard(JSON.parse(printCard(card)), 'card.json')).toEqual(card);
      const { calls, module } = wildCard(card, style as 'f(a, b)');
      expect(importCard([calls, module], { name: 'card' }).card).toEqual<Card>(card);
    }), { numRuns: 60 });
  });

  it('mergeCard(name, solvers, builtInDiffers()) puts the differs first, on I', () => {
    fc.assert(fc.property(solvers, (programs) => {
      const card = mergeCard('card', programs, builtInDiffers());
      expect(card.differRows.slice(0, 4).map(({ owner }) => owner)).toEqual([null, null, null, null]);
      for (const { step } of card.differRows.slice(0, 4)) {
        for (const k of sliceSteps(card.steps, step)) expect(k).toBeLessThanOrEqual(card.differRows[3]!.step);
      }
    }), { numRuns: 30 });
  });
});
