import { describe, expect, expectTypeOf, it } from 'vitest';
import * as primitives from '../../src/dsl/primitives.js';
import { PRIMITIVES } from '../../src/dsl/registry.js';
import { defineSolver, type Language } from '../../src/program/builder.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { printProgram } from '../../src/program/print.js';
import { COMPUTED_CALLEE } from './programs.js';

describe('defineSolver', () => {
  it('defineSolver(id, build) records calls, functions as arguments, combinators and called variables', () => {
    const built = defineSolver('5e6f7a8b', ({ I }, d) => {
      const isTall = d.fork(d.greater, d.height, d.width);
      const painted = d.lbind(d.recolor, d.FIVE);
      const moved = d.rbind(d.shift, d.DOWN_LEFT);
      const boxed = d.chain(moved, painted, d.backdrop);
      const under = d.underpaint(I, d.mapply(boxed, d.fgpartition(I)));
      const join = d.branch(isTall(under), d.hconcat, d.vconcat);
      return join(under, I);
    });
    expect(printProgram(built)).toBe(COMPUTED_CALLEE);
    expect(built).toEqual(parseSolvers(COMPUTED_CALLEE)[0]);
  });

  it('defineSolver(id, build) takes plain numbers and booleans, and the other inputs', () => {
    const built = defineSolver('x', ({ S, I }, d) => d.combine(S, d.objects(d.replace(I, 0, 5), true, d.F, true)));
    expect(printProgram(built)).toBe('def solve_x(S, I, C):\n    x1 = replace(I, 0, 5)\n    x2 = objects(x1, True, F, True)\n    O = combine(S, x2)\n    return O\n');
  });

  it('defineSolver(id, build) refuses what is not recorded', () => {
    expect(() => defineSolver('x', ({ I }, d) => d.recolor('red' as never, I))).toThrow('argument 1 of recolor is red');
    expect(() => defineSolver('x', () => undefined)).toThrow('the result is undefined');
    expect(() => defineSolver('x', ({ I }, d) => (d.vmirror as (...args: unknown[]) => unknown)(I, I))).toThrow('vmirror takes 1 arguments, 2 are given');
    expect(() => defineSolver('a b', ({ I }) => I)).toThrow('"a b" is not a plain name');
  });

  it('Language refuses arguments of a wrong kind', () => {
    expectTypeOf<Parameters<Language['vmirror']>[0]>().not.toEqualTypeOf<unknown>();
    // @ts-expect-error a number is not a piece
    const wrong = (d: Language) => d.vmirror(3);
    // @ts-expect-error a size is not a grid
    const wrongToo = (d: Language) => d.vmirror(d.size(d.ORIGIN));
    expect([wrong, wrongToo]).toHaveLength(2);
  });

  it('primitives are exactly those of the registry', () => {
    expect(Object.keys(primitives).sort()).toEqual(PRIMITIVES.map(({ name }) => name).sort());
    for (const { name, call } of PRIMITIVES) expect(primitives[name as keyof typeof primitives]).toBe(call);
  });
});
