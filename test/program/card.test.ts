import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCard, encodeCard, printCard } from '../../src/program/card-json.js';
import { cardStatistics } from '../../src/program/card-statistics.js';
import { mergeCard } from '../../src/program/card.js';
import { evaluateSteps } from '../../src/program/evaluate.js';
import { linkSteps } from '../../src/program/link.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bodyText, expandedSource, inlinedSource, stepTexts } from '../../src/program/print.js';
import { printCall } from '../../src/program/step.js';
import { isEqual } from '../../src/values/equality.js';
import { ArcError } from '../../src/values/error.js';
import { grid } from '../../src/values/grid.js';
import { EMPTY_SET } from '../../src/values/frozen-set.js';
import { EMPTY_TUPLE } from '../../src/values/tuple.js';
import { COMPUTED_CALLEE, COMPUTED_CALLEE_EXPRESSION, MIRRORED, MIRRORED_TWICE } from './programs.js';

const [DIFFER] = parseSolvers('def differ(S, I, C):\n    x1 = palette(I)\n    x2 = palette(C)\n    O = difference(x1, x2)\n    return O\n');
const TWO = mergeCard('two', parseSolvers(`${MIRRORED}\n\n${MIRRORED_TWICE}`), [{ name: 'differ_1', program: DIFFER! }]);
const WATCH = { checkpoint: () => undefined, timeoutMs: 5000, nowMs: () => 0 };

describe('mergeCard', () => {
  it('mergeCard(name, solvers, differs) puts the differs on I first, then a line of each solver in turn', () => {
    const texts = TWO.steps.map((step) => printCall(step, (index) => `t${index + 1}`));
    expect(texts).toEqual([
      'palette(I)', 'palette(C)', 'difference(t1, t2)',
      'vmirror(I)',
      'hconcat(I, t4)', 'palette(t5)', 'difference(t6, t2)', 'hmirror(t4)',
      'vconcat(t4, t8)', 'palette(t9)', 'difference(t10, t2)',
    ]);
    expect(TWO.outputs).toEqual([{ step: 4, isMutated: false, solverId: 'aaaaaaaa' }, { step: 8, isMutated: false, solverId: 'bbbbbbbb' }]);
    expect(TWO.differRows.map(({ step, owner }) => [step, owner])).toEqual([[2, null], [6, 'aaaaaaaa'], [10, 'bbbbbbbb']]);
  });

  it('mergeCard(name, solvers, differs) lets a solver that returns its input have an output', () => {
    const card = mergeCard('same', parseSolvers('def solve_cccccccc(I):\n    return I\n'), []);
    expect(encodeCard(card)).toMatchObject({ steps: ['identity(I)'], outputs: [[1, false, 'cccccccc']] });
  });

  it('evaluateSteps(card) gives every solver the value that it has alone', () => {
    const linked = linkSteps(TWO.steps);
    const I = grid([[1, 2], [3, 4]]);
    const { slots, failures } = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C: null }, WATCH);
    expect(isEqual(slots[linked.slotOf({ kind: 'step', index: 4 })]!, grid([[1, 2, 2, 1], [3, 4, 4, 3]]))).toBe(true);
    expect(isEqual(slots[linked.slotOf({ kind: 'step', index: 8 })]!, grid([[2, 1], [4, 3], [4, 3], [2, 1]]))).toBe(true);
    // palette(C) fails on no grid; what depends on it goes on with the default, the empty set.
    expect(failures).toBe(1);
    expect(isEqual(slots[linked.slotOf({ kind: 'step', index: 1 })]!, EMPTY_SET)).toBe(true);
  });

  it('evaluateSteps(card, …, reused) runs only what depends on C and gives the same values', () => {
    const linked = linkSteps(TWO.steps);
    const I = grid([[1, 2], [3, 4]]), C = grid([[1, 4]]);
    const solve = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C: null }, WATCH);
    const whole = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C }, WATCH);
    const partial = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C }, WATCH, solve.slots);
    expect(linked.steps.filter((step) => step.dependsOnC)).toHaveLength(4);
    expect(partial.slots.every((value, k) => isEqual(value, whole.slots[k]!))).toBe(true);
  });

  it('evaluateSteps(card) gives a step up that takes longer than the limit, and only that one', () => {
    const linked = linkSteps(TWO.steps);
    let calls = 0;
    // The clock jumps while step t4 runs: the reading after it is far on.
    const nowMs = () => (++calls > 4 ? 10_000 : 0);
    const { timedOut } = evaluateSteps(linked, { S: EMPTY_TUPLE, I: grid([[1, 2]]), C: null }, { ...WATCH, nowMs });
    expect(timedOut).toEqual([3]);
  });
});

describe('texts of a card', () => {
  const card = mergeCard('one', parseSolvers(COMPUTED_CALLEE), []);
  const last = card.outputs[0]!.step;

  it('bodyText(steps, step) is the slice, one step a line, and the return', () => {
    expect(bodyText(TWO.steps, 8)).toBe('    t4 = vmirror(I)\n    t8 = hmirror(t4)\n    t9 = vconcat(t4, t8)\n    return t9');
  });

  it('inlinedSource(stepTexts(steps)(step)) is one nested expression', () => {
    expect(inlinedSource(stepTexts(card.steps)(last))).toBe(`def solve(S, I, C):\n    return ${COMPUTED_CALLEE_EXPRESSION}`);
  });

  it('expandedSource(steps, step) numbers calls depth first, inner callee first, equal ones once', () => {
    expect(expandedSource(card.steps, last)).toBe(`from dsl import *
from constants import *

def solve(S, I, C):
    x1 = fork(greater, height, width)
    x2 = rbind(shift, DOWN_LEFT)
    x3 = lbind(recolor, FIVE)
    x4 = chain(x2, x3, backdrop)
    x5 = fgpartition(I)
    x6 = mapply(x4, x5)
    x7 = underpaint(I, x6)
    x8 = x1(x7)
    x9 = branch(x8, hconcat, vconcat)
    O = x9(x7, I)
    return O
`);
  });
});

