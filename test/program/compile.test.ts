import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_CONSTANTS, CARD_WORDS } from '../../src/dsl/card-words.js';
import { CONSTANTS, PRIMITIVES } from '../../src/dsl/registry.js';
import { evaluateCompiled } from '../../src/program/compile.js';
import { evaluateSteps, type Inputs, type PassWatch, type StepValues } from '../../src/program/evaluate.js';
import { linkSteps, type LinkedSteps } from '../../src/program/link.js';
import { mutateCard } from '../../src/program/mutate-card.js';
import { readCard } from '../../src/program/read-card.js';
import type { Operand, Step } from '../../src/program/step.js';
import { exactText, valueText } from '../../src/scoring/value-text.js';
import { bundledTask } from '../../src/tasks/bundled.js';
import { tuple } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { grids } from '../dsl/arbitraries.js';

/** Those whose results can grow beyond what a test should hold when their arguments are whatever comes. */
const GROWING = ['multiply', 'double', 'power', 'repeat', 'upscale', 'hupscale', 'vupscale', 'canvas', 'interval', 'product'];
const FUNCTIONS = [...PRIMITIVES, ...CARD_WORDS].filter(({ name }) => !GROWING.includes(name));
const NAMES = [...FUNCTIONS.map(({ name }) => name), ...CONSTANTS.keys(), ...CARD_CONSTANTS.keys()];

const literals = fc.oneof(fc.integer({ min: -3, max: 10 }), fc.boolean(), fc.constant(null), fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })));

/** What may stand in step k: often the input or an earlier step. */
function operandsAt(k: number): fc.Arbitrary<Operand> {
  const earlier: fc.Arbitrary<Operand>[] = k === 0 ? [] : [fc.nat(k - 1).map((index) => ({ kind: 'step', index }))];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Operand>({ kind: 'input', name: 'I' }, { kind: 'input', name: 'C' }, { kind: 'input', name: 'S' }) },
    ...earlier.map((arbitrary) => ({ weight: 5, arbitrary })),
    { weight: 2, arbitrary: fc.constantFrom(...NAMES).map((name): Operand => ({ kind: 'word', name })) },
    { weight: 1, arbitrary: literals.map((value): Operand => ({ kind: 'literal', value })) },
    { weight: 1, arbitrary: fc.constant<Operand>({ kind: 'unknown', name: 'nobody_knows' }) },
  );
}

/** A call of a word with as many operands as it takes, or of an earlier step with any number. */
function stepsAt(k: number): fc.Arbitrary<Step> {
  const calls = fc.constantFrom(...FUNCTIONS).chain(({ name, arity }) =>
    fc.array(operandsAt(k), { minLength: arity, maxLength: arity }).map((operands): Step => ({ callee: { kind: 'word', name }, operands })));
  const indirect = fc.tuple(operandsAt(k), fc.array(operandsAt(k), { maxLength: 5 }))
    .filter(([callee]) => callee.kind === 'step' || callee.kind === 'input')
    .map(([callee, operands]): Step => ({ callee, operands }));
  return fc.oneof({ weight: 9, arbitrary: calls }, { weight: 1, arbitrary: indirect });
}

/** Lists of up to 150 calls: more than one generated function holds. */
const stepLists = fc.integer({ min: 0, max: 150 }).chain((length) => fc.tuple(...Array.from({ length }, (_, k) => stepsAt(k))));

/** A watch whose clock moves by what is given, reading by reading; it stops a pass at a checkpoint, or never. */
class FakeWatch implements PassWatch {
  readonly timeoutMs = 100;
  readonly asked: string[] = [];
  #nowMs = 0;

  constructor(private readonly ticksMs: readonly number[], private readonly stopAt = Infinity) {}

  checkpoint(): void {
    this.asked.push('checkpoint');
    if (this.asked.length >= this.stopAt) throw new Error('stopped');
  }

  nowMs(): number {
    this.asked.push('now');
    return this.#nowMs += this.ticksMs[this.asked.length % this.ticksMs.length] ?? 0;
  }
}

const anyTicks = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 9 });

const text = (value: Value): string => exactText(value) ?? `about ${valueText(value)}`;

const facts = ({ slots, failures, timedOut }: StepValues) => ({ slots: slots.map(text), failures, timedOut });

/** What a pass gives or throws, and what it asked its watch. */
function outcome(evaluate: typeof evaluateSteps, linked: LinkedSteps, inputs: Inputs, watch: FakeWatch, reused?: readonly Value[]) {
  try {
    return { ...facts(evaluate(linked, inputs, watch, reused)), asked: watch.asked };
  } catch (error) {
    return { error: String(error), asked: watch.asked };
  }
}