describe('a card that is a chain of 50 000 steps', () => {
  const deep = mergeCard('deep', parseSolvers(`def solve_a(I):\n    x1 = vmirror(I)\n${Array.from({ length: 50_000 }, (_, k) => `    x${k + 2} = vmirror(x${k + 1})\n`).join('')}    return x50001\n`), []);

  it('is written, counted, linked and evaluated without recursion', () => {
    const last = deep.steps.length - 1;
    expect(stepTexts(deep.steps)(last)).toHaveLength('vmirror()'.length * 50_001 + 1);
    expect(expandedSource(deep.steps, last).split('\n')).toHaveLength(50_001 + 6);
    expect(cardStatistics(deep)).toMatchObject({ steps: 50_001, depth: 50_001, callsAlone: 50_001 });
    const linked = linkSteps(deep.steps), I = grid([[1, 2]]);
    const { slots } = evaluateSteps(linked, { S: EMPTY_TUPLE, I, C: null }, WATCH);
    expect(isEqual(slots[linked.slotOf({ kind: 'step', index: last })]!, grid([[2, 1]]))).toBe(true);
  });
});

describe('decodeCard', () => {
  it('decodeCard(JSON.parse(printCard(card))) is the card', () => {
    expect(decodeCard(JSON.parse(printCard(TWO)), 'two.json')).toEqual(TWO);
  });

  it('decodeCard(json) of any JSON is a card or an ArcError in one line', () => {
    const whole = encodeCard(TWO);
    const damaged = fc.record({ steps: fc.array(fc.oneof(fc.constantFrom(...whole.steps, 't3(I)', 'vmirror(t99)', 'size', '()', 'f(', 't1.x(I)', 'size(*I)'), fc.string())), outputs: fc.jsonValue(), differs: fc.oneof(fc.constant(whole.differs), fc.jsonValue()), unknown: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), damaged.map((change) => ({ ...whole, ...change }))), (json) => {
      try {
        expect(decodeCard(json, 'any.json').steps.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(ArcError);
        expect((error as ArcError).message).not.toContain('\n');
      }
    }), { numRuns: 300 });
  });

  it.each([
    ['a forward reference', { steps: ['vmirror(t2)', 'hmirror(I)'] }, 'two.json: step t1 refers to t2, which is not earlier'],
    ['an unknown primitive', { steps: ['vmiror(I)'] }, 'two.json: step t1 names vmiror, which is not a known name; did you mean vmirror?'],
    ['several unknown names, all at once', { steps: ['vmiror(I)', 'paint(t1, FOO)', 'vmiror(FOO)'] }, 'two.json: 2 names are known to nobody: vmiror (t1, near vmirror), FOO (t2, near'],
    ['a callee that comes later', { steps: ['t2(I)', 'lbind(add, ONE)'] }, 'two.json: step t1 refers to t2, which is not earlier'],
    ['a step that calls itself', { steps: ['t1(I)'] }, 'two.json: step t1 refers to t1, which is not earlier'],
    ['an unknown keyword', { steps: ['replace(I, foo=ONE, bar=TWO)'] }, 'two.json: step t1 calls replace without its parameter replacee; it has grid, replacee, replacer'],
    ['a parameter given twice', { steps: ['replace(I, ONE, grid=I)'] }, 'two.json: step t1 calls replace without its parameter replacer'],
    ['a keyword for a function made by the card', { steps: ['lbind(add, ONE)', 't1(x=ONE)'] }, 'two.json: step t2 calls a step with a keyword argument'],
    ['a call that runs over two steps', { steps: ['vmirror(', 'I)', 'hmirror(I)\nvmirror(I)'] }, 'two.json: step t1:1:9: this is not valid Python'],
    ['a called constant', { steps: ['ONE(I)'] }, 'two.json: step t1 calls ONE, which is a constant'],
    ['a step that is no call', { steps: ['I'] }, 'two.json: step t1 is "I", not one call; write f(a, b)'],
    ['an operand that is a call', { steps: ['vmirror(hmirror(I))'] }, 'two.json: step t1 holds a call; operands are steps, names and constants'],
    ['a wrong arity', { steps: ['vmirror(I, I)'] }, 'two.json: step t1 calls vmirror with 2 arguments; it takes 1'],
    ['an output outside', { steps: ['vmirror(I)'], outputs: [[2, false, 'a']] }, 'two.json: card two: the output of a is step t2, but there are 1 steps'],
    ['no outputs', { steps: ['vmirror(I)'], outputs: [] }, 'it has no outputs'],
    ['a wrong form', { steps: 5 }, 'two.json: steps: '],
    ['a foreign key', { extra: 1 }, 'two.json: '],
    ['two calls in a step', { steps: ['vmirror(I)\nhmirror(I)'] }, 'two.json: step t1 is "vmirror(I)\\nhmirror(I)", not one call'],
    ['an id with a path in it', { outputs: [[1, false, '../a']] }, 'two.json: outputs.0.2'],
  ])('decodeCard(json) refuses %s with place, fault and remedy', (_, change, line) => {
    const json = { ...encodeCard(TWO), steps: ['vmirror(I)'], outputs: [[1, false, 'a']], differs: [], ...change };
    expect(() => decodeCard(json, 'two.json')).toThrow(line);
  });
});