describe('evaluateCompiled', () => {
  it('evaluateCompiled(linked, inputs, watch) gives the values, failures and time limits of the interpreter, on any steps and any clock', () => {
    fc.assert(fc.property(stepLists, grids(4), grids(4), anyTicks, fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }), (steps, I, C, ticks, stopAt) => {
      const linked = linkSteps(steps), inputs: Inputs = { S: tuple(tuple(I, C)), I, C };
      expect(outcome(evaluateCompiled, linked, inputs, new FakeWatch(ticks, stopAt))).toEqual(outcome(evaluateSteps, linked, inputs, new FakeWatch(ticks, stopAt)));
    }), { numRuns: 150 });
  });

  it('evaluateCompiled(linked, inputs, watch, reused) runs the steps on C again, as the interpreter does, and gives what a whole pass gives', () => {
    fc.assert(fc.property(stepLists, grids(4), grids(4), anyTicks, (steps, I, C, ticks) => {
      const linked = linkSteps(steps), S = tuple(tuple(I, C));
      const { slots } = evaluateCompiled(linked, { S, I, C: null }, new FakeWatch([]));
      const rerun = outcome(evaluateCompiled, linked, { S, I, C }, new FakeWatch(ticks), slots);
      expect(rerun).toEqual(outcome(evaluateSteps, linked, { S, I, C }, new FakeWatch(ticks), slots));
      expect(evaluateCompiled(linked, { S, I, C }, new FakeWatch([]), slots).slots.map(text)).toEqual(evaluateSteps(linked, { S, I, C }, new FakeWatch([])).slots.map(text));
    }), { numRuns: 100 });
  });

  it.each([0, 1, 2])('evaluateCompiled(linked, …) gives the values of the interpreter on the bundled card with %i mutated copies of its outputs', (copies) => {
    const card = readCard('onerun');
    const linked = linkSteps(mutateCard(card, { rate: 0.1, seed: 5, copies }).steps);
    const { demo, test } = bundledTask('007bbfb7'), S = tuple(...demo.map(({ input, output }) => tuple(input, output)));
    for (const { input: I, output: C } of [...demo, ...test]) {
      const solve = evaluateCompiled(linked, { S, I, C: null }, new FakeWatch([]));
      expect(facts(solve)).toEqual(facts(evaluateSteps(linked, { S, I, C: null }, new FakeWatch([]))));
      expect(facts(evaluateCompiled(linked, { S, I, C }, new FakeWatch([])))).toEqual(facts(evaluateSteps(linked, { S, I, C }, new FakeWatch([]))));
      expect(facts(evaluateCompiled(linked, { S, I, C }, new FakeWatch([]), solve.slots))).toEqual(facts(evaluateSteps(linked, { S, I, C }, new FakeWatch([]), solve.slots)));
    }
  });

  it('evaluateCompiled(linked, …) counts the failures and time limits of another pass from zero', () => {
    const linked = linkSteps(readCard('onerun').steps), I = bundledTask('007bbfb7').demo[0]!.input;
    const pass = () => evaluateCompiled(linked, { S: tuple(), I, C: null }, new FakeWatch([20]));
    const first = pass();
    expect(first.failures).toBeGreaterThan(0);
    expect(first.timedOut.length).toBeGreaterThan(0);
    expect(facts(pass())).toEqual(facts(first));
  });

  it('evaluateCompiled(linked, …) keeps apart cards with the same layout and other functions', () => {
    const I = bundledTask('007bbfb7').demo[0]!.input;
    const [mirrored, turned] = ['vmirror', 'rot90'].map((name) => {
      const linked = linkSteps([{ callee: { kind: 'word', name }, operands: [{ kind: 'input', name: 'I' }] }]);
      return text(evaluateCompiled(linked, { S: null, I, C: null }, new FakeWatch([])).slots.at(-1)!);
    });
    expect(mirrored).not.toBe(turned);
  });

  it('evaluateCompiled(linked, …) says what to do where code may not be generated', () => {
    const compiled = join(import.meta.dirname, '..', '..', 'dist', 'program');
    const script = `
      const { evaluateCompiled } = await import('${compiled}/compile.js');
      const { linkSteps } = await import('${compiled}/link.js');
      const linked = linkSteps([{ callee: { kind: 'word', name: 'size' }, operands: [{ kind: 'input', name: 'I' }] }]);
      try { evaluateCompiled(linked, { S: null, I: null, C: null }, { checkpoint() {}, nowMs: () => 0, timeoutMs: 1 }); } catch (error) { console.log(error.code, error.message); }`;
    const { stdout } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(stdout).toMatch(/^program\.compile a card cannot be compiled: .*; run Node without --disallow-code-generation-from-strings, or set engine=interpreted\n$/);
  });
});
